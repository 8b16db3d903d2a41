/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The debugger without a face: one guest under run control, its breakpoints, registers, memory spaces, symbols, shadow
 * mappings and the trace of what its monitor saw.
 * <p>
 * Every face (Eclipse, command line, JUnit) is an adapter on {@link org.ringside.session.Session}; start reading there,
 * then at {@link org.ringside.session.BreakpointSpec}, whose documentation is the reference of the breakpoint language.
 * The package uses {@code vmm}, {@code machine}, {@code isa} and {@code image}, and nothing of OSGi or Eclipse.
 */
package org.ringside.session;

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Dynamic binary translation: what harts execute often becomes host code, or Java classes, which the JVM compiles. It never changes
 * what a guest computes, nor its count of retired instructions.
 *
 * <p>Host code is made first, at once and on the hart's own thread, of integer code on hosts for which there is an encoder
 * ({@link org.ringside.translator.x86}); classes are made of the rest, on a thread of their own, when it has become hot.
 *
 * <p>Uses {@code org.ringside.machine}, {@code org.ringside.isa} and ASM. Start reading at
 * {@link org.ringside.translator.Translator}; a region is found by {@code RegionFinder}, and written by {@code HostRegionWriter} or
 * {@code RegionWriter}. Both kinds of code keep to what {@link org.ringside.machine.TranslatedCode} says.
 */
package org.ringside.translator;

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * The simulated computer: harts, CSRs, traps, MMU, memory, bus, clock and interpreter.
 *
 * <p>Floor 1: may use {@code org.ringside.isa}.
 */
package org.ringside.machine;

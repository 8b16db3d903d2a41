/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * A RISC-V machine: harts with their registers, CSRs, traps and MMU, memory, the bus and the clock. Start reading at
 * {@link org.ringside.machine.Hart} and {@link org.ringside.machine.PhysicalBus}. Uses {@code org.ringside.isa} only; one
 * machine belongs to one thread at a time.
 */
package org.ringside.machine;

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.VcpuState;

/**
 * A vCPU at a stop, cheap to take and never changing.
 *
 * @param index its number and hart id
 * @param state started, waiting or stopped
 * @param mode the guest's privilege mode
 * @param pc guest-virtual address of the next instruction
 * @param x the integer registers x0 to x31
 * @param satp the guest's {@code satp}
 * @param retired instructions that it has retired
 */
public record VcpuSnapshot(int index, VcpuState state, PrivilegeMode mode, long pc, long[] x, long satp, long retired) {
}

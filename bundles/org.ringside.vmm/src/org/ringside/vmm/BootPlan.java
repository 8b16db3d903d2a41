/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;


/**
 * How the first hart begins, once everything is in memory.
 *
 * @param entry address of the first instruction
 * @param machineMode whether it is executed in M-mode (otherwise in S-mode with Ringside's SBI)
 * @param deviceTree guest-physical address of the device tree, for a1
 * @param argument2 for a2: the address of the record that OpenSBI's dynamic firmware reads, or 0
 */
record BootPlan(long entry, boolean machineMode, long deviceTree, long argument2) {
}

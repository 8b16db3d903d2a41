/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.OptionalLong;


/**
 * How the first hart begins, once everything is in memory.
 *
 * @param entry address of the first instruction
 * @param machineMode whether it is executed in M-mode (otherwise in S-mode with Ringside's SBI)
 * @param deviceTree guest-physical address of the device tree, for a1
 * @param argument2 for a2: the address of the record that OpenSBI's dynamic firmware reads, or 0
 * @param tohost guest-physical address of the symbol of that name, if the guest was written for a host that serves it
 * @param fromhost the same for the host's answers
 */
record BootPlan(long entry, boolean machineMode, long deviceTree, long argument2, OptionalLong tohost, OptionalLong fromhost) {
}

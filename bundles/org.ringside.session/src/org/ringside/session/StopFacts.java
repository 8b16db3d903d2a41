/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.Technique;

/**
 * What every stop must be able to tell, taken at the moment of the stop.
 *
 * @param vm the name of the VM
 * @param technique how it is virtualized
 * @param mode the guest's privilege mode
 * @param pc guest-virtual address of the next instruction
 * @param symbol the pc as symbol and offset, or in hexadecimal where no symbol covers it
 * @param root guest-physical address of the root page table, 0 if translation is off
 * @param asid the address-space identifier
 * @param instructions retired by all harts together
 * @param ticks the guest's time, in units of 100 ns
 */
public record StopFacts(String vm, Technique technique, PrivilegeMode mode, long pc, String symbol, long root, int asid,
		long instructions, long ticks) {

	/** The address space in words: {@code "root gPA 0x80210000, ASID 1"} or {@code "translation off"}. */
	public String addressSpace() {
		return root == 0 ? "translation off" : "root gPA " + Words.hex(root) + ", ASID " + asid;
	}
}

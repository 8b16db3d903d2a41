/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import org.ringside.isa.PrivilegeMode;

/**
 * Where and when an event happened, as the guest sees it.
 *
 * @param vcpu index of the vCPU
 * @param instructions retired by that vCPU before the event
 * @param pc guest-virtual address of the instruction that caused the event
 * @param mode the guest's privilege mode that executed it
 * @param satp the guest's {@code satp} at that moment, which names root and ASID; in VS-mode and VU-mode its {@code vsatp}
 */
public record EventPlace(int vcpu, long instructions, long pc, PrivilegeMode mode, long satp) {
	/** The ASID field of {@link #satp()}. */
	public int asid() {
		return (int) (satp >>> 44) & 0xffff;
	}

	/** The guest-physical address of the root page table, 0 if translation is off. */
	public long root() {
		return satp >>> 60 == 0 ? 0 : (satp & 0xfff_ffff_ffffL) << 12;
	}

	@Override
	public String toString() {
		return "vCPU %d at 0x%x in %s-mode".formatted(vcpu, pc, mode);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.OptionalLong;

import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.Vcpu;

/**
 * The place that a step runs to, in the context in which it began: the same vCPU, mode, address space and
 * stack pointer. So neither a recursive call nor another process that comes by is taken for the end of the step.
 *
 * @param vcpu the vCPU that steps
 * @param address the instruction to reach; empty for any one that a trap handler returns to
 * @param mode the mode to reach it in
 * @param satp the address space to reach it in
 * @param sp the stack pointer to reach it with
 * @param anywhere whether context does not matter (a run to an address)
 */
record Goal(int vcpu, OptionalLong address, PrivilegeMode mode, long satp, long sp, boolean anywhere) {

	private static final int SATP = 0x180;
	private static final int VSATP = 0x280;
	private static final int SP = 2;

	/** Back at an instruction of the function that steps. */
	static Goal back(Vcpu from, long address) {
		return new Goal(from.index(), OptionalLong.of(address), from.mode(), satp(from), from.x(SP), false);
	}

	/** Wherever the handler of a trap that was just taken returns to. */
	static Goal afterTrap(int vcpu, PrivilegeMode mode, long satp, long sp) {
		return new Goal(vcpu, OptionalLong.empty(), mode, satp, sp, false);
	}

	/** In the caller, with its own stack pointer: deeper levels of a recursion return to the same address. */
	static Goal caller(Vcpu from, Frame caller) {
		return new Goal(from.index(), OptionalLong.of(caller.pc()), from.mode(), satp(from), caller.sp(), false);
	}

	/** An address, on whatever vCPU comes first. */
	static Goal address(Vcpu from, long address) {
		return new Goal(from.index(), OptionalLong.of(address), from.mode(), satp(from), 0, true);
	}

	/** Wherever a vCPU is when the event comes that is waited for. */
	static Goal wherever(Vcpu from) {
		return new Goal(from.index(), OptionalLong.empty(), from.mode(), satp(from), 0, true);
	}

	/** Whether a vCPU that is about to execute its next instruction is there. */
	boolean reached(Vcpu now) {
		if (address.isPresent() && now.pc() != address.getAsLong()) {
			return false;
		}
		if (anywhere) {
			return true;
		}
		// A called function of a kernel may turn translation on or switch address spaces: its stack tells the context. In
		// U-mode the same stack address means nothing without the address space.
		return now.index() == vcpu && now.mode() == mode && (!mode.isUser() || satp(now) == satp)
				&& now.x(SP) == sp;
	}

	/** The address space of a vCPU, which in VS-mode and VU-mode vsatp names; 0 where it has no S-mode. */
	static long satp(Vcpu vcpu) {
		if (vcpu.mode().isVirtual()) {
			return vcpu.csr(VSATP);
		}
		return vcpu.hasCsr(SATP) ? vcpu.csr(SATP) : 0;
	}
}

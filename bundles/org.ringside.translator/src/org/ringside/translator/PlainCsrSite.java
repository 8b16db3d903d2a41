/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import org.ringside.isa.Decoded;
import org.ringside.isa.Zicsr;
import org.ringside.machine.Hart;
import org.ringside.machine.HostMemory;
import org.ringside.machine.PlainCsrs;
import org.ringside.machine.instructions.CsrInstructions;
import org.ringside.translator.x86.GuestRegisters;

/** An access of host code to a CSR that only holds a value: of the hart's registers it needs those that it names. */
final class PlainCsrSite {

	private static final int NONE = Integer.MIN_VALUE;

	private final Zicsr instruction;
	private final int csr;
	/** Where registers stand from the base. */
	private final int source;
	private final int destination;
	private final long constant;

	private PlainCsrSite(Zicsr instruction, Decoded d) {
		boolean immediate = instruction == Zicsr.CSRRWI || instruction == Zicsr.CSRRSI || instruction == Zicsr.CSRRCI;
		this.instruction = instruction;
		csr = d.csr();
		source = immediate ? NONE : place(d.rs1());
		destination = place(d.rd());
		constant = immediate ? d.rs1() : 0;
	}

	private static int place(int register) {
		return register == 0 ? NONE : GuestRegisters.offset(register);
	}

	/** The access that an instruction is, or {@code null} if it is none. */
	static PlainCsrSite of(Decoded d) {
		return d.instruction() instanceof Zicsr instruction && PlainCsrs.has(d.csr()) ? new PlainCsrSite(instruction, d) : null;
	}

	/** Executes it, unless the hart may not; returns whether it did. */
	boolean execute(Hart h, long registers) {
		if (!PlainCsrs.open(h, csr >>> 8 & 3)) {
			return false;
		}
		long old = CsrInstructions.exchange(instruction, h, csr, source == NONE ? constant : HostMemory.getLong(registers + source));
		if (destination != NONE) {
			HostMemory.putLong(registers + destination, old);
		}
		return true;
	}
}

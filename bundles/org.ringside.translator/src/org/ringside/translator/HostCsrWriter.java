/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.x86.Assembler.RAX;
import static org.ringside.translator.x86.Assembler.RBX;
import static org.ringside.translator.x86.Assembler.RCX;
import static org.ringside.translator.x86.Assembler.RDX;

import org.ringside.isa.Decoded;
import org.ringside.isa.Zicsr;
import org.ringside.machine.Hart;
import org.ringside.machine.HostMemory;
import org.ringside.machine.PlainCsrs;
import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Label;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.GuestRegisters;

/** Writes accesses to the CSRs that only hold a value as host code, which leaves for the node where the mode does not permit them. */
final class HostCsrWriter {

	private final Assembler a;
	private final HostRegionWriter region;
	private final HostRegisters registers;

	HostCsrWriter(Assembler assembler, HostRegionWriter region, HostRegisters registers) {
		this.a = assembler;
		this.region = region;
		this.registers = registers;
	}

	static boolean has(Step step) {
		return step.instruction() instanceof Zicsr && PlainCsrs.has(step.d().csr());
	}

	/** Tells code what it may access. */
	static void open(Hart h, long base) {
		HostMemory.putLong(base + GuestRegisters.PLAIN_CSRS, PlainCsrs.memory(h));
		HostMemory.putLong(base + GuestRegisters.PLAIN_OPENED, PlainCsrs.opened(h));
		HostMemory.putLong(base + GuestRegisters.PLAIN_ACCESSES, 0);
		HostMemory.putLong(base + GuestRegisters.ADDRESS_MASK, PlainCsrs.addressMask(h));
	}

	/** After code that was told so. */
	static void close(Hart h, long base) {
		long accesses = HostMemory.getLong(base + GuestRegisters.PLAIN_ACCESSES);
		if (accesses != 0) {
			PlainCsrs.accessed(h, accesses);
		}
	}

	/** @param left instructions from this one to the end of its block */
	void write(Step step, int left) {
		Decoded d = step.d();
		Zicsr instruction = (Zicsr) step.instruction();
		Label closed = new Label();
		Label behind = new Label();
		a.aluWord(Alu.CMP, Operand.memory(RBX, GuestRegisters.PLAIN_OPENED), d.csr() >>> 8 & 3);
		a.jump(Condition.LESS, closed);
		region.site(step, left, closed, behind);
		a.alu(Alu.ADD, Operand.memory(RBX, GuestRegisters.PLAIN_ACCESSES), 1);
		a.load(RCX, Operand.memory(RBX, GuestRegisters.PLAIN_CSRS));
		Operand csr = Operand.memory(RCX, PlainCsrs.offset(d.csr()));
		boolean swaps = instruction == Zicsr.CSRRW || instruction == Zicsr.CSRRWI;
		boolean reads = !swaps || d.rd() != 0;
		// With x0 or 0 as the operand, setting and clearing bits writes nothing (Unprivileged, Zicsr).
		boolean writes = swaps || d.rs1() != 0;
		if (writes) {
			operand(instruction, d);
		}
		if (reads) {
			a.load(RAX, csr);
			registers.clobber();
			if (PlainCsrs.holdsAddress(d.csr())) {
				a.alu(Alu.AND, RAX, Operand.memory(RBX, GuestRegisters.ADDRESS_MASK));
			}
		}
		switch (instruction) {
			case CSRRS, CSRRSI -> combine(Alu.OR, writes);
			case CSRRC, CSRRCI -> combine(Alu.AND, writes);
			case CSRRW, CSRRWI -> {
				// The operand replaces the value.
			}
		}
		if (writes) {
			if (PlainCsrs.holdsAddress(d.csr())) {
				a.alu(Alu.AND, Operand.register(RDX), -2);
			}
			a.store(RDX, csr, 8);
		}
		if (reads) {
			registers.set(d.rd(), RAX);
		}
		a.mark(behind);
		registers.forget();
	}

	/** What the instruction takes, in RDX; its complement if that clears bits. */
	private void operand(Zicsr instruction, Decoded d) {
		switch (instruction) {
			case CSRRW, CSRRS -> registers.get(RDX, d.rs1());
			case CSRRC -> {
				registers.get(RDX, d.rs1());
				a.not(RDX);
			}
			case CSRRWI, CSRRSI -> a.constant(RDX, d.rs1());
			case CSRRCI -> a.constant(RDX, ~(long) d.rs1());
		}
	}

	private void combine(Alu operation, boolean writes) {
		if (writes) {
			a.alu(operation, RDX, Operand.register(RAX));
		}
	}
}

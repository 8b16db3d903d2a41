/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.x86.Assembler.RBX;
import static org.ringside.translator.x86.Assembler.RCX;
import static org.ringside.translator.x86.Assembler.RDX;

import java.util.BitSet;

import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Label;
import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Register;
import org.ringside.translator.x86.Assembler.Shift;
import org.ringside.translator.x86.FloatAssembler;
import org.ringside.translator.x86.GuestRegisters;
import org.ringside.translator.x86.HostCode;

/**
 * How host code reads and writes the guest's floating-point registers. Numbers of single precision lie in the lower half, and only those
 * whose upper half is all ones are numbers (unprivileged specification, "NaN Boxing of Narrower Values").
 */
final class HostFloatRegisters {

	/** Vector registers of the host that no guest register is in. */
	static final int SCRATCH = 0;
	static final int OTHER_SCRATCH = 1;

	private final Assembler a;
	private final FloatAssembler f;
	private final HostRegionWriter region;
	/** Whether the present block has looked whether floating point is on. */
	private boolean checked;
	/** Registers that hold a number of single precision for certain. */
	private final BitSet boxed = new BitSet();

	HostFloatRegisters(Assembler assembler, FloatAssembler floats, HostRegionWriter region) {
		a = assembler;
		f = floats;
		this.region = region;
	}

	/** Where code may come from elsewhere, or an instruction may have changed anything. */
	void forget() {
		checked = false;
		boxed.clear();
	}

	/** Leaves the code for an instruction if floating point is not on, not dirty, or rounds as the host cannot. */
	void need(Step step, int left) {
		if (!checked) {
			checked = true;
			Label off = new Label();
			a.aluWord(Alu.CMP, Operand.memory(RBX, GuestRegisters.FLOAT_CONTROL), 0);
			a.jump(Condition.EQUAL, off);
			region.site(step, left, off, null);
		}
	}

	/** Jumps if a register holds no boxed number; RCX is lost. */
	void needBoxed(int guest, Label otherwise) {
		if (boxed.get(guest)) {
			return;
		}
		switch (GuestRegisters.floatOperand(guest)) {
			case Register(int n) -> {
				f.toInteger(Operand.register(RCX), n, true);
				a.shift(Shift.RIGHT, true, RCX, 32);
				a.aluWord(Alu.CMP, Operand.register(RCX), -1);
			}
			case Memory(int base, int index, int displacement) -> a.aluWord(Alu.CMP, Operand.memory(base, displacement + 4), -1);
		}
		a.jump(Condition.NOT_EQUAL, otherwise);
	}

	/** The vector register that holds a guest's register, which is loaded into another if need be. */
	int get(int guest, int other) {
		if (GuestRegisters.floatOperand(guest) instanceof Register(int n)) {
			return n;
		}
		f.load(other, GuestRegisters.floatOperand(guest), false);
		return other;
	}

	/** The vector register in which to compute what a guest register gets. */
	static int target(int guest) {
		return GuestRegisters.floatOperand(guest) instanceof Register(int n) ? n : SCRATCH;
	}

	/** Sets a register to a number; the upper half of one in single precision may be anything. */
	void set(int guest, int host, boolean single) {
		int t = target(guest);
		if (single) {
			f.or(t, host, HostCode.BOX);
		} else {
			f.load(t, Operand.register(host), false);
		}
		if (t == SCRATCH) {
			f.store(SCRATCH, GuestRegisters.floatMemory(guest), false);
		}
		boxed.set(guest, single);
	}

	/** Loads a register from the guest's memory; RDX is lost. */
	void load(int guest, Operand from, boolean single) {
		if (single) {
			f.load(SCRATCH, from, true);
			set(guest, SCRATCH, true);
			return;
		}
		if (GuestRegisters.floatOperand(guest) instanceof Register(int n)) {
			f.load(n, from, false);
		} else {
			a.load(RDX, from);
			a.store(RDX, GuestRegisters.floatMemory(guest), 8);
		}
		boxed.clear(guest);
	}

	/** Stores a register into the guest's memory; RDX is lost. */
	void store(int guest, Memory to, boolean single) {
		if (GuestRegisters.floatOperand(guest) instanceof Register(int n)) {
			f.store(n, to, single);
		} else {
			a.load(RDX, GuestRegisters.floatOperand(guest));
			a.store(RDX, to, single ? 4 : 8);
		}
	}

	/** Sets a register to the bits in a general register. */
	void setBits(int guest, int host) {
		switch (GuestRegisters.floatOperand(guest)) {
			case Register(int n) -> f.fromInteger(n, Operand.register(host), true);
			case Memory memory -> a.store(host, memory, 8);
		}
		boxed.clear(guest);
	}

	/** Loads the bits of a register into a general one. */
	void getBits(int host, int guest) {
		switch (GuestRegisters.floatOperand(guest)) {
			case Register(int n) -> f.toInteger(Operand.register(host), n, true);
			case Memory memory -> a.load(host, memory);
		}
	}
}

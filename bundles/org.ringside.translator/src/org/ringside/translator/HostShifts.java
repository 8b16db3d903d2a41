/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.x86.Assembler.RAX;

import java.util.Arrays;
import java.util.Objects;

import org.ringside.isa.Decoded;
import org.ringside.isa.RvI;
import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Register;
import org.ringside.translator.x86.Assembler.Shift;
import org.ringside.translator.x86.GuestRegisters;

/**
 * Shifts by constants that a block has met but not written yet. Two of them and an or are how compilers rotate where there is no Zbb, which
 * the host does at once; and what is overwritten before anybody reads it need not be computed. Where code leaves for a node, and at the
 * end of a block, registers hold what they should.
 */
final class HostShifts {

	/** {@code source} shifted by a distance that is not zero. */
	private record Deferred(Shift kind, boolean wide, int source, int distance) {

		/** The distance by which this and the other, in one word, rotate to the left; 0 if they do not. */
		int rotation(Deferred other) {
			int bits = wide ? 64 : 32;
			boolean rotate = source == other.source && wide == other.wide && kind != other.kind && distance + other.distance == bits;
			return !rotate ? 0 : kind == Shift.LEFT ? distance : other.distance;
		}
	}

	/** Settles nothing. */
	static final Runnable NOTHING = () -> {
		// There is nothing to do.
	};
	private static final int REGISTERS = 32;

	private final Assembler a;
	private final HostRegisters registers;
	private final Deferred[] deferred = new Deferred[REGISTERS];

	HostShifts(Assembler assembler, HostRegisters registers) {
		a = assembler;
		this.registers = registers;
	}

	/** Where a block begins. */
	void forget() {
		Arrays.fill(deferred, null);
	}

	/** Defers an instruction whose source is settled and whose destination is nobody's source any more, if that can be. */
	boolean defer(RvI instruction, Decoded d) {
		boolean left = instruction == RvI.SLLI || instruction == RvI.SLLIW;
		boolean right = instruction == RvI.SRLI || instruction == RvI.SRLIW;
		if (!left && !right || d.imm() == 0 || d.rs1() == 0 || d.rs1() == d.rd()) {
			return false;
		}
		boolean wide = instruction == RvI.SLLI || instruction == RvI.SRLI;
		deferred[d.rd()] = new Deferred(left ? Shift.LEFT : Shift.RIGHT, wide, d.rs1(), (int) d.imm());
		return true;
	}

	/** Writes an instruction that joins two shifts if they rotate. */
	boolean rotate(RvI instruction, Decoded d) {
		Deferred one = deferred[d.rs1()];
		Deferred other = deferred[d.rs2()];
		int distance = one == null || other == null || instruction != RvI.OR && instruction != RvI.XOR ? 0 : one.rotation(other);
		if (distance == 0) {
			return false;
		}
		overwrite(d.rd());
		write(d.rd(), new Deferred(Shift.ROTATE_LEFT, one.wide, one.source, distance));
		return true;
	}

	/** Before a register is written: what needs its old value is computed, and its own shift forgotten. */
	void overwrite(int guest) {
		settleFrom(guest);
		deferred[guest] = null;
	}

	/** Computes all that needs a register's value. */
	void settleFrom(int guest) {
		for (int i = 1; i < REGISTERS; i++) {
			if (i != guest && deferred[i] != null && deferred[i].source == guest) {
				settle(i);
			}
		}
	}

	/** Before a register is read. */
	void settle(int guest) {
		Deferred shift = deferred[guest];
		if (shift != null) {
			deferred[guest] = null;
			write(guest, shift);
			registers.begin();
		}
	}

	/** Before a register is read and overwritten by the same instruction, which reads it where {@link HostRegisters} says: it need not be in its place. */
	void settleForLastUse(int guest) {
		Deferred shift = deferred[guest];
		if (shift == null || GuestRegisters.operand(guest) instanceof Register) {
			settle(guest);
			return;
		}
		deferred[guest] = null;
		compute(RAX, shift);
		if (!shift.wide && shift.kind == Shift.LEFT) {
			a.loadSignedWord(RAX, Operand.register(RAX));
		}
		registers.isInRaxNow(guest);
	}

	boolean isAnyDeferred() {
		return Arrays.stream(deferred).anyMatch(Objects::nonNull);
	}

	void settleAll() {
		for (int i = 1; i < REGISTERS; i++) {
			settle(i);
		}
	}

	/** Writes what {@link #settleAll} would write now, when it is run, where no register of the host holds a guest's that is not pinned. */
	Runnable settling() {
		Deferred[] now = deferred.clone();
		return () -> {
			for (int i = 1; i < REGISTERS; i++) {
				if (now[i] != null) {
					registers.forget();
					write(i, now[i]);
				}
			}
			registers.forget();
		};
	}

	private void compute(int host, Deferred shift) {
		if (shift.wide) {
			registers.get(host, shift.source);
		} else {
			registers.getWord(host, shift.source);
		}
		a.shift(shift.kind, shift.wide, host, shift.distance);
	}

	private void write(int guest, Deferred shift) {
		int t = GuestRegisters.operand(guest) instanceof Register(int n) ? n : RAX;
		compute(t, shift);
		if (shift.wide || shift.kind == Shift.RIGHT) {
			registers.set(guest, t);
		} else {
			registers.setWord(guest, t);
		}
	}
}

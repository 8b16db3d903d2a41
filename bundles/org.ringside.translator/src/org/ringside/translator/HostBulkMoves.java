/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.x86.Assembler.RAX;
import static org.ringside.translator.x86.Assembler.RBP;
import static org.ringside.translator.x86.Assembler.RCX;
import static org.ringside.translator.x86.Assembler.RDX;

import org.ringside.translator.BulkLoop.End;
import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.BitTest;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Label;
import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Shift;
import org.ringside.translator.x86.FloatAssembler;
import org.ringside.translator.x86.PackedAssembler;

/**
 * Writes how bytes of the host's memory are filled, copied and looked through, many at once. Each is stored once, and what it holds is loaded
 * once, as by the guest. Aligned accesses of the guest are not split: none of the host's for 2, 4 or 8 bytes is, nor are such pieces
 * of one for a vector that lies anywhere, on which the JVM's copying of arrays relies, too.
 */
final class HostBulkMoves {

	/** Bytes of a whole vector, and of its lower half. */
	private static final int WHOLE = 32;
	static final int HALF = 16;
	private static final int WORD = 8;
	/** Vector registers that no guest register is in. */
	private static final int FIRST = HostFloatRegisters.SCRATCH;
	private static final int SECOND = HostFloatRegisters.OTHER_SCRATCH;
	/** By which a number of one, two or four bytes is multiplied to be repeated in eight. */
	private static final long[] REPEAT = {0, 0x0101_0101_0101_0101L, 0x0001_0001_0001_0001L, 0, 0x1_0000_0001L};
	private static final Operand RCX_OPERAND = Operand.register(RCX);
	private static final Operand RDX_OPERAND = Operand.register(RDX);

	private final Assembler a;
	private final PackedAssembler packed;
	private final FloatAssembler floats;
	private final HostRegisters registers;

	HostBulkMoves(Assembler assembler, HostRegisters registers) {
		a = assembler;
		packed = new PackedAssembler(assembler);
		floats = new FloatAssembler(assembler);
		this.registers = registers;
	}

	/** Limits the times round by a register. */
	void limit(int register) {
		Label fewer = new Label();
		a.alu(Alu.CMP, register, HostBulkWriter.TIMES);
		a.jump(Condition.ABOVE_OR_EQUAL, fewer);
		a.store(register, HostBulkWriter.TIMES, 8);
		a.mark(fewer);
	}

	/** Fills all that is stored. */
	void fill(BulkLoop loop) {
		int shift = Integer.numberOfTrailingZeros(loop.step());
		repeat(loop.value(), loop.width());
		packed.repeat(FIRST);
		a.load(RAX, HostBulkWriter.DESTINATION);
		a.load(RCX, HostBulkWriter.TIMES);
		a.shift(Shift.LEFT, true, RCX, shift);
		if (loop.stride() < 0) {
			a.alu(Alu.SUB, RAX, RCX_OPERAND);
			a.alu(Alu.ADD, Operand.register(RAX), loop.step());
		}
		Label top = new Label();
		Label rest = new Label();
		a.alu(Alu.SUB, RCX_OPERAND, WHOLE);
		a.jump(Condition.BELOW, rest);
		a.mark(top);
		packed.store(FIRST, new Memory(RAX, -1, 0), true);
		a.alu(Alu.ADD, Operand.register(RAX), WHOLE);
		a.alu(Alu.SUB, RCX_OPERAND, WHOLE);
		a.jump(Condition.ABOVE_OR_EQUAL, top);
		a.mark(rest);
		// The lower bits of RCX say what is left, whatever was subtracted.
		for (int size = HALF; size >= loop.step(); size /= 2) {
			Label without = new Label();
			a.bit(BitTest.TEST, RCX, Integer.numberOfTrailingZeros(size));
			a.jump(Condition.ABOVE_OR_EQUAL, without);
			if (size == HALF) {
				packed.store(FIRST, new Memory(RAX, -1, 0), false);
			} else {
				a.store(RDX, Operand.memory(RAX, 0), size);
			}
			a.alu(Alu.ADD, Operand.register(RAX), size);
			a.mark(without);
		}
		packed.clearUpper();
	}

	/** Repeats a register's lowest bytes in RDX and the lowest 8 of a vector; RCX is lost. */
	private void repeat(int guest, int width) {
		registers.get(RDX, guest);
		if (width < WORD && guest != 0) {
			if (width < 4) {
				a.aluWord(Alu.AND, RDX_OPERAND, (1 << 8 * width) - 1);
			} else {
				a.loadWord(RDX, RDX_OPERAND);
			}
			a.constant(RCX, REPEAT[width]);
			a.multiply(RDX, RCX_OPERAND);
		}
		floats.fromInteger(FIRST, RDX_OPERAND, true);
	}

	/**
	 * Copies all but what the last time round does. RAX and RDX become the host addresses of that; RBP is lost.
	 *
	 * @param plain where to go if a time round loads what it stores, so that the order of its instructions matters
	 */
	void copy(BulkLoop loop, Label plain) {
		int step = loop.step();
		a.load(RAX, HostBulkWriter.SOURCE);
		a.load(RDX, HostBulkWriter.DESTINATION);
		if (loop.width() < step) {
			near(step, RCX, plain);
		}
		a.load(RCX, HostBulkWriter.TIMES);
		a.alu(Alu.SUB, RCX_OPERAND, 1);
		a.shift(Shift.LEFT, true, RCX, Integer.numberOfTrailingZeros(step));
		if (loop.stride() > 0) {
			a.alu(Alu.ADD, RAX, RCX_OPERAND);
			a.alu(Alu.ADD, RDX, RCX_OPERAND);
			a.negate(RCX);
		} else {
			a.alu(Alu.SUB, RAX, RCX_OPERAND);
			a.alu(Alu.SUB, RDX, RCX_OPERAND);
		}
		if (step >= WHOLE) {
			pieces(loop, WHOLE);
			packed.clearUpper();
			return;
		}
		Label close = new Label();
		Label words = new Label();
		Label elements = new Label();
		Label done = new Label();
		// What is stored may have to be loaded again before a vector, or a word, would store it.
		near(WHOLE, RBP, close);
		pieces(loop, WHOLE);
		packed.clearUpper();
		a.mark(words);
		if (loop.width() < WORD) {
			pieces(loop, WORD);
		}
		a.mark(elements);
		elements(loop, done);
		a.jump(done);
		a.mark(close);
		near(WORD, RBP, elements);
		a.jump(words);
		a.mark(done);
	}

	/** Jumps if what RAX and RDX point to is less than so many bytes apart; another register is lost. */
	private void near(int bytes, int other, Label to) {
		a.loadAddress(other, new Memory(RDX, -1, bytes - 1));
		a.alu(Alu.SUB, other, Operand.register(RAX));
		a.alu(Alu.CMP, Operand.register(other), 2 * bytes - 2);
		a.jump(Condition.BELOW_OR_EQUAL, to);
	}

	/** Copies pieces as long as RCX, which goes to zero from below or above, leaves some. */
	private void pieces(BulkLoop loop, int size) {
		Label top = new Label();
		Label out = new Label();
		boolean up = loop.stride() > 0;
		int at = up ? -size : loop.step();
		Alu there = up ? Alu.ADD : Alu.SUB;
		a.alu(there, RCX_OPERAND, size);
		a.jump(up ? Condition.GREATER : Condition.LESS, out);
		a.mark(top);
		if (size == WHOLE) {
			packed.load(FIRST, new Memory(RAX, RCX, at), true);
			packed.store(FIRST, new Memory(RDX, RCX, at), true);
		} else {
			a.load(RBP, Operand.memory(RAX, RCX, at));
			a.store(RBP, Operand.memory(RDX, RCX, at), 8);
		}
		a.alu(there, RCX_OPERAND, size);
		a.jump(up ? Condition.LESS_OR_EQUAL : Condition.GREATER_OR_EQUAL, top);
		a.mark(out);
		a.alu(up ? Alu.SUB : Alu.ADD, RCX_OPERAND, size);
	}

	/** Copies what RCX leaves as the guest does. */
	private void elements(BulkLoop loop, Label done) {
		int width = loop.width();
		int at = loop.stride() > 0 ? 0 : loop.step() - width;
		Label top = new Label();
		a.alu(Alu.CMP, RCX_OPERAND, 0);
		a.jump(Condition.EQUAL, done);
		a.mark(top);
		Operand from = Operand.memory(RAX, RCX, at);
		switch (width) {
			case 8 -> a.load(RBP, from);
			case 4 -> a.loadWord(RBP, from);
			default -> a.loadSmall(RBP, from, width, false);
		}
		a.store(RBP, Operand.memory(RDX, RCX, at), width);
		a.alu(loop.stride() > 0 ? Alu.ADD : Alu.SUB, RCX_OPERAND, width);
		a.jump(Condition.NOT_EQUAL, top);
	}

	/** Puts what is sought into each byte of a vector; RCX and RDX are lost. */
	void prepare(End.Found end) {
		if (end.sought() == 0) {
			packed.clear(FIRST);
		} else {
			repeat(end.sought(), 1);
			packed.repeat(FIRST);
			packed.clearUpper();
		}
	}

	/** Looks at the 16 bytes at RAX: sets RDX to how many come before what was prepared, equal if none does, or jumps if it is not there. */
	void find(Label otherwise) {
		packed.compareBytes(SECOND, FIRST, new Memory(RAX, -1, 0));
		packed.mask(RDX, SECOND);
		a.findBit(false, false, RDX);
		a.jump(Condition.EQUAL, otherwise);
		a.aluWord(Alu.CMP, RDX_OPERAND, 0);
	}

	/**
	 * Limits the times round to those before the byte that ends the loop; fails if that is the first. What is stored in them is none, so that it
	 * makes no difference if it is loaded again.
	 */
	void findEnd(End.Found end, Label failed) {
		Label top = new Label();
		Label found = new Label();
		Label none = new Label();
		prepare(end);
		a.load(RAX, HostBulkWriter.SOURCE);
		// Aligned 16 bytes lie in one page of the host, so that those of which only some may be loaded can be.
		a.load(RCX, Operand.register(RAX));
		a.alu(Alu.AND, Operand.register(RAX), -HALF);
		a.aluWord(Alu.AND, RCX_OPERAND, HALF - 1);
		packed.compareBytes(SECOND, FIRST, new Memory(RAX, -1, 0));
		packed.mask(RDX, SECOND);
		a.shiftByRcx(Shift.RIGHT, false, RDX);
		a.alu(Alu.ADD, RAX, RCX_OPERAND);
		a.negate(RCX);
		a.alu(Alu.ADD, RCX_OPERAND, HALF);
		a.aluWord(Alu.CMP, RDX_OPERAND, 0);
		Label inHead = new Label();
		a.jump(Condition.NOT_EQUAL, inHead);
		a.mark(top);
		a.alu(Alu.CMP, RCX, HostBulkWriter.TIMES);
		a.jump(Condition.ABOVE_OR_EQUAL, none);
		packed.compareBytes(SECOND, FIRST, new Memory(RAX, RCX, 0));
		packed.mask(RDX, SECOND);
		a.alu(Alu.ADD, RCX_OPERAND, HALF);
		a.aluWord(Alu.CMP, RDX_OPERAND, 0);
		a.jump(Condition.EQUAL, top);
		a.findBit(false, false, RDX);
		a.alu(Alu.ADD, RDX, RCX_OPERAND);
		a.alu(Alu.SUB, RDX_OPERAND, HALF);
		a.jump(found);
		a.mark(inHead);
		a.findBit(false, false, RDX);
		a.mark(found);
		limit(RDX);
		a.alu(Alu.CMP, HostBulkWriter.TIMES, 0);
		a.jump(Condition.EQUAL, failed);
		a.mark(none);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.x86.Assembler.R15;
import static org.ringside.translator.x86.Assembler.RAX;
import static org.ringside.translator.x86.Assembler.RBP;
import static org.ringside.translator.x86.Assembler.RBX;
import static org.ringside.translator.x86.Assembler.RCX;
import static org.ringside.translator.x86.Assembler.RDX;

import org.ringside.isa.RvI;
import org.ringside.machine.Memory;
import org.ringside.machine.MemoryAccess;
import org.ringside.translator.BulkLoop.End;
import org.ringside.translator.BulkLoop.Pointer;
import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Label;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Register;
import org.ringside.translator.x86.Assembler.Shift;
import org.ringside.translator.x86.GuestRegisters;
import org.ringside.translator.x86.HostCode;

/**
 * Writes how a {@link BulkLoop} goes many times round at once. It goes as often as certainly has the loop go on behind that, as the budget
 * lasts, and as all accesses are in the pages in which they begin, if those may be accessed without asking anybody. Then registers are what
 * the instructions would have made of them, and the instructions of the next time round follow, which bring what ends, faults or must be told.
 */
final class HostBulkWriter {

	private static final int PAGE = (int) Memory.PAGE;
	private static final Operand ADDEND = Operand.memory(RBP, RCX, MemoryAccess.ADDEND);
	private static final Operand RAX_OPERAND = Operand.register(RAX);
	private static final Operand RCX_OPERAND = Operand.register(RCX);
	private static final Operand RDX_OPERAND = Operand.register(RDX);
	/** Times round that are executed at once, */
	static final Operand TIMES = word(0);
	/** the host addresses of the lowest bytes of the first of them, */
	static final Operand SOURCE = word(1);
	static final Operand DESTINATION = word(2);
	/** and how often in a row nothing could be done at once. */
	private static final Operand FAILURES = word(3);
	/** A page is known only after an instruction has met it, and one that meets its end brings two: that is four of two pointers. */
	private static final int MOST_FAILURES = 4;

	private final Assembler a;
	private final HostRegisters registers;
	private final HostMemoryWriter memory;
	private final HostBulkMoves moves;
	private final boolean parallel;

	HostBulkWriter(Assembler assembler, HostRegisters registers, HostMemoryWriter memory, boolean parallel) {
		a = assembler;
		this.registers = registers;
		this.memory = memory;
		this.parallel = parallel;
		moves = new HostBulkMoves(assembler, registers);
	}

	/** Whether the host has the instructions. */
	static boolean isPossible() {
		return HostCode.hasFloats();
	}

	private static Operand word(int number) {
		return Operand.memory(RBX, GuestRegisters.BULK + 8 * number);
	}

	/** Jumps if a counted loop goes round so often that it is worth while to begin in bulk. */
	void chooseBegin(BulkLoop loop, End.Counted end, Label bulk) {
		distance(end, null);
		a.alu(Alu.CMP, RAX_OPERAND, loop.worth() << end.shift());
		a.jump(Condition.ABOVE, bulk);
	}

	/** Before the first time that it is tried. */
	void begin() {
		a.storeConstant(FAILURES, 0);
	}

	/**
	 * Goes round as often as can be, at once.
	 *
	 * @param next  where the instructions of one time round stand behind which it is tried again
	 * @param plain where those stand behind which it is not
	 */
	void write(BulkLoop loop, Label next, Label plain) {
		Label failed = new Label();
		registers.forget();
		if (loop.destination() == null) {
			lookClosely(loop, (End.Found) loop.end(), next, failed);
		}
		if (loop.end() instanceof End.Counted counted) {
			distance(counted, plain);
			if (counted.strict()) {
				a.alu(Alu.SUB, RAX_OPERAND, 1);
			}
			a.shift(Shift.RIGHT, true, RAX, counted.shift());
			a.jump(Condition.EQUAL, plain);
			a.store(RAX, TIMES, 8);
		} else {
			a.storeConstant(TIMES, PAGE);
		}
		if (loop.source() != null) {
			enter(loop, loop.source(), 0, SOURCE, failed);
		}
		if (loop.destination() != null) {
			enter(loop, loop.destination(), MemoryAccess.WRITE_TAG, DESTINATION, failed);
		}
		limitByBudget(loop, failed);
		if (loop.end() instanceof End.Found found) {
			moves.findEnd(found, failed);
		}
		if (loop.destination() == null) {
			a.load(RAX, SOURCE);
			a.load(RDX, TIMES);
			lookLast(loop, (End.Found) loop.end(), failed);
		} else if (loop.source() == null) {
			moves.fill(loop);
		} else {
			moves.copy(loop, plain);
			lastMoves(loop);
			a.load(RBP, Operand.memory(RBX, GuestRegisters.TLB));
		}
		count(loop, TIMES);
		begin();
		a.jump(next);
		a.mark(failed);
		a.aluWord(Alu.ADD, FAILURES, 1);
		a.aluWord(Alu.CMP, FAILURES, MOST_FAILURES);
		a.jump(Condition.BELOW_OR_EQUAL, next);
		a.jump(plain);
	}

	/**
	 * Puts into RAX how far the counter is from its bound.
	 *
	 * @param passed where to go if it is on the wrong side of it already, or {@code null} not to look
	 */
	private void distance(End.Counted end, Label passed) {
		boolean up = end.increment() > 0;
		int greater = up ? end.bound() : end.counter();
		int less = up ? end.counter() : end.bound();
		registers.get(RAX, greater);
		if (passed != null && end.ordered()) {
			compareRax(less);
			if (end.signed()) {
				a.jump(end.strict() ? Condition.LESS_OR_EQUAL : Condition.LESS, passed);
			} else {
				a.jump(end.strict() ? Condition.BELOW_OR_EQUAL : Condition.BELOW, passed);
			}
		}
		if (less != 0) {
			a.alu(Alu.SUB, RAX, GuestRegisters.operand(less));
		}
	}

	private void compareRax(int guest) {
		if (guest == 0) {
			a.alu(Alu.CMP, RAX_OPERAND, 0);
		} else {
			a.alu(Alu.CMP, RAX, GuestRegisters.operand(guest));
		}
	}

	/** Looks a page up, notes where in the host's memory a pointer points, and limits the times round by the page's end or beginning. */
	private void enter(BulkLoop loop, Pointer pointer, int tag, Operand host, Label failed) {
		int shift = Integer.numberOfTrailingZeros(loop.step());
		memory.address(pointer.register(), pointer.low());
		memory.entry(1);
		a.alu(Alu.CMP, RDX, Operand.memory(RBP, RCX, tag));
		a.jump(Condition.NOT_EQUAL, failed);
		a.loadWord(RDX, RAX_OPERAND);
		a.aluWord(Alu.AND, RDX_OPERAND, PAGE - 1);
		a.alu(Alu.ADD, RAX, ADDEND);
		a.store(RAX, host, 8);
		if (loop.stride() > 0) {
			a.aluWord(Alu.XOR, RDX_OPERAND, PAGE - 1);
			a.aluWord(Alu.ADD, RDX_OPERAND, 1);
			a.shift(Shift.RIGHT, false, RDX, shift);
		} else {
			a.aluWord(Alu.CMP, RDX_OPERAND, PAGE - loop.step());
			a.jump(Condition.ABOVE, failed);
			a.shift(Shift.RIGHT, false, RDX, shift);
			a.aluWord(Alu.ADD, RDX_OPERAND, 1);
		}
		moves.limit(RDX);
	}

	private void limitByBudget(BulkLoop loop, Label failed) {
		Label enough = new Label();
		a.constant(RCX, loop.block().size());
		a.load(RAX, RCX_OPERAND);
		a.multiplyWord(RAX, TIMES);
		a.aluWord(Alu.CMP, RAX, Operand.register(R15));
		a.jump(Condition.BELOW_OR_EQUAL, enough);
		a.loadWord(RAX, Operand.register(R15));
		a.constant(RDX, 0);
		a.divide(RCX_OPERAND, false, false);
		a.store(RAX, TIMES, 8);
		a.mark(enough);
		a.alu(Alu.CMP, TIMES, 0);
		a.jump(Condition.EQUAL, failed);
	}

	/** Looks at the next few bytes: the loop goes round to what is sought if that is among them and nothing is in the way, else nothing has happened. */
	private void lookClosely(BulkLoop loop, End.Found end, Label next, Label failed) {
		Label farther = new Label();
		moves.prepare(end);
		memory.address(loop.source().register(), loop.source().low());
		memory.entry(1);
		a.alu(Alu.CMP, RDX, Operand.memory(RBP, RCX, 0));
		a.jump(Condition.NOT_EQUAL, failed);
		a.loadWord(RDX, RAX_OPERAND);
		a.aluWord(Alu.AND, RDX_OPERAND, PAGE - 1);
		a.aluWord(Alu.CMP, RDX_OPERAND, PAGE - HostBulkMoves.HALF);
		a.jump(Condition.ABOVE, farther);
		a.alu(Alu.ADD, RAX, ADDEND);
		moves.find(farther);
		a.jump(Condition.EQUAL, next);
		a.constant(RCX, loop.block().size());
		a.multiplyWord(RCX, RDX_OPERAND);
		a.aluWord(Alu.CMP, RCX, Operand.register(R15));
		a.jump(Condition.ABOVE, farther);
		lookLast(loop, end, failed);
		count(loop, RDX_OPERAND);
		a.jump(next);
		a.mark(farther);
	}

	/** Loads the byte of the last time round, of RDX, from RAX on. */
	private void lookLast(BulkLoop loop, End.Found end, Label failed) {
		a.loadSmall(RCX, Operand.memory(RAX, RDX, -1), 1, loop.moves().get(0).instruction() == RvI.LB);
		if (parallel) {
			// Another hart may have changed it meanwhile; nothing has happened yet.
			if (end.sought() == 0) {
				a.alu(Alu.CMP, RCX_OPERAND, 0);
			} else {
				a.alu(Alu.CMP, RCX, GuestRegisters.operand(end.sought()));
			}
			a.jump(Condition.EQUAL, failed);
		}
		registers.set(end.loaded(), RCX);
	}

	/** The accesses of the last time round one by one, so that registers hold what was loaded then; RAX and RDX are where. */
	private void lastMoves(BulkLoop loop) {
		for (BulkLoop.Move move : loop.moves()) {
			int register = GuestRegisters.operand(move.register()) instanceof Register(int n) ? n : RBP;
			if (move.store()) {
				a.load(register, GuestRegisters.operand(move.register()));
				a.store(register, Operand.memory(RDX, move.at()), loop.width());
			} else {
				load(register, Operand.memory(RAX, move.at()), move.instruction());
				registers.set(move.register(), register);
			}
		}
	}

	private void load(int register, Operand from, RvI instruction) {
		switch (instruction) {
			case LB, LBU -> a.loadSmall(register, from, 1, instruction == RvI.LB);
			case LH, LHU -> a.loadSmall(register, from, 2, instruction == RvI.LH);
			case LW -> a.loadSignedWord(register, from);
			case LWU -> a.loadWord(register, from);
			case LD -> a.load(register, from);
			default -> throw new IllegalStateException(instruction + " is no load");
		}
	}

	/** Has registers go on, and charges the budget, for so many times round. */
	private void count(BulkLoop loop, Operand times) {
		loop.increments().forEach((guest, increment) -> {
			multiply(times, increment);
			if (GuestRegisters.operand(guest) instanceof Register(int n)) {
				a.alu(Alu.ADD, n, RCX_OPERAND);
			} else {
				a.alu(Alu.ADD, RCX, GuestRegisters.operand(guest));
				a.store(RCX, GuestRegisters.operand(guest), 8);
			}
		});
		multiply(times, loop.block().size());
		a.aluWord(Alu.SUB, R15, RCX_OPERAND);
	}

	/** Computes a product in RCX. */
	private void multiply(Operand times, long factor) {
		if (factor == 1) {
			a.load(RCX, times);
		} else {
			a.constant(RCX, factor);
			a.multiply(RCX, times);
		}
	}
}

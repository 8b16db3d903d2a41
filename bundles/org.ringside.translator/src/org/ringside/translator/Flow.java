/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.List;

import org.ringside.isa.Instruction;
import org.ringside.isa.Registers;
import org.ringside.isa.RvI;

/** How a block ends. */
sealed interface Flow {

	/** It goes on with what stands behind it. */
	record Onward(long next) implements Flow {
	}

	/** A conditional branch. */
	record Branch(RvI condition, long taken, long next) implements Flow {
	}

	/** A jump to a fixed place. */
	record Jump(long target) implements Flow {
	}

	/** A jump to a fixed place that expects to be returned from. */
	record Call(long target, long next) implements Flow {
	}

	/** A jump to where a register says. */
	record Indirect() implements Flow {
	}

	/** The same, expecting to be returned from. */
	record IndirectCall(long next) implements Flow {
	}

	/** An instruction behind which another mode, other mappings or another state of fcsr may hold, or that traps. */
	record Leave() implements Flow {
	}

	/** The starts of blocks of the same region that may come next without the budget being looked at because of a call. */
	default List<Long> ways() {
		return switch (this) {
			case Onward(long next) -> List.of(next);
			case Branch(RvI condition, long taken, long next) -> List.of(taken, next);
			case Jump(long target) -> List.of(target);
			case Call c -> List.of();
			case Indirect i -> List.of();
			case IndirectCall i -> List.of();
			case Leave l -> List.of();
		};
	}

	/** All starts of blocks that may come next in the same region. */
	default List<Long> successors() {
		return switch (this) {
			case Call(long target, long next) -> List.of(next);
			case IndirectCall(long next) -> List.of(next);
			default -> ways();
		};
	}

	static Flow of(Block block) {
		return of(block.last());
	}

	static Flow of(Step step) {
		Instruction instruction = step.instruction();
		if (SystemStep.leaves(step)) {
			return new Leave();
		}
		if (!(instruction instanceof RvI integer)) {
			return new Onward(step.next());
		}
		boolean link = Registers.isLink(step.d().rd());
		return switch (integer) {
			case BEQ, BNE, BLT, BGE, BLTU, BGEU -> new Branch(integer, step.target(), step.next());
			case JAL -> link ? new Call(step.target(), step.next()) : new Jump(step.target());
			case JALR -> link ? new IndirectCall(step.next()) : new Indirect();
			default -> new Onward(step.next());
		};
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.ringside.isa.Decoded;
import org.ringside.isa.RvI;

/**
 * A loop of one block that fills memory with a register, copies it, or looks for a byte, so that many times round can be executed at once:
 * its instructions are loads, stores, and additions of constants to registers. One time round, its loads are of as many bytes in a row as
 * it has its pointer go on, and so are its stores.
 *
 * @param moves       the loads and stores of a time round, in their order
 * @param source      what is loaded, or {@code null}
 * @param destination what is stored, or {@code null}
 * @param value       the register that is stored, where nothing is loaded
 * @param width       of each access, in bytes
 * @param stride      by how many bytes the pointers go on; negative if downwards
 * @param increments  what is added to each register that counts or points, by its number
 * @param end         when it goes round again
 */
record BulkLoop(Block block, List<Move> moves, Pointer source, Pointer destination, int value, int width, int stride,
		Map<Integer, Long> increments, End end) {

	private static final int LONGEST_STRIDE = 1024;
	/** About how many stores, or times three other instructions, take the host as long as it takes to begin in bulk. */
	private static final int WORTH = 10;

	/**
	 * A load or store.
	 *
	 * @param at where, from the lowest byte that is loaded, or stored, in the same time round
	 */
	record Move(RvI instruction, boolean store, int register, int at) {
	}

	/** Where a time round loads or stores: the lowest byte is as far from where a register points at its beginning. */
	record Pointer(int register, int low) {
	}

	/** When the loop goes round again. */
	sealed interface End {

		/**
		 * As long as a register that is counted up or down has not come to a bound.
		 *
		 * @param bound     a register that stays the same
		 * @param strict    whether the last time round is the one that reaches the bound, not one that passes it
		 * @param ordered   whether nothing is known if the register is on the other side of the bound already
		 * @param signed    how it is compared, then
		 * @param increment what it is counted by
		 */
		record Counted(int counter, int bound, boolean strict, boolean ordered, boolean signed, long increment) implements End {

			/** The power of two that it is counted by. */
			int shift() {
				return Long.numberOfTrailingZeros(increment);
			}
		}

		/** As long as the byte that was loaded is not that of a register that stays the same. */
		record Found(int loaded, int sought) implements End {
		}
	}

	/** How far the pointers go at a time, without sign. */
	int step() {
		return Math.abs(stride);
	}

	/** Times round that are executed sooner in bulk. */
	int worth() {
		long stores = moves.stream().filter(Move::store).count();
		return (int) Math.max(2, WORTH / Math.max(stores, block.size() / 3));
	}

	/** What is known of a loop if a block is one that can be executed in bulk. */
	static Optional<BulkLoop> of(Block block, boolean parallel) {
		if (!(Flow.of(block) instanceof Flow.Branch(RvI condition, long taken, long next)) || taken != block.start()) {
			return Optional.empty();
		}
		return new Finder(block).find(condition, parallel);
	}

	/** Looks at the instructions of a loop, one after the other. */
	private static final class Finder {
		private final Block block;
		private final Map<Integer, Long> increments = new HashMap<>();
		private final Set<Integer> loaded = new HashSet<>();
		/** Registers that hold what was loaded in the present time round, from where. */
		private final Map<Integer, Long> held = new HashMap<>();
		private final List<Long> loads = new ArrayList<>();
		private final List<Long> stores = new ArrayList<>();
		private int source;
		private int destination;
		private int value = -1;
		private int width;
		private Long distance;

		Finder(Block block) {
			this.block = block;
		}

		Optional<BulkLoop> find(RvI condition, boolean parallel) {
			List<Step> steps = block.steps().subList(0, block.size() - 1);
			if (!steps.stream().allMatch(this::note) || increments.keySet().stream().anyMatch(loaded::contains)) {
				return Optional.empty();
			}
			Map<Integer, Long> so = new HashMap<>();
			for (Step step : steps) {
				if (step.instruction() == RvI.ADDI) {
					so.merge(step.d().rd(), step.d().imm(), Long::sum);
				} else if (!access(step.d(), (RvI) step.instruction(), so)) {
					return Optional.empty();
				}
			}
			return end(condition, block.last().d()).filter(end -> isWhole(end, parallel)).map(end -> loop(steps, end));
		}

		/** Notes what an instruction does to registers; false for one that no such loop has. */
		private boolean note(Step step) {
			if (!(step.instruction() instanceof RvI instruction)) {
				return false;
			}
			Decoded d = step.d();
			MemoryPlan.Access access = MemoryPlan.Access.of(instruction);
			if (access == null) {
				increments.merge(d.rd(), d.imm(), Long::sum);
				return instruction == RvI.ADDI && d.rd() == d.rs1() && d.rd() != 0;
			}
			boolean same = width == 0 || width == access.size();
			width = access.size();
			if (!access.store()) {
				loaded.add(d.rd());
			}
			return same && !loaded.contains(0);
		}

		private boolean isConstant(int register) {
			return !increments.containsKey(register) && !loaded.contains(register);
		}

		private boolean access(Decoded d, RvI instruction, Map<Integer, Long> so) {
			int base = d.rs1();
			long at = so.getOrDefault(base, 0L) + d.imm();
			if (!increments.containsKey(base)) {
				return false;
			}
			if (!MemoryPlan.Access.of(instruction).store()) {
				boolean same = source == 0 || source == base;
				source = base;
				held.put(d.rd(), at);
				return same && loads.add(at);
			}
			boolean same = destination == 0 || destination == base;
			destination = base;
			stores.add(at);
			Long from = held.get(d.rs2());
			if (from == null) {
				same &= isConstant(d.rs2()) && (value == -1 || value == d.rs2());
				value = d.rs2();
			} else {
				same &= distance == null || distance == at - from;
				distance = at - from;
			}
			return same;
		}

		/** Whether accesses are of bytes in a row without gaps, each of them once, and go together. */
		private boolean isWhole(End end, boolean parallel) {
			boolean scans = end instanceof End.Found;
			boolean fills = loads.isEmpty() && distance == null;
			boolean copies = value == -1 && loads.size() == stores.size() && increments.get(source) != null
					&& increments.get(source).equals(increments.get(destination));
			boolean looks = stores.isEmpty() && loads.size() == 1;
			if (scans ? !(copies && !parallel || looks) || width != 1 || increments.get(source) != 1 : !fills && !copies || stores.isEmpty()) {
				return false;
			}
			return isTiled(loads, source) && isTiled(stores, destination);
		}

		private boolean isTiled(List<Long> accesses, int base) {
			if (accesses.isEmpty()) {
				return true;
			}
			long step = Math.abs(increments.get(base));
			List<Long> sorted = accesses.stream().sorted().toList();
			for (int i = 1; i < sorted.size(); i++) {
				if (sorted.get(i) - sorted.get(i - 1) != width) {
					return false;
				}
			}
			return Long.bitCount(step) == 1 && step <= LONGEST_STRIDE && step == (long) sorted.size() * width;
		}

		private Optional<End> end(RvI condition, Decoded d) {
			if (condition == RvI.BNE && loaded.contains(d.rs1()) && isConstant(d.rs2())) {
				return Optional.of(new End.Found(d.rs1(), d.rs2()));
			}
			if (condition == RvI.BNE && loaded.contains(d.rs2()) && isConstant(d.rs1())) {
				return Optional.of(new End.Found(d.rs2(), d.rs1()));
			}
			boolean first = increments.containsKey(d.rs1());
			int counter = first ? d.rs1() : d.rs2();
			int bound = first ? d.rs2() : d.rs1();
			long increment = increments.getOrDefault(counter, 0L);
			if (!isConstant(bound) || condition == RvI.BEQ || Long.bitCount(Math.abs(increment)) != 1) {
				return Optional.empty();
			}
			boolean signed = condition == RvI.BLT || condition == RvI.BGE;
			boolean strict = condition != RvI.BGE && condition != RvI.BGEU;
			// Which of the two has to be the less one while it goes on.
			boolean up = first == strict;
			if (condition != RvI.BNE && up != increment > 0) {
				return Optional.empty();
			}
			return Optional.of(new End.Counted(counter, bound, strict, condition != RvI.BNE, signed, increment));
		}

		private BulkLoop loop(List<Step> steps, End end) {
			Pointer from = loads.isEmpty() ? null : new Pointer(source, (int) (long) loads.stream().min(Long::compare).orElseThrow());
			Pointer to = stores.isEmpty() ? null : new Pointer(destination, (int) (long) stores.stream().min(Long::compare).orElseThrow());
			List<Move> moves = new ArrayList<>();
			int load = 0;
			int store = 0;
			for (Step step : steps) {
				MemoryPlan.Access access = MemoryPlan.Access.of(step.instruction());
				if (access != null) {
					Pointer pointer = access.store() ? to : from;
					long at = access.store() ? stores.get(store++) : loads.get(load++);
					moves.add(new Move((RvI) step.instruction(), access.store(), access.store() ? step.d().rs2() : step.d().rd(),
							(int) (at - pointer.low)));
				}
			}
			int stride = (int) (long) increments.get(to != null ? destination : source);
			return new BulkLoop(block, moves, from, to, value, width, stride, Map.copyOf(increments), end);
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.ringside.isa.Instruction;
import org.ringside.isa.Operand;
import org.ringside.isa.RvD;
import org.ringside.isa.RvF;
import org.ringside.isa.RvI;
import org.ringside.isa.RvM;
import org.ringside.isa.Zba;
import org.ringside.isa.Zbb;
import org.ringside.isa.Zbs;
import org.ringside.isa.Zicond;

/**
 * How a region reaches memory with few looks into the TLB. Two habits of programs help: accesses of a block that are relative
 * to the same unchanged register lie in one page most of the time, so that one look is enough for them, a <i>group</i>; and what
 * a register pointed to the last time is often in the same page as what it points to now, so that a <i>slot</i> for each such
 * register remembers the page.
 */
final class MemoryPlan {

	/** Groups of a block that can be told apart. */
	private static final int MOST_GROUPS = 6;
	/** Registers with a slot; each costs two locals. */
	private static final int MOST_SLOTS = 8;
	/** Bytes from the first to the last of a group: the longer, the more often it reaches into the next page. */
	private static final int LONGEST = 1024;
	private static final Map<Instruction, Boolean> WRITES_INTEGER = new ConcurrentHashMap<>();

	/** What an instruction does in memory. */
	record Access(int size, boolean store) {

		/** {@code null} for what is neither a load nor a store, or is not written as such. */
		static Access of(Instruction instruction) {
			if (instruction instanceof RvI integer) {
				return switch (integer) {
					case LB, LBU -> new Access(1, false);
					case LH, LHU -> new Access(2, false);
					case LW, LWU -> new Access(4, false);
					case LD -> new Access(8, false);
					case SB -> new Access(1, true);
					case SH -> new Access(2, true);
					case SW -> new Access(4, true);
					case SD -> new Access(8, true);
					default -> null;
				};
			}
			if (instruction == RvD.FLD || instruction == RvF.FLW) {
				return new Access(instruction == RvD.FLD ? 8 : 4, false);
			}
			return instruction == RvD.FSD ? new Access(8, true) : instruction == RvF.FSW ? new Access(4, true) : null;
		}
	}

	/** Accesses of a block relative to one register. */
	static final class Group {
		private final int base;
		private long low = Long.MAX_VALUE;
		private long high = Long.MIN_VALUE;
		private int accesses;
		private boolean loads;
		private boolean stores;
		private int number = -1;

		private Group(int base) {
			this.base = base;
		}

		/** Which of the groups of its block this is; -1 for an access on its own. */
		int number() {
			return number;
		}

		/** The least offset from the register. */
		long low() {
			return low;
		}

		/** Bytes from the least offset to behind the last access. */
		int span() {
			return (int) (high - low);
		}

		boolean loads() {
			return loads;
		}

		boolean stores() {
			return stores;
		}

		private boolean takes(long offset, int size) {
			return Math.max(high, offset + size) - Math.min(low, offset) <= LONGEST;
		}

		private void add(Access access, long offset) {
			low = Math.min(low, offset);
			high = Math.max(high, offset + access.size);
			accesses++;
			loads |= !access.store;
			stores |= access.store;
		}

		private Key key() {
			return new Key(base, stores);
		}
	}

	/** What a slot is for: pages that are only read may not be writable. */
	private record Key(int base, boolean stores) {
	}

	private final Map<Step, Group> groups = new IdentityHashMap<>();
	private final Map<Key, Integer> slots = new HashMap<>();

	private MemoryPlan() {
	}

	/** The groups of a region, without slots. */
	static MemoryPlan ofGroups(Region region) {
		MemoryPlan plan = new MemoryPlan();
		region.blocks.forEach(plan::plan);
		return plan;
	}

	/** Groups and slots of a region. */
	MemoryPlan(Region region) {
		Map<Key, Integer> uses = new HashMap<>();
		for (Block block : region.blocks) {
			for (Group group : plan(block)) {
				uses.merge(group.key(), group.accesses, Integer::sum);
			}
		}
		uses.entrySet().stream().sorted(Map.Entry.<Key, Integer>comparingByValue(Comparator.reverseOrder())
				.thenComparing(entry -> entry.getKey().base * 2 + (entry.getKey().stores ? 1 : 0))).limit(MOST_SLOTS)
				.forEach(entry -> slots.put(entry.getKey(), slots.size()));
	}

	/** The groups of a block; those of one access are none, but may use a slot. */
	private List<Group> plan(Block block) {
		Group[] open = new Group[32];
		List<Group> all = new ArrayList<>();
		for (Step step : block.steps()) {
			Access access = Access.of(step.instruction());
			int base = step.d().rs1();
			if (access != null && base != 0) {
				Group group = open[base];
				if (group == null || !group.takes(step.d().imm(), access.size)) {
					group = new Group(base);
					open[base] = group;
					all.add(group);
				}
				group.add(access, step.d().imm());
				groups.put(step, group);
			}
			if (!isKnown(step.instruction())) {
				Arrays.fill(open, null);
			} else if (WRITES_INTEGER.computeIfAbsent(step.instruction(), MemoryPlan::writesInteger)) {
				open[step.d().rd()] = null;
			}
		}
		int number = 0;
		for (Group group : all) {
			if (group.accesses > 1 && number < MOST_GROUPS) {
				group.number = number++;
			}
		}
		return all;
	}

	/** The group of an access; {@code null} if its address is constant. */
	Group group(Step step) {
		return groups.get(step);
	}

	/** The slot of a group's register, or -1. */
	int slot(Group group) {
		return slots.getOrDefault(group.key(), -1);
	}

	int slots() {
		return slots.size();
	}

	/** Groups of the block that has most. */
	int groups() {
		return groups.values().stream().mapToInt(Group::number).max().orElse(-1) + 1;
	}

	/** Whether the instruction changes no other integer register than the one that rd names. */
	private static boolean isKnown(Instruction instruction) {
		return instruction instanceof RvI || instruction instanceof RvM || instruction instanceof RvF || instruction instanceof RvD
				|| instruction instanceof Zba || instruction instanceof Zbb || instruction instanceof Zbs || instruction instanceof Zicond;
	}

	private static boolean writesInteger(Instruction instruction) {
		return instruction.operands().stream()
				.anyMatch(operand -> operand.role() == Operand.Role.RD && operand.kind() != Operand.Kind.FLOAT_REGISTER);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.ringside.isa.Cause;
import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.TableEffect;

/** Breakpoints of every kind with any options, for tests that must hold for all. */
final class RandomBreakpoints {

	private RandomBreakpoints() {
	}

	static BreakpointSpec next(Random random) {
		BreakpointOptions options = options(random);
		BreakpointOptions event = options.withAt(pick(random, List.of(Optional.empty(), Optional.of(new InstructionBreakpoint.Virtual(random.nextLong())),
				Optional.of(new InstructionBreakpoint.Line("/a b/c.s", 7)), Optional.of(new InstructionBreakpoint.Symbol("main", 4)))));
		return switch (random.nextInt(7)) {
			case 0 -> new InstructionBreakpoint(new InstructionBreakpoint.Symbol(
					pick(random, List.of("main", "trap", "gpa", "a.b$c", "hypercall", "_start")), random.nextInt(3) * 4L), options);
			case 1 -> new InstructionBreakpoint(new InstructionBreakpoint.Virtual(random.nextLong()), options);
			case 2 -> new InstructionBreakpoint(new InstructionBreakpoint.Physical(random.nextLong()), options);
			case 3 -> new InstructionBreakpoint(new InstructionBreakpoint.Line(
					pick(random, List.of("main.s", "/a b/c.s", "C:/x/y.c")), 1 + random.nextInt(5000)), options);
			case 4 -> {
				Set<Long> causes = new TreeSet<>();
				for (int i = random.nextInt(4); i > 0; i--) {
					causes.add(random.nextInt(64) | (random.nextBoolean() ? Cause.INTERRUPT : 0));
				}
				yield new TrapBreakpoint(causes, modes(random), modes(random), random.nextBoolean(), event);
			}
			case 5 -> {
				List<HypercallBreakpoint.Call> calls = new ArrayList<>();
				for (int i = random.nextInt(3); i > 0; i--) {
					long eid = pick(random, List.of(0x10L, 0x54494D45L, 0x48534DL, 0x1234567L));
					calls.add(new HypercallBreakpoint.Call(eid,
							random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(12))));
				}
				yield new HypercallBreakpoint(calls, random.nextBoolean(), event);
			}
			default -> {
				long first = random.nextLong();
				long last = random.nextBoolean() ? -1 : first + Math.min(random.nextInt(1 << 20), -1 - first >>> 1);
				boolean sound = Long.compareUnsigned(first, last) <= 0;
				Set<TableEffect> effects = EnumSet.noneOf(TableEffect.class);
				for (TableEffect effect : TableEffect.values()) {
					if (random.nextInt(3) == 0) {
						effects.add(effect);
					}
				}
				yield new PageTableWriteBreakpoint(
						sound && random.nextBoolean() ? Optional.of(new PageTableWriteBreakpoint.Range(first, last))
								: Optional.empty(),
						effects, random.nextBoolean() ? Set.of() : Set.of(1 + random.nextInt(4), 0), event);
			}
		};
	}

	private static BreakpointOptions options(Random random) {
		return new BreakpointOptions(random.nextBoolean(), random.nextBoolean() ? Set.of() : Set.of(random.nextInt(8), 8),
				modes(random), random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(0x10000)),
				random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong() & -4096), 1 + random.nextInt(3),
				random.nextBoolean(), pick(random, List.of(BreakpointAction.values())));
	}

	private static Set<PrivilegeMode> modes(Random random) {
		Set<PrivilegeMode> modes = EnumSet.noneOf(PrivilegeMode.class);
		for (PrivilegeMode mode : PrivilegeMode.values()) {
			if (random.nextInt(3) == 0) {
				modes.add(mode);
			}
		}
		return modes;
	}

	private static <T> T pick(Random random, List<T> from) {
		return from.get(random.nextInt(from.size()));
	}
}

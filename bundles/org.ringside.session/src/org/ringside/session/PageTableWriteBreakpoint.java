/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.ringside.vmm.AwaitedTables;
import org.ringside.vmm.GvaRange;
import org.ringside.vmm.TableEffect;

/**
 * Waits for a store to one of the guest's page tables.
 *
 * @param range only entries that govern an address of this range; empty for all
 * @param effects only writes with one of these effects; empty for all
 * @param levels only tables of these levels, 0 for the one that maps 4 KiB pages; empty for all
 * @param options common to all kinds
 */
public record PageTableWriteBreakpoint(Optional<Range> range, Set<TableEffect> effects, Set<Integer> levels,
		BreakpointOptions options) implements BreakpointSpec {

	/**
	 * Guest-virtual addresses.
	 *
	 * @param firstGva first address, unsigned
	 * @param lastGva last address, unsigned
	 */
	public record Range(long firstGva, long lastGva) {

		public Range {
			if (Long.compareUnsigned(firstGva, lastGva) > 0) {
				throw new IllegalArgumentException("A range ends after it begins, unlike " + Words.hex(firstGva) + " to "
						+ Words.hex(lastGva));
			}
		}

		/** In the breakpoint language. */
		public String text() {
			return firstGva == lastGva ? Words.hex(firstGva)
					: lastGva == -1 ? Words.hex(firstGva) + "+" + Words.hex(-firstGva)
							: Words.hex(firstGva) + "-" + Words.hex(lastGva + 1);
		}

		boolean meets(long first, long last) {
			return Long.compareUnsigned(first, lastGva) <= 0 && Long.compareUnsigned(firstGva, last) <= 0;
		}
	}

	public PageTableWriteBreakpoint {
		effects = effects.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(effects));
		levels = Collections.unmodifiableSet(new TreeSet<>(levels));
	}

	/** Every write, with the usual options. */
	public static PageTableWriteBreakpoint any() {
		return new PageTableWriteBreakpoint(Optional.empty(), Set.of(), Set.of(), BreakpointOptions.DEFAULT);
	}

	@Override
	public PageTableWriteBreakpoint withOptions(BreakpointOptions newOptions) {
		return new PageTableWriteBreakpoint(range, effects, levels, newOptions);
	}

	@Override
	public String selector() {
		StringBuilder text = new StringBuilder("table-write");
		if (range.isPresent()) {
			text.append(':').append(range.get().text());
		}
		String separator = " effect=";
		for (TableEffect effect : effects) {
			text.append(separator).append(Words.dashed(effect));
			separator = ",";
		}
		if (!levels.isEmpty()) {
			text.append(" level=").append(Words.list(levels));
		}
		return text.toString();
	}

	/** The tables that must be watched for it. */
	AwaitedTables awaited() {
		GvaRange addresses = range.map(some -> new GvaRange(some.firstGva, some.lastGva)).orElse(GvaRange.ALL);
		return new AwaitedTables(addresses, levels.stream().mapToInt(Integer::intValue).min().orElse(0));
	}

	boolean matches(int level, long firstGva, long lastGva, TableEffect effect) {
		return (range.isEmpty() || range.get().meets(firstGva, lastGva)) && (effects.isEmpty() || effects.contains(effect))
				&& (levels.isEmpty() || levels.contains(level));
	}

	@Override
	public String kindTitle() {
		return "page-table write";
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

import org.ringside.isa.PrivilegeMode;

/** A breakpoint with the addresses that it means, its hit count and whether it takes part. */
final class BoundBreakpoint {

	private final BreakpointId id;
	private final BreakpointSpec spec;
	private final Set<Long> virtual;
	private final Set<Long> physical;
	/** Whether the physical addresses were derived from a symbol or gVA, and not asked for. */
	private final boolean derived;
	private final String binding;
	private volatile boolean enabled;
	private boolean usedUp;
	private volatile long hits;

	private BoundBreakpoint(BreakpointId id, BreakpointSpec spec, Set<Long> virtual, Set<Long> physical, boolean derived,
			String binding) {
		this.id = id;
		this.spec = spec;
		this.virtual = virtual;
		this.physical = physical;
		this.derived = derived;
		this.binding = binding;
		enabled = spec.options().enabled();
	}

	static BoundBreakpoint bind(BreakpointId id, BreakpointSpec spec, Symbols symbols) throws SessionException {
		Set<Long> virtual = new TreeSet<>();
		Set<Long> physical = new TreeSet<>();
		boolean derived = true;
		String binding = spec.selector();
		if (spec instanceof InstructionBreakpoint instruction) {
			String name = "";
			switch (instruction.at()) {
				case InstructionBreakpoint.Virtual at -> {
					virtual.add(at.gva());
					OptionalLong load = symbols.loadAddress(at.gva());
					load.ifPresent(physical::add);
					name = symbols.describe(at.gva());
				}
				case InstructionBreakpoint.Physical at -> {
					physical.add(at.gpa());
					derived = false;
					name = symbols.describe(at.gpa());
				}
				case InstructionBreakpoint.Symbol at -> {
					Symbols.Place place = symbols.require(at.name());
					virtual.add(place.gva() + at.offset());
					place.gpa().ifPresent(gpa -> physical.add(gpa + at.offset()));
					name = at.text();
				}
				case InstructionBreakpoint.Line at -> {
					for (long gva : symbols.requireLine(at.file(), at.line())) {
						virtual.add(gva);
						symbols.loadAddress(gva).ifPresent(physical::add);
					}
					name = at.text();
				}
			}
			binding = addresses(virtual, physical) + (name.startsWith("0x") ? "" : " (" + name + ")");
		}
		return new BoundBreakpoint(id, spec, virtual, physical, derived, binding);
	}

	private static String addresses(Set<Long> virtual, Set<Long> physical) {
		StringBuilder text = new StringBuilder();
		for (long gva : virtual) {
			text.append(text.isEmpty() ? "gVA " : ", gVA ").append(Words.hex(gva));
		}
		String separator = text.isEmpty() ? "gPA " : " and gPA ";
		for (long gpa : physical) {
			text.append(separator).append(Words.hex(gpa));
			separator = ", gPA ";
		}
		return text.toString();
	}

	BreakpointId id() {
		return id;
	}

	BreakpointSpec spec() {
		return spec;
	}

	Set<Long> virtual() {
		return virtual;
	}

	Set<Long> physical() {
		return physical;
	}

	boolean enabled() {
		return enabled;
	}

	void setEnabled(boolean value) {
		enabled = value;
		usedUp = false;
	}

	/** Switched off by itself, after it acted once. */
	void useUp() {
		enabled = false;
		usedUp = true;
	}

	long hits() {
		return hits;
	}

	void resetHits() {
		hits = 0;
		enabled |= usedUp;
		usedUp = false;
	}

	void takeHits(BoundBreakpoint old) {
		hits = old.hits;
	}

	BreakpointStatus status() {
		return new BreakpointStatus(id, spec, enabled, hits, binding);
	}

	/**
	 * Whether an instruction about to be executed is one that is meant. A place that was given by its virtual address
	 * counts at its load address too, so that it is met before the guest turns paging on; a user process that happens to
	 * have the frame mapped elsewhere does not count.
	 */
	boolean coversInstruction(long gva, OptionalLong gpa, PrivilegeMode mode, long satp) {
		if (virtual.contains(gva)) {
			return true;
		}
		boolean userMapping = derived && mode == PrivilegeMode.U && satp >>> 60 != 0;
		return gpa.isPresent() && !userMapping && physical.contains(gpa.getAsLong());
	}

	/** Counts a hit whose filters hold; whether it shall act. Called on the VM's thread only. */
	boolean hit() {
		hits++;
		return hits >= spec.options().hits();
	}

	/** Where it is in a list of hit breakpoints: its number and text. */
	static String names(List<BoundBreakpoint> hit) {
		StringBuilder text = new StringBuilder();
		for (BoundBreakpoint bound : hit) {
			text.append(text.isEmpty() ? "" : ", ").append(bound.id);
		}
		return text.toString();
	}
}

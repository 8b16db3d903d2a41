/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

import org.ringside.isa.PrivilegeMode;

/** A breakpoint with the addresses that it means, its hit count and whether it takes part. */
final class BoundBreakpoint {

	/** In bytes: no line makes more code without another line in between. */
	private static final long LONGEST_LINE = 4096;

	private final BreakpointId id;
	private final BreakpointSpec spec;
	private final Set<Long> virtual;
	private final Set<Long> physical;
	/** Where the instruction of an event must lie; empty for everywhere. */
	private final Set<Long> places;
	/** Whether the physical addresses were derived from a symbol or gVA, and not asked for. */
	private final boolean derived;
	private final String binding;
	private volatile boolean enabled;
	private boolean usedUp;
	private volatile long hits;

	private BoundBreakpoint(BreakpointId id, BreakpointSpec spec, Set<Long> virtual, Set<Long> physical, Set<Long> places, boolean derived,
			String binding) {
		this.id = id;
		this.spec = spec;
		this.virtual = virtual;
		this.physical = physical;
		this.places = places;
		this.derived = derived;
		this.binding = binding;
		enabled = spec.options().enabled();
	}

	static BoundBreakpoint bind(BreakpointId id, BreakpointSpec spec, Symbols symbols) throws SessionException {
		Set<Long> virtual = new TreeSet<>();
		Set<Long> physical = new TreeSet<>();
		boolean derived = true;
		String binding = spec.selector();
		Set<Long> places = new TreeSet<>();
		if (spec instanceof InstructionBreakpoint instruction) {
			derived = !(instruction.at() instanceof InstructionBreakpoint.Physical);
			String name = find(instruction.at(), symbols, virtual, physical);
			binding = addresses(virtual, physical) + (name.startsWith("0x") ? "" : " (" + name + ")");
		} else if (spec.options().at().isPresent()) {
			// Before paging is on, the pc is the address that the image is loaded to.
			String name = find(spec.options().at().get(), symbols, places, places);
			if (spec.options().at().get() instanceof InstructionBreakpoint.Line) {
				wholeLines(symbols, places);
			}
			binding += " at " + name;
		}
		return new BoundBreakpoint(id, spec, virtual, physical, places, derived, binding);
	}

	/** Adds the addresses of a place, and tells its name. */
	private static String find(InstructionBreakpoint.Location location, Symbols symbols, Set<Long> virtual, Set<Long> physical)
			throws SessionException {
		switch (location) {
			case InstructionBreakpoint.Virtual at -> {
				virtual.add(at.gva());
				symbols.loadAddress(at.gva()).ifPresent(physical::add);
				return symbols.describe(at.gva());
			}
			case InstructionBreakpoint.Physical at -> {
				physical.add(at.gpa());
				return symbols.describe(at.gpa());
			}
			case InstructionBreakpoint.Symbol at -> {
				Symbols.Place place = symbols.require(at.name());
				virtual.add(place.gva() + at.offset());
				place.gpa().ifPresent(gpa -> physical.add(gpa + at.offset()));
				return at.text();
			}
			case InstructionBreakpoint.Line at -> {
				for (long gva : symbols.requireLine(at.file(), at.line())) {
					virtual.add(gva);
					symbols.loadAddress(gva).ifPresent(physical::add);
				}
				return at.text();
			}
		}
	}

	/** Adds what follows within the same line to the addresses at which lines begin: the instruction that is meant may be any of them. */
	private static void wholeLines(Symbols symbols, Set<Long> places) {
		for (long start : Set.copyOf(places)) {
			Optional<SourceLocation> line = symbols.source(start);
			for (long gva = start; line.isPresent() && gva - start < LONGEST_LINE && symbols.source(gva).equals(line); gva += 2) {
				places.add(gva);
			}
		}
	}

	/** Whether an event of the instruction at {@code pc} is one that is meant. */
	boolean coversPlace(long pc) {
		return places.isEmpty() || places.contains(pc);
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
		boolean userMapping = derived && mode.isUser() && satp >>> 60 != 0;
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

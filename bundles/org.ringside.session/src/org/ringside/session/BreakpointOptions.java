/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

import org.ringside.isa.PrivilegeMode;

/**
 * What breakpoints of every kind have in common: when they take part, and what they do.
 *
 * @param enabled whether it takes part
 * @param vcpus only on these vCPUs; empty for all
 * @param modes only when the guest is in one of these modes; empty for all
 * @param asid only in the address space with this ASID
 * @param root only with the root page table at this guest-physical address
 * @param hits acts from this hit on, 1 for the first
 * @param once whether it is disabled after it acted
 * @param action what it does
 * @param at only when the event comes from the instruction at this place; has no meaning for instruction breakpoints, which have a place of their own
 */
public record BreakpointOptions(boolean enabled, Set<Integer> vcpus, Set<PrivilegeMode> modes, OptionalInt asid,
		OptionalLong root, long hits, boolean once, BreakpointAction action, Optional<InstructionBreakpoint.Location> at) {

	/** Takes part everywhere and stops at the first hit. */
	public static final BreakpointOptions DEFAULT = new BreakpointOptions(true, Set.of(), Set.of(), OptionalInt.empty(),
			OptionalLong.empty(), 1, false, BreakpointAction.STOP);

	/** At every place. */
	public BreakpointOptions(boolean enabled, Set<Integer> vcpus, Set<PrivilegeMode> modes, OptionalInt asid, OptionalLong root, long hits,
			boolean once, BreakpointAction action) {
		this(enabled, vcpus, modes, asid, root, hits, once, action, Optional.empty());
	}

	public BreakpointOptions {
		vcpus = Collections.unmodifiableSet(new TreeSet<>(vcpus));
		modes = modes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(modes));
		if (hits < 1) {
			throw new IllegalArgumentException("A breakpoint acts from its first hit on or later, not from hit " + hits);
		}
	}

	public BreakpointOptions withEnabled(boolean value) {
		return new BreakpointOptions(value, vcpus, modes, asid, root, hits, once, action, at);
	}

	public BreakpointOptions withVcpus(Set<Integer> value) {
		return new BreakpointOptions(enabled, value, modes, asid, root, hits, once, action, at);
	}

	public BreakpointOptions withModes(Set<PrivilegeMode> value) {
		return new BreakpointOptions(enabled, vcpus, value, asid, root, hits, once, action, at);
	}

	public BreakpointOptions withAsid(OptionalInt value) {
		return new BreakpointOptions(enabled, vcpus, modes, value, root, hits, once, action, at);
	}

	public BreakpointOptions withRoot(OptionalLong value) {
		return new BreakpointOptions(enabled, vcpus, modes, asid, value, hits, once, action, at);
	}

	public BreakpointOptions withHits(long value) {
		return new BreakpointOptions(enabled, vcpus, modes, asid, root, value, once, action, at);
	}

	public BreakpointOptions withOnce(boolean value) {
		return new BreakpointOptions(enabled, vcpus, modes, asid, root, hits, value, action, at);
	}

	public BreakpointOptions withAction(BreakpointAction value) {
		return new BreakpointOptions(enabled, vcpus, modes, asid, root, hits, once, value, at);
	}

	public BreakpointOptions withAt(Optional<InstructionBreakpoint.Location> value) {
		return new BreakpointOptions(enabled, vcpus, modes, asid, root, hits, once, action, value);
	}

	/** The options in the breakpoint language; empty if all are as usual. */
	public String text() {
		StringBuilder text = new StringBuilder();
		at.ifPresent(place -> word(text, "at=" + place.text()));
		if (!vcpus.isEmpty()) {
			word(text, "vcpu=" + Words.list(vcpus));
		}
		if (!modes.isEmpty()) {
			word(text, "mode=" + Words.list(modes));
		}
		if (asid.isPresent()) {
			word(text, "asid=" + asid.getAsInt());
		}
		if (root.isPresent()) {
			word(text, "root=" + Words.hex(root.getAsLong()));
		}
		if (hits != 1) {
			word(text, "hits=" + hits);
		}
		if (once) {
			word(text, "once");
		}
		if (!enabled) {
			word(text, "disabled");
		}
		if (action != BreakpointAction.STOP) {
			word(text, "action=" + action.word());
		}
		return text.toString();
	}

	/** Whether a hit on this vCPU, in this mode and address space counts. */
	boolean accept(int vcpu, PrivilegeMode mode, long satp) {
		return (vcpus.isEmpty() || vcpus.contains(vcpu)) && (modes.isEmpty() || modes.contains(mode))
				&& (asid.isEmpty() || asid.getAsInt() == (satp >>> 44 & 0xffff))
				&& (root.isEmpty() || satp >>> 60 != 0 && root.getAsLong() == (satp & 0xfff_ffff_ffffL) << 12);
	}

	private static void word(StringBuilder text, String word) {
		text.append(text.isEmpty() ? "" : " ").append(word);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

import org.ringside.isa.PrivilegeMode;

/**
 * Waits for a trap of the guest: an exception or an interrupt that its own software handles.
 *
 * @param causes values of {@code mcause}, bit 63 set for interrupts; empty for every trap
 * @param from only out of these modes; empty for all
 * @param to only into these modes; empty for all
 * @param onReturn whether it waits for the return ({@code mret}, {@code sret}) instead of the entry
 * @param options common to all kinds
 */
public record TrapBreakpoint(Set<Long> causes, Set<PrivilegeMode> from, Set<PrivilegeMode> to, boolean onReturn,
		BreakpointOptions options) implements BreakpointSpec {

	public TrapBreakpoint {
		causes = Collections.unmodifiableSet(new TreeSet<>(causes));
		from = from.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(from));
		to = to.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(to));
	}

	/** Every trap, with the usual options. */
	public static TrapBreakpoint any() {
		return of(Set.of());
	}

	/** These causes on entry, with the usual options. */
	public static TrapBreakpoint of(Set<Long> causes) {
		return new TrapBreakpoint(causes, Set.of(), Set.of(), false, BreakpointOptions.DEFAULT);
	}

	/** Whether it waits for traps with a cause. */
	boolean waitsFor(long cause) {
		return causes.isEmpty() || causes.contains(cause);
	}

	/** Whether it waits for traps out of a mode. */
	boolean waitsForLeaving(PrivilegeMode interrupted) {
		return from.isEmpty() || from.contains(interrupted);
	}

	/** Whether it waits for traps into a mode. */
	boolean waitsForEntering(PrivilegeMode handling) {
		return to.isEmpty() || to.contains(handling);
	}

	boolean matches(long cause, PrivilegeMode interrupted, PrivilegeMode handling) {
		return waitsFor(cause) && waitsForLeaving(interrupted) && waitsForEntering(handling);
	}

	@Override
	public TrapBreakpoint withOptions(BreakpointOptions newOptions) {
		return new TrapBreakpoint(causes, from, to, onReturn, newOptions);
	}

	@Override
	public String selector() {
		StringBuilder text = new StringBuilder("trap");
		String separator = ":";
		for (long cause : causes) {
			text.append(separator).append(CauseNames.name(cause));
			separator = ",";
		}
		if (!from.isEmpty()) {
			text.append(" from=").append(Words.list(from));
		}
		if (!to.isEmpty()) {
			text.append(" to=").append(Words.list(to));
		}
		if (onReturn) {
			text.append(" on=return");
		}
		return text.toString();
	}

	@Override
	public String kindTitle() {
		return "trap";
	}
}

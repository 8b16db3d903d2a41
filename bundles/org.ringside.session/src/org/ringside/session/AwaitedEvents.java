/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.AwaitedTables;
import org.ringside.vmm.EventFilter;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.TableEffect;

/**
 * What a set of breakpoints, a trace and a step wait for, in a form that is asked fast: traps of other causes, calls of other functions and
 * writes to other parts of tables are refused before an event is made of them. It may let pass what {@link EventWatch} then finds not meant.
 */
final class AwaitedEvents implements EventFilter {

	private static final int CAUSES_IN_MASK = 64;

	/**
	 * What a trap breakpoint waits for, by bits.
	 *
	 * @param others whether it waits for causes that no bit stands for
	 */
	private record Traps(BoundBreakpoint bound, long exceptions, long interrupts, boolean others, long from, long to) {

		static Traps of(BoundBreakpoint bound, TrapBreakpoint spec) {
			PrivilegeMode[] modes = PrivilegeMode.values();
			boolean others = spec.causes().isEmpty() || spec.causes().stream().anyMatch(cause -> code(cause) >= CAUSES_IN_MASK);
			return new Traps(bound, bits(CAUSES_IN_MASK, spec::waitsFor), bits(CAUSES_IN_MASK, code -> spec.waitsFor(Long.MIN_VALUE | code)), others,
					bits(modes.length, mode -> spec.waitsForLeaving(modes[mode])), bits(modes.length, mode -> spec.waitsForEntering(modes[mode])));
		}

		/** The cause without the bit that tells interrupts from exceptions. */
		private static long code(long cause) {
			return cause & Long.MAX_VALUE;
		}

		private static long bits(int count, IntPredicate wanted) {
			long bits = 0;
			for (int i = 0; i < count; i++) {
				bits |= wanted.test(i) ? 1L << i : 0;
			}
			return bits;
		}

		boolean meets(int vcpu, long pc, long cause, PrivilegeMode interrupted, PrivilegeMode handling) {
			long code = code(cause);
			boolean meant = code >= CAUSES_IN_MASK ? others : ((cause < 0 ? interrupts : exceptions) >>> code & 1) != 0;
			return meant && (from >>> interrupted.ordinal() & 1) != 0 && (to >>> handling.ordinal() & 1) != 0 && covers(bound, vcpu, pc);
		}
	}

	private final Set<EventKind> traced;
	private final boolean stepping;
	private final Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
	private final List<Traps> traps = new ArrayList<>();
	private final List<Traps> returns = new ArrayList<>();
	private final List<HypercallBreakpoint> calls = new ArrayList<>();
	private final List<PageTableWriteBreakpoint> writes = new ArrayList<>();

	/**
	 * @param acting breakpoints that wait for events
	 * @param stepping whether all traps and returns are wanted
	 */
	AwaitedEvents(Set<EventKind> traced, boolean stepping, List<BoundBreakpoint> acting) {
		this.traced = traced;
		this.stepping = stepping;
		kinds.addAll(traced);
		if (stepping) {
			kinds.add(EventKind.TRAP_TAKEN);
			kinds.add(EventKind.TRAP_RETURN);
		}
		for (BoundBreakpoint bound : acting) {
			switch (bound.spec()) {
				case InstructionBreakpoint instruction -> throw new IllegalArgumentException("An instruction breakpoint waits for no event");
				case TrapBreakpoint trap -> {
					kinds.add(trap.onReturn() ? EventKind.TRAP_RETURN : EventKind.TRAP_TAKEN);
					(trap.onReturn() ? returns : traps).add(Traps.of(bound, trap));
				}
				case HypercallBreakpoint call -> {
					kinds.add(call.onReturn() ? EventKind.HYPERCALL_RETURN : EventKind.HYPERCALL);
					calls.add(call);
				}
				case PageTableWriteBreakpoint write -> {
					kinds.add(EventKind.PAGE_TABLE_WRITE);
					writes.add(write);
				}
			}
		}
	}

	/** The kinds of which any event is wanted. */
	Set<EventKind> kinds() {
		return kinds;
	}

	private static boolean covers(BoundBreakpoint bound, int vcpu, long pc) {
		Set<Integer> vcpus = bound.spec().options().vcpus();
		return (vcpus.isEmpty() || vcpus.contains(vcpu)) && bound.coversPlace(pc);
	}

	@Override
	public boolean trap(int vcpu, long pc, long cause, PrivilegeMode from, PrivilegeMode to) {
		return stepping || traced.contains(EventKind.TRAP_TAKEN) || any(traps, vcpu, pc, cause, from, to);
	}

	/** A breakpoint on the return from a trap names the modes as the trap went. */
	@Override
	public boolean trapReturn(int vcpu, long pc, long cause, PrivilegeMode from, PrivilegeMode to) {
		return stepping || traced.contains(EventKind.TRAP_RETURN) || any(returns, vcpu, pc, cause, to, from);
	}

	private static boolean any(List<Traps> some, int vcpu, long pc, long cause, PrivilegeMode interrupted, PrivilegeMode handling) {
		for (int i = 0; i < some.size(); i++) {
			if (some.get(i).meets(vcpu, pc, cause, interrupted, handling)) {
				return true;
			}
		}
		return false;
	}

	@Override
	public boolean hypercall(long eid, long fid) {
		if (traced.contains(EventKind.HYPERCALL) || traced.contains(EventKind.HYPERCALL_RETURN)) {
			return true;
		}
		for (HypercallBreakpoint call : calls) {
			if (call.matches(eid, fid)) {
				return true;
			}
		}
		return false;
	}

	@Override
	public List<AwaitedTables> tables() {
		return traced.contains(EventKind.PAGE_TABLE_WRITE) ? AwaitedTables.ALL : writes.stream().map(PageTableWriteBreakpoint::awaited).toList();
	}

	@Override
	public boolean tableWrite(int level, long firstGva, long lastGva, long oldPte, long newPte) {
		if (traced.contains(EventKind.PAGE_TABLE_WRITE)) {
			return true;
		}
		for (PageTableWriteBreakpoint write : writes) {
			if (write.matches(level, firstGva, lastGva, TableEffect.of(oldPte, newPte))) {
				return true;
			}
		}
		return false;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.VirtualMachine;
import org.ringside.vmm.VmEvent;
import org.ringside.vmm.VmObserver;

/**
 * Looks at each event of the guest on the VM's thread: keeps it in the trace, finds the breakpoints that wait for it, and
 * tells a step that is under way.
 */
final class EventWatch implements VmObserver {

	/** Tells a step whether an event ends it. */
	interface Goal {
		boolean reached(VmEvent event);
	}

	private final EventTrace trace;
	private final Set<EventKind> traced;
	private final Breakpoints breakpoints;
	private final Consumer<BoundBreakpoint> usedUp;
	private final LogSink log;
	private final TrapsUnderWay traps = new TrapsUnderWay();

	private List<BoundBreakpoint> acting = List.of();
	private final List<BoundBreakpoint> hit = new ArrayList<>();
	private Goal goal = event -> false;
	private Consumer<VmEvent> also = event -> {
		// Nobody wants them beside the trace.
	};
	private boolean stepping;
	private boolean goalReached;
	private Set<EventKind> interests = EnumSet.noneOf(EventKind.class);
	private boolean set;

	/** Takes what a breakpoint with the action "log" has to say. */
	interface LogSink {
		void log(BoundBreakpoint breakpoint, VmEvent event);
	}

	EventWatch(GuestLaunch launch, EventTrace trace, Breakpoints breakpoints, Consumer<BoundBreakpoint> usedUp, LogSink log) {
		this.trace = trace;
		this.traced = launch.traced().isEmpty() ? EnumSet.noneOf(EventKind.class) : EnumSet.copyOf(launch.traced());
		this.breakpoints = breakpoints;
		this.usedUp = usedUp;
		this.log = log;
	}

	/** Has each traced event given to somebody else too. */
	void alsoTo(Consumer<VmEvent> sink) {
		also = sink;
	}

	/** Makes the VM tell what is needed now, and no more. */
	void arm(VirtualMachine vm) {
		acting = new ArrayList<>();
		Set<EventKind> wanted = EnumSet.noneOf(EventKind.class);
		wanted.addAll(traced);
		for (BoundBreakpoint bound : breakpoints.active()) {
			switch (bound.spec()) {
				case InstructionBreakpoint instruction -> {
					continue;
				}
				case TrapBreakpoint trap -> {
					wanted.add(trap.onReturn() ? EventKind.TRAP_RETURN : EventKind.TRAP_TAKEN);
					wanted.add(EventKind.TRAP_TAKEN);
				}
				case HypercallBreakpoint call ->
					wanted.add(call.onReturn() ? EventKind.HYPERCALL_RETURN : EventKind.HYPERCALL);
				case PageTableWriteBreakpoint write -> wanted.add(EventKind.PAGE_TABLE_WRITE);
			}
			acting.add(bound);
		}
		if (stepping) {
			wanted.add(EventKind.TRAP_TAKEN);
			wanted.add(EventKind.TRAP_RETURN);
		}
		if (!set || !wanted.equals(interests)) {
			interests = wanted;
			set = true;
			if (wanted.isEmpty()) {
				vm.clearObserver();
			} else {
				vm.setObserver(this);
			}
		}
	}

	/** Forgets what the last run met. */
	void begin() {
		hit.clear();
		goalReached = false;
	}

	/** The breakpoints whose event stopped the guest. */
	List<BoundBreakpoint> hit() {
		return List.copyOf(hit);
	}

	boolean goalReached() {
		return goalReached;
	}

	/** Has a step told of traps and of their returns; arms the VM anew. */
	void step(VirtualMachine vm, Goal newGoal) {
		goal = newGoal;
		stepping = true;
		arm(vm);
	}

	void endStep(VirtualMachine vm) {
		goal = event -> false;
		stepping = false;
		arm(vm);
	}

	@Override
	public Set<EventKind> interests() {
		return interests;
	}

	@Override
	public Reply on(VmEvent event) {
		if (traced.contains(event.kind())) {
			trace.add(event);
			also.accept(event);
		}
		for (BoundBreakpoint bound : acting) {
			if (bound.enabled() && matches(bound.spec(), event) && bound.coversPlace(event.place().pc()) && bound.spec().options().accept(event.place().vcpu(),
					event.place().mode(), event.place().satp()) && bound.hit()) {
				act(bound, event);
			}
		}
		traps.on(event);
		goalReached |= goal.reached(event);
		return goalReached || !hit.isEmpty() ? Reply.STOP : Reply.CONTINUE;
	}

	private void act(BoundBreakpoint bound, VmEvent event) {
		switch (bound.spec().options().action()) {
			case STOP -> hit.add(bound);
			case LOG -> log.log(bound, event);
			case COUNT -> {
				// The hit is counted; there is nothing else to do.
			}
		}
		if (bound.spec().options().once()) {
			usedUp.accept(bound);
		}
	}

	private boolean matches(BreakpointSpec spec, VmEvent event) {
		return switch (spec) {
			case InstructionBreakpoint instruction -> false;
			case TrapBreakpoint trap -> switch (event) {
				case VmEvent.TrapTaken taken -> !trap.onReturn()
						&& (trap.causes().isEmpty() || trap.causes().contains(taken.cause()))
						&& in(trap.from(), taken.from()) && in(trap.to(), taken.to());
				case VmEvent.TrapReturn back -> trap.onReturn()
						&& (trap.causes().isEmpty() || returnsFrom(trap, traps.cause(back)))
						&& in(trap.from(), back.to()) && in(trap.to(), back.place().mode());
				default -> false;
			};
			case HypercallBreakpoint wanted -> switch (event) {
				case VmEvent.Hypercall call -> !wanted.onReturn() && wanted.matches(call.call());
				case VmEvent.HypercallReturn answer -> wanted.onReturn() && wanted.matches(answer.call());
				default -> false;
			};
			case PageTableWriteBreakpoint wanted -> event instanceof VmEvent.PageTableWrite write
					&& (wanted.range().isEmpty() || wanted.range().get().meets(write.firstGva(), write.lastGva()))
					&& (wanted.effects().isEmpty() || wanted.effects().contains(write.effect()))
					&& (wanted.levels().isEmpty() || wanted.levels().contains(write.level()));
		};
	}

	private static boolean returnsFrom(TrapBreakpoint trap, OptionalLong cause) {
		return cause.isPresent() && trap.causes().contains(cause.getAsLong());
	}

	private static boolean in(Set<PrivilegeMode> modes, PrivilegeMode mode) {
		return modes.isEmpty() || modes.contains(mode);
	}
}

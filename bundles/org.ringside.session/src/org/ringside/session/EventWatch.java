/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.ringside.vmm.EventFilter;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.TrapRecorder;
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

	/** Those that the trace takes down without events, as they are many. */
	private static final Set<EventKind> TRAPS = EnumSet.of(EventKind.TRAP_TAKEN, EventKind.TRAP_RETURN);

	private final EventTrace trace;
	private final Breakpoints breakpoints;
	private final Consumer<BoundBreakpoint> usedUp;
	private final LogSink log;

	private List<BoundBreakpoint> acting = List.of();
	private final List<BoundBreakpoint> hit = new ArrayList<>();
	private Goal goal = event -> false;
	private Consumer<VmEvent> also = event -> {
		// Nobody wants them beside the trace.
	};
	/** What the trace records, and of this the kinds of which it is given events. */
	private Set<EventKind> traced = Set.of();
	private Set<EventKind> tracedAsEvents = Set.of();
	private Optional<TrapRecorder> recorder = Optional.empty();
	private boolean toldAlso;
	private boolean stepping;
	private boolean goalReached;
	private AwaitedEvents awaited = new AwaitedEvents(Set.of(), false, List.of());
	private boolean armed;
	private boolean armedForStep;

	/** Takes what a breakpoint with the action "log" has to say. */
	interface LogSink {
		void log(BoundBreakpoint breakpoint, VmEvent event);
	}

	EventWatch(EventTrace trace, Breakpoints breakpoints, Consumer<BoundBreakpoint> usedUp, LogSink log) {
		this.trace = trace;
		this.breakpoints = breakpoints;
		this.usedUp = usedUp;
		this.log = log;
	}

	/** Has each traced event given to somebody else too. */
	void alsoTo(Consumer<VmEvent> sink) {
		also = sink;
		toldAlso = true;
		armed = false;
	}

	/** Makes the VM tell what is needed now, and no more. */
	void arm(VirtualMachine vm) {
		List<BoundBreakpoint> now = breakpoints.active().stream().filter(bound -> !(bound.spec() instanceof InstructionBreakpoint)).toList();
		Set<EventKind> kinds = trace.kinds();
		if (armed && stepping == armedForStep && now.equals(acting) && kinds.equals(traced)) {
			return;
		}
		armed = true;
		armedForStep = stepping;
		acting = now;
		traced = kinds;
		tracedAsEvents = EnumSet.noneOf(EventKind.class);
		tracedAsEvents.addAll(traced);
		boolean traps = tracedAsEvents.removeAll(TRAPS);
		if (traps && toldAlso) {
			tracedAsEvents = traced;
		}
		recorder = traps && !toldAlso ? Optional.of(trace.recorder(traced)) : Optional.empty();
		awaited = new AwaitedEvents(tracedAsEvents, stepping, acting);
		if (awaited.kinds().isEmpty() && recorder.isEmpty()) {
			vm.clearObserver();
		} else {
			vm.setObserver(this);
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
		return awaited.kinds();
	}

	@Override
	public EventFilter filter() {
		return awaited;
	}

	@Override
	public Optional<TrapRecorder> recorder() {
		return recorder;
	}

	@Override
	public Reply on(VmEvent event) {
		if (tracedAsEvents.contains(event.kind())) {
			trace.add(event);
			also.accept(event);
		}
		for (BoundBreakpoint bound : acting) {
			if (bound.enabled() && matches(bound.spec(), event) && bound.coversPlace(event.place().pc()) && bound.spec().options().accept(event.place().vcpu(),
					event.place().mode(), event.place().satp()) && bound.hit()) {
				act(bound, event);
			}
		}
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
						&& trap.matches(taken.cause(), taken.from(), taken.to());
				case VmEvent.TrapReturn back -> trap.onReturn()
						&& trap.matches(back.cause(), back.to(), back.place().mode());
				default -> false;
			};
			case HypercallBreakpoint wanted -> switch (event) {
				case VmEvent.Hypercall call -> !wanted.onReturn() && wanted.matches(call.call());
				case VmEvent.HypercallReturn answer -> wanted.onReturn() && wanted.matches(answer.call());
				default -> false;
			};
			case PageTableWriteBreakpoint wanted -> event instanceof VmEvent.PageTableWrite write
					&& write.governs(range -> wanted.matches(write.level(), range.first(), range.last(), write.effect()));
		};
	}
}

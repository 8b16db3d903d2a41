/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import org.ringside.machine.Access;
import org.ringside.machine.Walk;
import org.ringside.vmm.ShadowStatistics;
import org.ringside.vmm.Vcpu;
import org.ringside.vmm.Verdict;
import org.ringside.vmm.VirtualMachine;
import org.ringside.vmm.VmEvent;
import org.ringside.vmm.VmStop;

/** Runs one guest until there is something to tell. VM's thread only, except {@link #suspend} and {@link #end}. */
final class RunControl {

	private final GuestLaunch launch;
	private final VirtualMachine vm;
	private final Symbols symbols;
	private final Breakpoints breakpoints;
	private final StopSentences sentences;
	private final Bindings bindings;
	private final EventWatch watch;
	private final SessionNotices notices;

	private volatile boolean suspendRequested;
	private volatile boolean ending;
	private volatile boolean breakpointsChanged = true;
	private volatile boolean statisticsWanted;
	private volatile ShadowStatistics statistics;
	private volatile Optional<Verdict> verdict = Optional.empty();
	private Optional<TraceLines> lines = Optional.empty();
	private int lastVcpu;

	RunControl(GuestLaunch launch, VirtualMachine vm, Symbols symbols, Breakpoints breakpoints, EventTrace trace,
			SessionNotices notices) {
		this.launch = launch;
		this.vm = vm;
		this.symbols = symbols;
		this.breakpoints = breakpoints;
		this.notices = notices;
		statistics = vm.statistics();
		sentences = new StopSentences(symbols);
		bindings = new Bindings(vm);
		watch = new EventWatch(trace, breakpoints, this::usedUp, (bound, event) -> notices.logged(
				stop(StopKind.BREAKPOINT, event.place().vcpu(), sentences.tell(event), List.of(bound), Optional.of(event))));
	}

	VirtualMachine vm() {
		return vm;
	}

	StopSentences sentences() {
		return sentences;
	}

	EventWatch watch() {
		return watch;
	}

	Optional<Verdict> verdict() {
		return verdict;
	}

	boolean ending() {
		return ending;
	}

	/** Has each traced event, and each instruction if wanted, written from the next order on. VM's thread. */
	void traceTo(Consumer<String> to, boolean instructions) {
		TraceLines writer = new TraceLines(vm, symbols, sentences, to, instructions);
		lines = Optional.of(writer);
		watch.alsoTo(writer::write);
	}

	/** Has the guest stand still soon. Any thread. */
	void suspend() {
		suspendRequested = true;
		vm.interrupt();
	}

	/** Has the run end for good soon. Any thread. */
	void end() {
		ending = true;
		vm.interrupt();
	}

	/** Has a changed set of breakpoints, or of traced kinds of events, noticed, by a running guest too. Any thread. */
	void noticeBreakpoints(boolean running) {
		breakpointsChanged = true;
		if (running) {
			vm.interrupt();
		}
	}

	/** The cost so far. For a running guest the last ones that its thread published, and it is asked for newer ones. Any thread. */
	ShadowStatistics statistics(boolean running) {
		if (running) {
			statisticsWanted = true;
			vm.interrupt();
		}
		return statistics;
	}

	/** Forgets a request to suspend that came while the guest stood still. */
	void begin() {
		suspendRequested = false;
	}

	/** The stop before the first instruction; symbols are read for it only where somebody is to see it. */
	StopEvent entry() {
		Vcpu first = vm.vcpus().get(0);
		String place = launch.stopAtEntry() ? symbols.describe(first.pc()) : Words.hex(first.pc());
		return new StopEvent(StopKind.ENTRY, 0, "Suspended at the first instruction, " + place + ", in " + first.mode()
				+ "-mode", List.of(), Optional.empty(), facts(0, place), Optional.empty());
	}

	/** Runs until a breakpoint, a request, or the end of the guest. */
	StopEvent resume() {
		return run(Optional.empty()).orElseThrow();
	}

	/** Runs until an address is reached on any vCPU, or something else stops the guest. */
	StopEvent runTo(long gva) {
		Optional<StopEvent> other = run(Optional.of(Goal.address(vm.vcpus().get(0), gva)));
		return other.orElseGet(() -> stop(StopKind.RUN_TO, lastVcpu, "Reached " + symbols.describe(gva), List.of(),
				Optional.empty()));
	}

	/** Runs to a goal; empty if it was reached, otherwise what stopped the guest before. */
	Optional<StopEvent> run(Optional<Goal> goal) {
		if (goal.isPresent() && goal.get().address().isPresent()) {
			bindings.addTemporary(goal.get().address().getAsLong());
		}
		breakpointsChanged = true;
		watch.begin();
		try {
			while (true) {
				Optional<StopEvent> asked = asked();
				if (asked.isPresent()) {
					return asked;
				}
				VmStop stop = lines.isPresent() && lines.get().instructions() ? lines.get().step(bindings)
						: vm.run(launch.maxInstructions() - vm.instructions());
				if (stop instanceof VmStop.Breakpoint at) {
					lastVcpu = at.vcpu();
					Optional<StopEvent> hit = hit(at.vcpu(), at.gva(), at.gpa());
					if (hit.isPresent()) {
						return hit;
					}
					if (goal.isPresent() && goal.get().reached(vm.vcpus().get(at.vcpu()))) {
						return Optional.empty();
					}
				} else if (stop instanceof VmStop.EventStop at) {
					lastVcpu = at.event().place().vcpu();
					if (!watch.hit().isEmpty()) {
						return Optional.of(eventStop(at.event()));
					}
					if (watch.goalReached() && goal.isPresent() && goal.get().reached(vm.vcpus().get(lastVcpu))) {
						return Optional.empty();
					}
					Optional<StopEvent> hit = here(lastVcpu);
					if (hit.isPresent()) {
						return hit;
					}
					// Only now: what an event has hit outlives an interruption that comes in before the VM tells of it.
					watch.begin();
				} else {
					Optional<StopEvent> end = ended(stop);
					if (end.isPresent()) {
						return end;
					}
				}
			}
		} finally {
			bindings.clearTemporary();
			breakpointsChanged = true;
		}
	}

	/** Lets one vCPU execute one instruction or take one trap; empty if nothing else is to be told. */
	Optional<StopEvent> one(int vcpu) {
		Optional<StopEvent> asked = asked();
		if (asked.isPresent()) {
			return asked;
		}
		lastVcpu = vcpu;
		watch.begin();
		VmStop stop = vm.step(vcpu);
		if (stop instanceof VmStop.EventStop at) {
			return watch.hit().isEmpty() ? Optional.empty() : Optional.of(eventStop(at.event()));
		}
		return ended(stop);
	}

	/** What was asked for by another thread in the meantime; sets changed breakpoints. */
	private Optional<StopEvent> asked() {
		if (ending) {
			return Optional.of(terminated());
		}
		if (suspendRequested) {
			suspendRequested = false;
			return Optional.of(stop(StopKind.SUSPEND, lastVcpu, "Suspended at " + place(lastVcpu), List.of(),
					Optional.empty()));
		}
		if (vm.instructions() >= launch.maxInstructions()) {
			return Optional.of(stop(StopKind.INSTRUCTION_LIMIT, lastVcpu, "The limit of " + launch.maxInstructions()
					+ " instructions was reached at " + place(lastVcpu), List.of(), Optional.empty()));
		}
		if (statisticsWanted) {
			statisticsWanted = false;
			statistics = vm.statistics();
		}
		if (breakpointsChanged) {
			breakpointsChanged = false;
			bindings.update(breakpoints);
			watch.arm(vm);
		}
		return Optional.empty();
	}

	StopEvent terminated() {
		return stop(StopKind.TERMINATED, lastVcpu, "Terminated at " + place(lastVcpu), List.of(), Optional.empty());
	}

	private Optional<StopEvent> ended(VmStop stop) {
		return switch (stop) {
			case VmStop.Budget done -> Optional.empty();
			case VmStop.Interrupted asked -> Optional.empty();
			case VmStop.Breakpoint at -> Optional.empty();
			case VmStop.EventStop at -> Optional.empty();
			case VmStop.GuestExit exit -> {
				verdict = Optional.of(exit.verdict());
				yield Optional.of(stop(StopKind.GUEST_EXIT, lastVcpu, plain(exit.verdict().sentence()), List.of(),
						Optional.empty()));
			}
			case VmStop.TrapStorm storm -> Optional.of(stop(StopKind.TRAP_STORM, storm.vcpu(), "Trap storm at "
					+ place(storm.vcpu()) + ": " + plain(storm.sentence()), List.of(), Optional.empty()));
			case VmStop.Idle idle -> Optional.of(stop(StopKind.IDLE, lastVcpu, plain(idle.sentence()), List.of(),
					Optional.empty()));
			case VmStop.OutOfFrames out -> {
				verdict = Optional.of(new Verdict(Verdict.Kind.FAIL, 1, out.sentence()));
				yield Optional.of(stop(StopKind.GUEST_EXIT, lastVcpu, plain(out.sentence()), List.of(), Optional.empty()));
			}
		};
	}

	private StopEvent eventStop(VmEvent event) {
		return stop(StopKind.BREAKPOINT, event.place().vcpu(), sentences.tell(event), watch.hit(), Optional.of(event));
	}

	/**
	 * The stop at a breakpoint where a vCPU came by a step or an event, which the VM does not look at again when it goes on:
	 * the first instruction of a function or handler just entered.
	 */
	Optional<StopEvent> here(int index) {
		long pc = vm.vcpus().get(index).pc();
		Walk walk = vm.walk(index, pc, Access.EXECUTE);
		return hit(index, pc, walk.physical());
	}

	/** The stop at an instruction with breakpoints, all that do not stop counted or logged; empty if none stops. */
	private Optional<StopEvent> hit(int index, long gva, OptionalLong gpa) {
		Vcpu vcpu = vm.vcpus().get(index);
		long satp = Goal.satp(vcpu);
		List<BoundBreakpoint> hit = new ArrayList<>();
		for (BoundBreakpoint bound : breakpoints.active()) {
			if (!bound.enabled() || !bound.coversInstruction(gva, gpa, vcpu.mode(), satp)
					|| !bound.spec().options().accept(index, vcpu.mode(), satp) || !bound.hit()) {
				continue;
			}
			switch (bound.spec().options().action()) {
				case STOP -> hit.add(bound);
				case LOG -> notices.logged(stop(StopKind.BREAKPOINT, index, "Breakpoint " + bound.id() + " at "
						+ place(index), List.of(bound), Optional.empty()));
				case COUNT -> {
					// The hit is counted; there is nothing else to do.
				}
			}
			if (bound.spec().options().once()) {
				usedUp(bound);
			}
		}
		return hit.isEmpty() ? Optional.empty() : Optional.of(stop(StopKind.BREAKPOINT, index, "Breakpoint "
				+ BoundBreakpoint.names(hit) + " at " + place(index), hit, Optional.empty()));
	}

	private void usedUp(BoundBreakpoint bound) {
		notices.usedUp(bound.id());
	}

	/** Where a vCPU stands: {@code "map_page+0x2c in S-mode"}. */
	String place(int vcpu) {
		Vcpu at = vm.vcpus().get(vcpu);
		return symbols.describe(at.pc()) + " in " + at.mode() + "-mode";
	}

	StopEvent stop(StopKind kind, int vcpu, String sentence, List<BoundBreakpoint> hit, Optional<VmEvent> event) {
		List<BreakpointId> ids = new ArrayList<>();
		for (BoundBreakpoint bound : hit) {
			ids.add(bound.id());
		}
		statistics = vm.statistics();
		return new StopEvent(kind, vcpu, sentence, ids, event, facts(vcpu, symbols.describe(vm.vcpus().get(vcpu).pc())), Optional.empty());
	}

	private StopFacts facts(int vcpu, String place) {
		Vcpu at = vm.vcpus().get(vcpu);
		long satp = Goal.satp(at);
		long root = satp >>> 60 == 0 ? 0 : (satp & 0xfff_ffff_ffffL) << 12;
		return new StopFacts(launch.name(), launch.technique(), at.mode(), at.pc(), place, root,
				(int) (satp >>> 44) & 0xffff, vm.instructions(), vm.ticks());
	}

	/** All sentences of stops end without a full stop, as titles do. */
	private static String plain(String sentence) {
		return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
	}

	/** Whether an instruction lies on another source line; used by steps of a line. */
	Optional<SourceLocation> line(int vcpu) {
		return symbols.source(vm.vcpus().get(vcpu).pc());
	}

	/** The level that called the one a vCPU is in; at a trap handler, the level that was interrupted. */
	Optional<Frame> caller(int vcpu) {
		List<Frame> frames = new Unwinder(vm, symbols).stack(vcpu);
		return frames.size() < 2 ? Optional.empty() : Optional.of(frames.get(1));
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.List;
import java.util.Optional;

import org.ringside.isa.Decoded;
import org.ringside.isa.Decoder;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvI;
import org.ringside.vmm.Vcpu;
import org.ringside.vmm.VcpuState;
import org.ringside.vmm.VmEvent;

/**
 * Steps of one vCPU. A step over an instruction that calls, traps or waits ends where a person expects it: at the instruction
 * that comes next in the same function, also if a fault was handled or an interrupt came first.
 */
final class Stepper {

	/** A handler that returns to the same instruction so often will never let it execute. */
	private static final int MOST_RETRIES = 64;
	/** Instructions on one line before a step of a line gives up and stops where it is. */
	private static final int MOST_ON_A_LINE = 10_000_000;
	private static final int SP = 2;

	private final RunControl control;
	private final CodeReader code;
	private VmEvent.TrapTaken trap;

	Stepper(RunControl control, CodeReader code) {
		this.control = control;
		this.code = code;
	}

	StopEvent step(int vcpu, StepKind kind, StepGranularity granularity) {
		Optional<StopEvent> other = switch (kind) {
			case INTO, OVER -> granularity == StepGranularity.LINE ? line(vcpu, kind)
					: kind == StepKind.INTO ? into(vcpu) : over(vcpu);
			case RETURN -> toReturn(vcpu);
		};
		return other.orElseGet(() -> arrived(vcpu, kind));
	}

	private StopEvent arrived(int vcpu, StepKind kind) {
		if (kind == StepKind.INTO && trap != null) {
			return control.stop(StopKind.STEP, vcpu, control.sentences().tell(trap), List.of(),
					Optional.of(trap));
		}
		return control.stop(StopKind.STEP, vcpu, "Stepped to " + control.place(vcpu), List.of(), Optional.empty());
	}

	/** One instruction or trap entry; {@link #trap} tells which. */
	private Optional<StopEvent> into(int vcpu) {
		trap = null;
		control.watch().step(control.vm(), event -> {
			if (event instanceof VmEvent.TrapTaken taken && taken.place().vcpu() == vcpu) {
				trap = taken;
			}
			return false;
		});
		try {
			return control.one(vcpu);
		} finally {
			control.watch().endStep(control.vm());
		}
	}

	private Optional<StopEvent> over(int index) {
		Vcpu vcpu = control.vm().vcpus().get(index);
		long pc = vcpu.pc();
		PrivilegeMode mode = vcpu.mode();
		long satp = Goal.satp(vcpu);
		long sp = vcpu.x(SP);
		Optional<Decoded> instruction = code.at(index, pc);
		long next = pc + instruction.map(Decoded::length).orElse(4);
		boolean call = instruction.filter(Stepper::isCall).isPresent();
		Goal behind = Goal.back(vcpu, next);
		for (int retry = 0; retry < MOST_RETRIES; retry++) {
			Optional<StopEvent> other = into(index);
			if (other.isPresent()) {
				return other;
			}
			if (trap != null) {
				other = handled(index, Goal.afterTrap(index, mode, satp, sp));
				if (other.isPresent()) {
					return other;
				}
				if (vcpu.pc() == pc) {
					continue;
				}
				return Optional.empty();
			}
			if (call && vcpu.pc() != next) {
				Optional<StopEvent> inside = control.here(index);
				return inside.isPresent() ? inside : control.run(Optional.of(behind));
			}
			if (vcpu.state() == VcpuState.WAITING) {
				return control.run(Optional.of(behind));
			}
			return Optional.empty();
		}
		return Optional.empty();
	}

	/** Runs the handler of the trap just taken to its return. */
	private Optional<StopEvent> handled(int index, Goal goal) {
		Optional<StopEvent> inside = control.here(index);
		if (inside.isPresent()) {
			return inside;
		}
		control.watch().step(control.vm(), event -> event instanceof VmEvent.TrapReturn back && back.place().vcpu() == index
				&& back.to() == goal.mode());
		try {
			return control.run(Optional.of(goal));
		} finally {
			control.watch().endStep(control.vm());
		}
	}

	private Optional<StopEvent> toReturn(int index) {
		Vcpu vcpu = control.vm().vcpus().get(index);
		Optional<Frame> caller = control.caller(index);
		trap = null;
		if (caller.isPresent()) {
			return caller.get().note().isEmpty() ? control.run(Optional.of(Goal.caller(vcpu, caller.get())))
					: handlerReturn(index, vcpu.mode());
		}
		return Optional.of(control.stop(StopKind.STEP, index, "There is no caller to return to from " + control.place(index),
				List.of(), Optional.empty()));
	}

	private Optional<StopEvent> handlerReturn(int index, PrivilegeMode mode) {
		int[] nested = new int[1];
		control.watch().step(control.vm(), event -> switch (event) {
			case VmEvent.TrapTaken taken when taken.place().vcpu() == index && taken.to() == mode -> {
				nested[0]++;
				yield false;
			}
			case VmEvent.TrapReturn back when back.place().vcpu() == index && back.place().mode() == mode ->
				nested[0]-- <= 0;
			default -> false;
		});
		try {
			return control.run(Optional.of(Goal.wherever(control.vm().vcpus().get(index))));
		} finally {
			control.watch().endStep(control.vm());
		}
	}

	private Optional<StopEvent> line(int index, StepKind kind) {
		Vcpu vcpu = control.vm().vcpus().get(index);
		Optional<SourceLocation> from = control.line(index);
		long sp = vcpu.x(SP);
		for (int i = 0; i < MOST_ON_A_LINE; i++) {
			Optional<StopEvent> other = kind == StepKind.INTO ? into(index) : over(index);
			if (other.isPresent() || from.isEmpty()) {
				return other;
			}
			Optional<SourceLocation> now = control.line(index);
			boolean deeper = kind == StepKind.OVER && Long.compareUnsigned(vcpu.x(SP), sp) < 0
					&& now.isPresent() && !now.get().file().equals(from.get().file());
			if (now.isPresent() && !now.equals(from) && !deeper || trap != null && kind == StepKind.INTO) {
				return Optional.empty();
			}
		}
		return Optional.empty();
	}

	/** Unprivileged 2.5.1: a jump that links in ra or t0 is a call. */
	private static boolean isCall(Decoded decoded) {
		Decoded plain = decoded.expanded();
		return (plain.instruction() == RvI.JAL || plain.instruction() == RvI.JALR) && (plain.rd() == 1 || plain.rd() == 5)
				&& Decoder.length(plain.word()) == 4;
	}
}

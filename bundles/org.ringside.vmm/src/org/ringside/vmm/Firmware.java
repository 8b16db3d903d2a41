/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.Optional;

import org.ringside.isa.ExceptionCause;
import org.ringside.machine.HartStop;
import org.ringside.vmm.sbi.Sbi;
import org.ringside.vmm.sbi.SbiCall;
import org.ringside.vmm.sbi.SbiResult;

/**
 * Acts as the machine-mode software of a supervisor kernel: carries out its SBI calls and hands back to it the traps
 * that were not delegated. The same for every technique.
 */
final class Firmware {
	private record Told(int vcpu, long pc, long retired) {
	}

	private final GuestCore core;
	/** The call whose event stopped the run: it is carried out when the run goes on, without telling it again. */
	private Optional<Told> told = Optional.empty();

	Firmware(GuestCore core) {
		this.core = core;
	}

	/** A trap that M-mode takes; registers and pc are in the vCPU's state hart. */
	void trap(GuestVcpu vcpu, HartStop.MonitorTrap trap) {
		if (trap.cause() == ExceptionCause.ECALL_FROM_S) {
			call(vcpu);
		} else {
			// What firmware does not emulate, it redirects to the supervisor.
			vcpu.state.takeTrap(trap.cause().number(), trap.value(), true);
		}
	}

	/** M-mode interrupts are never enabled by a supervisor, and its own are delegated. */
	void interrupt(GuestVcpu vcpu, HartStop.MonitorInterrupt interrupt) {
		throw new IllegalStateException("Machine interrupt " + interrupt.interrupt() + " of vCPU " + vcpu.index()
				+ " is enabled without machine-mode software");
	}

	private void call(GuestVcpu vcpu) {
		var hart = vcpu.state;
		SbiCall call = callOf(vcpu);
		EventPlace place = core.place(vcpu, hart.pc());
		Told now = new Told(vcpu.index(), hart.pc(), vcpu.retired());
		boolean again = told.isPresent() && told.get().equals(now);
		told = Optional.empty();
		if (!again && core.events().wantsCall(EventKind.HYPERCALL, call)
				&& core.events().publish(new VmEvent.Hypercall(place, call, true))) {
			told = Optional.of(now);
			return;
		}
		core.count(ExitReason.SBI);
		SbiResult result = Sbi.call(core.platform(), vcpu.index(), call);
		if (result.kind() == SbiResult.Kind.GONE) {
			return;
		}
		hart.setX(10, result.a0());
		if (result.kind() == SbiResult.Kind.PAIR) {
			hart.setX(11, result.a1());
		}
		hart.setPc(hart.pc() + 4);
		if (core.events().wantsCall(EventKind.HYPERCALL_RETURN, call)) {
			boolean pair = result.kind() == SbiResult.Kind.PAIR;
			core.events().publish(new VmEvent.HypercallReturn(place, call, pair ? result.a0() : 0,
					pair ? result.a1() : result.a0()));
		}
	}

	/** The call that the argument registers make. */
	static SbiCall callOf(GuestVcpu vcpu) {
		var hart = vcpu.state;
		return SbiCall.of(hart.x(17), hart.x(16), hart.x(10), hart.x(11), hart.x(12), hart.x(13), hart.x(14), hart.x(15));
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.ringside.machine.AdvancedState.DPR;
import static org.ringside.machine.AdvancedState.LOCAL_INTERRUPTS;
import static org.ringside.machine.AdvancedState.VTI;
import static org.ringside.machine.HypervisorState.HYPERVISOR_INTERRUPTS;
import static org.ringside.machine.HypervisorState.VS_INTERRUPTS;
import static org.ringside.machine.PrivilegedState.MEI;
import static org.ringside.machine.PrivilegedState.SEI;

import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Which interrupts are pending for whom, and which comes first, on a hart with the Advanced Interrupt Architecture (AIA 1.0,
 * chapters 5 and 6).
 */
final class AdvancedInterrupts {

	private static final int FIRST_SHOWN = 1;
	/** Interrupts that hviprio1 and hviprio2 give a priority, by byte; -1 for bytes that are read-only zeros. */
	private static final int[] PRIORITIZED = {-1, 1, -1, 5, -1, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23};

	private final PrivilegedState s;
	private final AdvancedState a;
	private final byte[] guestPriorities = new byte[64];
	private Optional<InterruptFiles> files = Optional.empty();
	private IntSupplier machineExternal = () -> 0;
	private IntSupplier supervisorExternal = () -> 0;

	AdvancedInterrupts(PrivilegedState state) {
		s = state;
		a = state.aia;
	}

	void connect(InterruptFiles connected) {
		connect(connected.machine()::top, connected.supervisor()::top);
		files = Optional.of(connected);
	}

	/** Who tells the priority of the external interrupt that is signalled, 0 for none. */
	void connect(IntSupplier machine, IntSupplier supervisor) {
		machineExternal = machine;
		supervisorExternal = supervisor;
	}

	/** The interrupt files of the hart, if it has an IMSIC. */
	Optional<InterruptFiles> files() {
		return files;
	}

	/** The file that hstatus.VGEIN selects, if there is one. */
	Optional<InterruptFile> guestFile() {
		int selected = (int) ((s.hstatus & HypervisorState.VGEIN) >>> HypervisorState.VGEIN_SHIFT);
		return files.filter(all -> selected >= 1 && selected <= all.guests().size()).map(all -> all.guests().get(selected - 1));
	}

	// ---- M-mode and S-mode

	/** The bits of mvip that stand in for those of mip where mvien says so. */
	long injected() {
		return a.mvip | s.mipSoftware & 1L << SEI;
	}

	/** The interrupts below those of the hypervisor that sip and sie have from mvip and from their own enable bits. */
	long filtered() {
		return a.mvien & ~s.mideleg;
	}

	/** sip as far as the hypervisor's interrupts are not concerned. */
	long sip() {
		return (s.mip() & s.mideleg | injected() & filtered()) & ~HYPERVISOR_INTERRUPTS;
	}

	/** sie, likewise. */
	long sie() {
		return (s.mie & s.mideleg | a.sie & filtered()) & ~HYPERVISOR_INTERRUPTS;
	}

	/** hideleg as it is in effect: of the interrupts from 13 on, S-mode can only pass on what it has itself. */
	long hideleg() {
		return s.hideleg & (VS_INTERRUPTS | (s.mideleg | a.mvien) & LOCAL_INTERRUPTS);
	}

	private long machinePending() {
		return s.mip() & s.mie & ~s.mideleg;
	}

	private long supervisorPending() {
		return (sip() & sie() | s.mip() & s.mie & HYPERVISOR_INTERRUPTS) & ~hideleg();
	}

	private int machineTop(long pending) {
		return InterruptOrder.first(pending, a.machinePriorities, MEI, external(MEI, machineExternal));
	}

	private int supervisorTop(long pending) {
		return InterruptOrder.first(pending, a.supervisorPriorities, SEI, external(SEI, supervisorExternal));
	}

	/** The priority that the controller gives an external interrupt, if it is the controller that signals one. */
	private int external(int interrupt, IntSupplier controller) {
		int top = (s.mipLines >>> interrupt & 1) != 0 ? controller.getAsInt() : 0;
		return top != 0 ? top : InterruptOrder.UNKNOWN_EXTERNAL;
	}

	long mtopi() {
		long pending = machinePending();
		return pending == 0 ? 0 : InterruptOrder.shown(machineTop(pending));
	}

	long stopi() {
		long pending = supervisorPending();
		return pending == 0 ? 0 : InterruptOrder.shown(supervisorTop(pending));
	}

	// ---- guests

	/** vsip: the interrupts of hip one place lower, and from 13 on what hideleg and hvien let through. */
	long vsip() {
		long hideleg = hideleg();
		return (s.mip() & hideleg & VS_INTERRUPTS) >>> 1 | (sip() & hideleg | a.hvip & a.hvien & ~hideleg) & LOCAL_INTERRUPTS;
	}

	/** vsie, likewise. */
	long vsie() {
		long hideleg = hideleg();
		return (s.mie & hideleg & VS_INTERRUPTS) >>> 1 | (sie() & hideleg | a.vsie & a.hvien & ~hideleg) & LOCAL_INTERRUPTS;
	}

	/** vstopi (AIA 1.0, 6.3.3): of the external interrupt and one other, that which comes first. */
	long vstopi() {
		long pending = vsip() & vsie();
		int external = (pending >>> SEI & 1) != 0 ? InterruptOrder.pair(SEI, guestExternal()) : -1;
		int other = guestOther(pending & ~(1L << SEI));
		if (external < 0 && other < 0) {
			return 0;
		}
		int first = external < 0 || other >= 0 && otherFirst(other, external) ? other : external;
		return (a.hvictl & AdvancedState.IPRIOM) != 0 ? InterruptOrder.shown(first)
				: (long) InterruptOrder.interrupt(first) << AdvancedState.IID_SHIFT | FIRST_SHOWN;
	}

	private int injectedInterrupt() {
		return (int) (a.hvictl >>> AdvancedState.IID_SHIFT & AdvancedState.IID);
	}

	private int guestExternal() {
		int fromFile = guestFile().map(InterruptFile::top).orElse(0);
		if (fromFile != 0) {
			return fromFile;
		}
		int fromControl = (int) (a.hvictl & AdvancedState.IPRIO);
		return (s.hstatus & HypervisorState.VGEIN) == 0 && injectedInterrupt() == SEI && fromControl != 0 ? fromControl
				: InterruptOrder.UNKNOWN_EXTERNAL;
	}

	/** A pair, or -1. */
	private int guestOther(long pending) {
		if ((a.hvictl & VTI) == 0) {
			return pending == 0 ? -1 : InterruptOrder.first(pending, guestPriorities(), SEI, InterruptOrder.UNKNOWN_EXTERNAL);
		}
		int interrupt = injectedInterrupt();
		int priority = (int) (a.hvictl & AdvancedState.IPRIO);
		int number = priority != 0 ? priority : (a.hvictl & DPR) == 0 ? InterruptOrder.FIRST : InterruptOrder.LAST;
		return interrupt == SEI ? -1 : InterruptOrder.pair(interrupt, number);
	}

	private boolean otherFirst(int other, int external) {
		int difference = InterruptOrder.number(other) - InterruptOrder.number(external);
		if (difference != 0) {
			return difference < 0;
		}
		return (a.hvictl & VTI) != 0 ? (a.hvictl & DPR) == 0 : InterruptOrder.before(InterruptOrder.interrupt(other), SEI);
	}

	private byte[] guestPriorities() {
		for (int i = 0; i < PRIORITIZED.length; i++) {
			if (PRIORITIZED[i] >= 0) {
				guestPriorities[PRIORITIZED[i]] = (byte) ((i < 8 ? a.hviprio1 : a.hviprio2) >>> (i & 7) * 8);
			}
		}
		return guestPriorities;
	}

	// ---- what the hart asks

	/** What {@link TrapUnit#pendingInterrupt} tells. */
	int due() {
		long machine = machinePending();
		if (machine != 0 && (s.mode < 3 || (s.mstatus & PrivilegedState.MIE) != 0)) {
			return TrapUnit.due(TrapUnit.MACHINE, InterruptOrder.interrupt(machineTop(machine)));
		}
		long supervisor = supervisorPending();
		if (supervisor != 0 && (s.mode < 1 || s.virtual || s.mode == 1 && (s.mstatus & PrivilegedState.SIE) != 0)) {
			return TrapUnit.due(TrapUnit.SUPERVISOR, InterruptOrder.interrupt(supervisorTop(supervisor)));
		}
		if (s.virtual && (s.mode < 1 || (s.vsstatus & PrivilegedState.SIE) != 0)) {
			long guest = vstopi();
			return guest == 0 ? -1 : TrapUnit.due(TrapUnit.GUEST, (int) (guest >>> AdvancedState.IID_SHIFT));
		}
		return -1;
	}

	/** Whether an interrupt is pending at any level, which ends {@code wfi} (AIA 1.0, section 5.5). */
	boolean wakes() {
		return machinePending() != 0 || supervisorPending() != 0 || vstopi() != 0;
	}
}

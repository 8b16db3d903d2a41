/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.List;
import java.util.OptionalLong;

import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.paging.Pte;
import org.ringside.machine.Access;
import org.ringside.machine.Hart;
import org.ringside.machine.HartStop;
import org.ringside.machine.Walk;
import org.ringside.vmm.ShadowMapping.View;
import org.ringside.vmm.shadow.ShadowRoot;
import org.ringside.vmm.shadow.ShadowSpace;
import org.ringside.vmm.tables.Translation;

/** Keeps the machine's MMU in step with what a virtual hart may see: chooses its shadow table and deals with its page faults. */
final class ShadowPager {
	private static final long MPRV = 1L << 17;
	private static final long SUM = 1L << 18;
	private static final long MXR = 1L << 19;
	private static final int MPP_SHIFT = 11;
	private static final long VIEW_BITS = MPRV | SUM | MXR | 3L << MPP_SHIFT;
	private static final int UNTRANSLATED_LEVELS = 3;

	private final GuestCore core;
	private final Shadowing shadowing;
	private final EmulatedVcpu vcpu;
	private final Hart state;
	private final Hart machine;
	private final ShadowSpace space;

	private ShadowRoot root;
	private PrivilegeMode chosenMode;
	private long chosenSatp;
	private long chosenStatus;
	private int emulations;
	private int drops;

	ShadowPager(GuestCore core, Shadowing shadowing, EmulatedVcpu vcpu, Hart machine) {
		this.core = core;
		this.shadowing = shadowing;
		this.vcpu = vcpu;
		this.state = vcpu.state;
		this.machine = machine;
		this.space = new ShadowSpace(machine.bus(), shadowing.frames());
		machine.switchAddressSpace(space.blank().satp());
	}

	ShadowSpace space() {
		return space;
	}

	/** Counts emulated instructions and traps, modulo 2 to the 32nd. */
	int emulations() {
		return emulations;
	}

	void noteEmulations(long count) {
		emulations += (int) count;
	}

	/** Makes the machine's MMU use the table for the virtual hart's present mode and address space. */
	void chooseTable() {
		PrivilegeMode mode = state.mode();
		long satp = state.peekCsr(SupervisorCsrs.SATP);
		long status = state.peekCsr(MachineCsrs.MSTATUS) & VIEW_BITS;
		if (root != null && mode == chosenMode && satp == chosenSatp && status == chosenStatus && space.isLive(root)) {
			return;
		}
		chosenMode = mode;
		chosenSatp = satp;
		chosenStatus = status;
		View view = view(mode, satp, status);
		boolean translated = view != View.MACHINE && view != View.MPRV && view != View.PHYSICAL;
		ShadowRoot chosen = space.root(new ShadowRoot.Key(translated ? Translation.space(satp) : 0, view),
				translated ? Translation.levels(satp) : UNTRANSLATED_LEVELS);
		if (chosen != root || machine.peekCsr(SupervisorCsrs.SATP) != chosen.satp()) {
			root = chosen;
			machine.switchAddressSpace(chosen.satp());
			shadowing.rootSwitches++;
		}
		forgetDropped();
	}

	/** What was cached of tables that were given up to make room must not be found again under another table in the same frame. */
	private void forgetDropped() {
		if (space.drops() != drops) {
			drops = space.drops();
			machine.flushTlb();
		}
	}

	private static View view(PrivilegeMode mode, long satp, long status) {
		if (mode == PrivilegeMode.M) {
			boolean other = (status & MPRV) != 0 && (status >>> MPP_SHIFT & 3) != PrivilegeMode.M.encoding();
			return other ? View.MPRV : View.MACHINE;
		}
		if (Translation.levels(satp) == 0) {
			return View.PHYSICAL;
		}
		boolean mxr = (status & MXR) != 0;
		if (mode == PrivilegeMode.U) {
			return mxr ? View.USER_MXR : View.USER;
		}
		if ((status & SUM) != 0) {
			return mxr ? View.SUPERVISOR_SUM_MXR : View.SUPERVISOR_SUM;
		}
		return mxr ? View.SUPERVISOR_MXR : View.SUPERVISOR;
	}

	/** The view of the virtual hart's present state. */
	View view() {
		return view(state.mode(), state.peekCsr(SupervisorCsrs.SATP), state.peekCsr(MachineCsrs.MSTATUS) & VIEW_BITS);
	}

	/**
	 * A page fault of the machine. The guest's own tables decide whether it is a true fault, an access to a device or a
	 * table, or hidden from the guest.
	 */
	void fault(Access access, HartStop.MonitorTrap trap) {
		long va = trap.value();
		PrivilegeMode mode = access == Access.EXECUTE ? state.mode() : state.effectiveDataMode();
		Walk walk = state.walk(va, access, mode);
		if (!walk.allowed()) {
			shadowing.trueFaults++;
			vcpu.emulate(ExitReason.TRUE_FAULT, trap);
			return;
		}
		long gpa = walk.physical().getAsLong();
		if (!core.bus().isMemory(gpa)) {
			vcpu.emulate(ExitReason.MMIO, trap);
			return;
		}
		if (root.key().view() == View.MPRV && access != Access.EXECUTE) {
			vcpu.emulate(ExitReason.MPRV, trap);
			return;
		}
		if (!walk.steps().isEmpty()) {
			core.tables().walked(chosenSatp, va, walk.steps());
		}
		if (access == Access.WRITE && core.bus().isTracked(gpa)) {
			shadowing.tableWrites++;
			vcpu.emulate(ExitReason.TABLE_WRITE, trap);
			return;
		}
		int protection = state.pageProtection(gpa, mode);
		long flags = protection < 0 ? 0 : flags(walk, access, mode, gpa, protection);
		if ((flags & wanted(access)) == 0) {
			vcpu.emulate(ExitReason.PROTECTION, trap);
			return;
		}
		fill(va, gpa, flags, trap);
	}

	private void fill(long va, long gpa, long flags, HartStop.MonitorTrap trap) {
		OptionalLong frame = shadowing.memory().frameFor(gpa);
		if (frame.isEmpty()) {
			return; // no frame left: the run loop sees that and stops the guest
		}
		space.map(root, va, frame.getAsLong(), flags, gpa);
		forgetDropped();
		core.count(ExitReason.HIDDEN_FAULT);
		shadowing.hiddenFaults++;
		shadowing.fills++;
		if (core.events().wants(EventKind.SHADOW_FILL)) {
			core.events().publish(new VmEvent.ShadowFill(core.place(vcpu, vcpu.pc()), va & -4096, gpa & -4096,
					frame.getAsLong(), Pte.permissions(flags & ~Pte.U).substring(0, 3)));
		}
		if (core.events().wants(EventKind.VM_EXIT)) {
			core.events().publish(new VmEvent.VmExit(core.place(vcpu, vcpu.pc()), ExitReason.HIDDEN_FAULT,
					trap.cause().number(), va));
		}
	}

	private static long wanted(Access access) {
		return switch (access) {
			case READ -> Pte.R;
			case WRITE -> Pte.W;
			case EXECUTE -> Pte.X;
		};
	}

	/** The bits of the shadow entry: what guest tables, view, physical memory protection and watching together allow. */
	private long flags(Walk walk, Access access, PrivilegeMode mode, long gpa, int protection) {
		List<Walk.Step> steps = walk.steps();
		long leaf = steps.isEmpty() ? Pte.R | Pte.W | Pte.X | Pte.D
				: steps.get(steps.size() - 1).pte() | (access == Access.WRITE ? Pte.D : 0);
		boolean mxr = (chosenStatus & MXR) != 0;
		boolean read = (leaf & Pte.R) != 0 || mxr && (leaf & Pte.X) != 0;
		boolean write = (leaf & Pte.W) != 0;
		boolean execute = (leaf & Pte.X) != 0;
		if (!steps.isEmpty()) {
			boolean userPage = (leaf & Pte.U) != 0;
			boolean open = mode == PrivilegeMode.U ? userPage : !userPage || (chosenStatus & SUM) != 0;
			read &= open;
			write &= open;
			execute &= userPage == (mode == PrivilegeMode.U);
		}
		boolean data = root.key().view() != View.MPRV;
		read &= data && (protection & 1) != 0;
		write &= data && (protection & 2) != 0 && read;
		execute &= (protection & 4) != 0;
		long why = 0;
		if (write && (leaf & Pte.D) == 0) {
			why |= ShadowSpace.CLEAN;
		}
		if (write && core.bus().isTracked(gpa)) {
			why |= ShadowSpace.TABLE;
		}
		return Pte.V | Pte.U | Pte.A | Pte.D | why | (read ? Pte.R : 0) | (write && why == 0 ? Pte.W : 0)
				| (execute ? Pte.X : 0);
	}

	/** Physical memory protection of the virtual hart changed: every entry may allow too much. */
	void protectionChanged() {
		shadowing.invalidations += forgetAll();
	}

	/** Gives up all tables; returns how many entries there were. */
	int forgetAll() {
		int gone = space.dropAll();
		leaveDroppedTable();
		return gone;
	}

	/** The machine's MMU must not walk frames that can become something else. */
	private void leaveDroppedTable() {
		if (root != null && !space.isLive(root)) {
			root = null;
			machine.switchAddressSpace(space.blank().satp());
		}
		machine.flushTlb();
	}

	/** Withdraws a range of an address space in all its views; returns how many entries there were. */
	int withdraw(long spaceKey, long first, long last) {
		int gone = 0;
		for (ShadowRoot table : space.views(spaceKey)) {
			gone += space.unmap(table, first, last);
		}
		if (gone > 0) {
			// Shadow tables have pages of 4 KiB only.
			if (first >>> 12 == last >>> 12) {
				machine.flushTlb(first, 0);
			} else {
				machine.flushTlb();
			}
		}
		return gone;
	}

	/** Gives up all tables of an address space. */
	int forget(long spaceKey) {
		int gone = 0;
		for (ShadowRoot table : space.views(spaceKey)) {
			gone += table.entries();
			space.drop(table);
		}
		leaveDroppedTable();
		return gone;
	}

	/** Withholds writing to a page of the guest. */
	void protect(long gpa, long hpa) {
		if (space.protect(gpa, hpa, ShadowSpace.TABLE) > 0) {
			machine.flushTlb();
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.ArrayList;
import java.util.List;

import org.ringside.devices.board.VirtBoard;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.paging.Pte;
import org.ringside.machine.PhysicalBus;
import org.ringside.vmm.ShadowMapping.State;
import org.ringside.vmm.ShadowMapping.View;
import org.ringside.vmm.shadow.ShadowRoot;
import org.ringside.vmm.shadow.ShadowSpace;
import org.ringside.vmm.tables.Translation;

/** Lists the guest's mappings beside the shadow entries made from them, for one vCPU, view and range of addresses. */
final class ShadowListing {
	/** Mappings counted at most, so that a table full of nonsense ends too. */
	private static final int MOST = 2_000_000;
	private static final String NONE = "---";

	private final GuestCore core;
	private final ShadowQuery query;
	private final View view;
	private final long satp;
	private final int levels;
	private final ShadowSpace space;
	private final java.util.Optional<ShadowRoot> root;
	private final List<ShadowMapping> rows = new ArrayList<>();
	private int total;

	ShadowListing(GuestCore core, EmulatedVcpu vcpu, ShadowQuery query) {
		this.core = core;
		this.query = query;
		this.view = query.view().orElseGet(() -> vcpu.pager().view());
		boolean translated = view != View.PHYSICAL && view != View.MACHINE && view != View.MPRV;
		this.satp = translated ? vcpu.state.peekCsr(SupervisorCsrs.SATP) : 0;
		this.levels = Translation.levels(satp);
		this.space = vcpu.pager().space();
		this.root = space.find(new ShadowRoot.Key(Translation.space(satp), view));
	}

	ShadowPage list() {
		boolean complete = true;
		if (levels == 0) {
			root.ifPresent(table -> space.visit(table, query.firstGva(), query.lastGva(), this::untranslated));
		} else {
			complete = guestTable(Translation.root(satp), levels - 1, 0);
		}
		return new ShadowPage(rows, total, complete);
	}

	private boolean untranslated(long va, long pte) {
		row(va, 4096, va, Pte.R | Pte.W | Pte.X | Pte.D, pte);
		return total < MOST;
	}

	private boolean guestTable(long table, int level, long offset) {
		PhysicalBus bus = core.bus();
		if (!bus.isMemory(table)) {
			return true;
		}
		for (int index = 0; index < Translation.ENTRIES; index++) {
			long low = Translation.canonical(offset | (long) index << Translation.shift(level), levels);
			long high = low + (1L << Translation.shift(level)) - 1;
			if (Long.compareUnsigned(high, query.firstGva()) < 0 || Long.compareUnsigned(low, query.lastGva()) > 0) {
				continue;
			}
			long pte = bus.read(table + 8L * index, 8);
			if ((pte & Pte.V) == 0) {
				continue;
			}
			if (Translation.isPointer(pte)) {
				if (level > 0 && !guestTable(Pte.address(pte), level - 1, low)) {
					return false;
				}
			} else if (!leaf(low, level, pte)) {
				return false;
			}
		}
		return true;
	}

	private boolean leaf(long gva, int level, long pte) {
		if (total >= MOST) {
			return false;
		}
		if (level == 0) {
			row(gva, 4096, Pte.address(pte), pte, root.map(table -> space.entry(table, gva)).orElse(0L));
			return true;
		}
		long size = 1L << Translation.shift(level);
		if (!query.presentOnly()) {
			row(gva, size, Pte.address(pte), pte, 0);
		}
		root.ifPresent(table -> space.visit(table, gva, gva + size - 1, (va, entry) -> {
			row(va, 4096, Pte.address(pte) + (va - gva), pte, entry);
			return total < MOST;
		}));
		return true;
	}

	private void row(long gva, long size, long gpa, long guest, long shadow) {
		boolean present = (shadow & Pte.V) != 0;
		if (!present && query.presentOnly()) {
			return;
		}
		int index = total++;
		if (index < query.offset() || rows.size() >= query.limit()) {
			return;
		}
		State state = state(gpa, guest, shadow, present);
		rows.add(new ShadowMapping(gva, size, gpa, present ? Pte.address(shadow) : -1, permissions(guest),
				present ? permissions(shadow & ~Pte.U).substring(0, 3) : NONE, view, satp, state, why(state, gva, size, guest, shadow)));
	}

	private static String permissions(long pte) {
		return Pte.permissions(pte);
	}

	private State state(long gpa, long guest, long shadow, boolean present) {
		if (!core.bus().isMemory(gpa)) {
			return State.DEVICE;
		}
		if (!present) {
			return closed(guest) ? State.CLOSED_TO_VIEW : State.NOT_YET_FILLED;
		}
		var frame = core.memory().machineAddress(gpa);
		if (frame.isEmpty() || (frame.getAsLong() & -4096) != Pte.address(shadow)) {
			return State.STALE;
		}
		if ((shadow & ShadowSpace.TABLE) != 0) {
			return State.WRITE_PROTECTED_TABLE;
		}
		if ((shadow & ShadowSpace.CLEAN) != 0) {
			return State.WRITE_PROTECTED_DIRTY;
		}
		return State.PRESENT;
	}

	private boolean closed(long guest) {
		boolean userPage = (guest & Pte.U) != 0;
		boolean sum = view == View.SUPERVISOR_SUM || view == View.SUPERVISOR_SUM_MXR;
		return levels > 0 && (view.user() ? !userPage : userPage && !sum);
	}

	private String why(State state, long gva, long size, long guest, long shadow) {
		return switch (state) {
			case PRESENT -> difference(guest, shadow);
			case NOT_YET_FILLED -> size > 4096
					? "The guest maps a page of " + Sizes.text(size) + "; shadow entries of 4 KiB are made as it is touched."
					: (guest & Pte.A) == 0 ? "Not touched since the guest made the mapping: the first access makes the shadow entry."
							: "Not touched in this view since its shadow table was made or the guest's entry changed.";
			case WRITE_PROTECTED_TABLE -> "The frame holds one of the guest's page tables: each store to it is emulated, so that the shadow follows.";
			case WRITE_PROTECTED_DIRTY -> "The guest's dirty bit is clear: the first store traps once to set it.";
			case WRITE_PROTECTED -> "Writes to the frame are watched.";
			case CLOSED_TO_VIEW -> view.user() ? "The guest's entry has U=0: user mode may not touch it."
					: "The guest's entry has U=1 and sstatus.SUM is 0: supervisor mode may not touch it.";
			case DEVICE -> "A device answers there: each access is emulated and no entry is ever made.";
			case STALE -> "The shadow entry leads to another frame than the guest's memory has there now.";
		};
	}

	private String difference(long guest, long shadow) {
		long lost = guest & ~shadow & (Pte.R | Pte.W | Pte.X);
		if (levels == 0) {
			return "The guest does not translate addresses in this mode; the machine does it for the guest's memory from 0x%x on."
					.formatted(VirtBoard.RAM);
		}
		if (lost == 0) {
			return (shadow & ~guest & Pte.R) != 0 ? "MXR makes the executable page readable." : "All that the guest's entry allows.";
		}
		if ((lost & Pte.X) != 0 && (guest & Pte.U) != 0 && !view.user()) {
			return "Supervisor mode may not execute a page with U=1.";
		}
		return "The guest's physical memory protection (PMP) takes permissions away.";
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.timeline;

import java.util.Optional;

import org.ringside.eclipse.ui.perspective.ThemeColor;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.VmEvent;

/** The rows of the timeline: which events share one, and in which colour they are drawn. */
enum Lane {
	/** Exceptions and interrupts taken by the guest, and returns from them. */
	TRAPS("Traps", ThemeColor.TRAP),
	/** SBI calls. */
	HYPERCALLS("Hypercalls", ThemeColor.HYPERCALL),
	/** Writes to the guest's page tables and changes of the address space. */
	TABLES("Page tables", ThemeColor.TABLE_WRITE),
	/** Exits to the monitor and what it does to the shadow tables. */
	MONITOR("Monitor", ThemeColor.EXIT);

	private final String title;
	private final ThemeColor color;

	Lane(String title, ThemeColor color) {
		this.title = title;
		this.color = color;
	}

	String title() {
		return title;
	}

	ThemeColor color() {
		return color;
	}

	/** The lane of an event kind. */
	static Lane of(EventKind kind) {
		return switch (kind) {
		case TRAP_TAKEN, TRAP_RETURN -> TRAPS;
		case HYPERCALL, HYPERCALL_RETURN -> HYPERCALLS;
		case PAGE_TABLE_WRITE, ADDRESS_SPACE_SWITCH -> TABLES;
		case VM_EXIT, SHADOW_FILL, SHADOW_INVALIDATE -> MONITOR;
		};
	}

	/** Whether an event is drawn short: the end of something that is drawn already. */
	static boolean minor(VmEvent event) {
		return event instanceof VmEvent.TrapReturn || event instanceof VmEvent.HypercallReturn
				|| event instanceof VmEvent.ShadowFill || event instanceof VmEvent.ShadowInvalidate;
	}

	/** A word for the kind of an event, as the list shows it. */
	static String word(VmEvent event) {
		return switch (event) {
		case VmEvent.TrapTaken trap -> trap.interrupt() ? "interrupt" : "exception";
		case VmEvent.TrapReturn ret -> "trap return";
		case VmEvent.Hypercall call -> "hypercall";
		case VmEvent.HypercallReturn ret -> "hypercall return";
		case VmEvent.PageTableWrite write -> "page-table write";
		case VmEvent.VmExit exit -> "VM exit";
		case VmEvent.ShadowFill fill -> "shadow fill";
		case VmEvent.ShadowInvalidate invalidate -> "shadow invalidate";
		case VmEvent.AddressSpaceSwitch change -> "address space";
		};
	}

	/** The lane with a title, for restoring what was hidden. */
	static Optional<Lane> named(String name) {
		for (Lane lane : values()) {
			if (lane.name().equals(name)) {
				return Optional.of(lane);
			}
		}
		return Optional.empty();
	}
}

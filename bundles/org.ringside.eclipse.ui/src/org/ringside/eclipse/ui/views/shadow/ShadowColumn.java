/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.shadow;

import org.ringside.vmm.ShadowMapping;
import org.ringside.vmm.ShadowMapping.State;

/** The columns of the <em>Shadow Mappings</em> view: title, first width and what stands in a cell. */
enum ShadowColumn {
	/** Guest-virtual address, with the mark of a change since the last stop. */
	GVA("gVA", 20, "Guest-virtual address: what the guest's software uses"),
	/** Size of the page. */
	SIZE("Size", 7, "Size of the page in the guest's table"),
	/** Guest-physical address. */
	GPA("gPA", 14, "Guest-physical address: what the guest's own page table maps it to"),
	/** Machine address. */
	HPA("hPA", 14, "Machine address: the frame that the shadow page table maps it to"),
	/** The guest's permissions. */
	GUEST("Guest", 9, "Permissions in the guest's page-table entry"),
	/** The shadow entry's permissions. */
	SHADOW("Shadow", 9, "Permissions in the monitor's shadow entry, which the machine's MMU obeys"),
	/** The view of the guest that the shadow table serves. */
	VIEW("View", 9, "Privilege mode of the guest (and SUM, MXR) that this shadow table serves"),
	/** The state. */
	STATE("State", 26, "State of the shadow entry"),
	/** The explanation. */
	WHY("Why", 90, "Why guest and shadow permissions differ");

	private final String title;
	private final int characters;
	private final String toolTip;

	ShadowColumn(String title, int characters, String toolTip) {
		this.title = title;
		this.characters = characters;
		this.toolTip = toolTip;
	}

	String title() {
		return title;
	}

	int characters() {
		return characters;
	}

	String toolTip() {
		return toolTip;
	}

	/** What stands in this column for a mapping. */
	String text(ShadowMapping mapping) {
		return switch (this) {
		case GVA -> address(mapping.gva());
		case SIZE -> size(mapping.size());
		case GPA -> mapping.gpa() == -1 ? "" : address(mapping.gpa());
		case HPA -> mapping.hpa() == -1 ? "" : address(mapping.hpa());
		case GUEST -> mapping.guestPermissions();
		case SHADOW -> mapping.shadowPermissions();
		case VIEW -> mapping.view().text();
		case STATE -> words(mapping.state());
		case WHY -> mapping.why();
		};
	}

	/** The state in words. */
	static String words(State state) {
		return switch (state) {
		case PRESENT -> "present";
		case NOT_YET_FILLED -> "not yet filled";
		case WRITE_PROTECTED_TABLE -> "write-protected: page table";
		case WRITE_PROTECTED_DIRTY -> "write-protected: dirty bit";
		case WRITE_PROTECTED -> "write-protected: watched";
		case CLOSED_TO_VIEW -> "closed to this view";
		case DEVICE -> "device, emulated";
		case STALE -> "stale";
		};
	}

	private static String address(long value) {
		return "0x" + Long.toHexString(value);
	}

	private static String size(long bytes) {
		if (bytes >= 1L << 30 && bytes % (1L << 30) == 0) {
			return (bytes >> 30) + " GiB";
		}
		if (bytes >= 1L << 20 && bytes % (1L << 20) == 0) {
			return (bytes >> 20) + " MiB";
		}
		return bytes % 1024 == 0 ? (bytes >> 10) + " KiB" : bytes + " B";
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;


/**
 * One page of the guest's address space: where its own tables and the monitor's shadow table send it, and why they differ.
 *
 * @param gva first guest-virtual address
 * @param size bytes, a page size of the guest's table (or 4096 where the shadow maps a part of it)
 * @param gpa guest-physical address the guest maps it to, or -1
 * @param hpa machine address the shadow entry maps it to, or -1
 * @param guestPermissions the guest's entry as letters, e.g. {@code "rwx-u"}; see {@link Permissions}
 * @param shadowPermissions the same of the shadow entry as the machine's U-mode sees it, or {@code "---"}
 * @param view which of the guest's views the shadow table serves
 * @param satp the guest's {@code satp} that the mapping belongs to
 * @param state what the shadow entry's state is
 * @param why one sentence on the difference between guest and shadow
 */
public record ShadowMapping(long gva, long size, long gpa, long hpa, String guestPermissions, String shadowPermissions,
		View view, long satp, State state, String why) {
	/** Whose eyes a shadow table serves: privilege mode of the guest and the bits that change what it may touch. */
	public enum View {
		/** Virtual U-mode. */
		USER("U"),
		/** Virtual U-mode with MXR. */
		USER_MXR("U+MXR"),
		/** Virtual S-mode. */
		SUPERVISOR("S"),
		/** Virtual S-mode with MXR. */
		SUPERVISOR_MXR("S+MXR"),
		/** Virtual S-mode with SUM. */
		SUPERVISOR_SUM("S+SUM"),
		/** Virtual S-mode with SUM and MXR. */
		SUPERVISOR_SUM_MXR("S+SUM+MXR"),
		/** Virtual S- or U-mode while {@code satp} is in bare mode. */
		PHYSICAL("untranslated"),
		/** Virtual M-mode. */
		MACHINE("M"),
		/** Virtual M-mode with MPRV: only fetches are mapped. */
		MPRV("M+MPRV");

		private final String text;

		View(String text) {
			this.text = text;
		}

		/** The view as the user reads it. */
		public String text() {
			return text;
		}

		/** Whether it is one of the views of virtual U-mode. */
		public boolean user() {
			return this == USER || this == USER_MXR;
		}
	}

	/** The state of a shadow entry. */
	public enum State {
		/** Filled, with all that the guest's entry allows. */
		PRESENT,
		/** The guest maps it; the shadow entry is made at the first access. */
		NOT_YET_FILLED,
		/** Write-protected because the frame holds one of the guest's page tables. */
		WRITE_PROTECTED_TABLE,
		/** Write-protected until the first store sets the guest's dirty bit. */
		WRITE_PROTECTED_DIRTY,
		/** Write-protected because the frame is watched for another reason. */
		WRITE_PROTECTED,
		/** Mapped by the guest but closed to this view (the U bit and SUM). */
		CLOSED_TO_VIEW,
		/** Mapped by the guest to a device: never filled, each access is emulated. */
		DEVICE,
		/** The guest's entry is gone or changed, the shadow entry is not yet withdrawn. */
		STALE
	}
}

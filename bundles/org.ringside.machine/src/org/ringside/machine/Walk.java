/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.ringside.isa.ExceptionCause;
import org.ringside.isa.PrivilegeMode;

/**
 * A translation told step by step: which tables were read, what each entry said, and what came of it. In VS-mode and
 * VU-mode it has two stages, and the address of each entry of the first one is translated by the second one too: its steps
 * stand before that entry.
 *
 * @param address       the virtual address
 * @param access        what the access wanted
 * @param mode          the effective privilege mode
 * @param scheme        of the first stage: {@code bare}, {@code Sv39}, {@code Sv48} or {@code Sv57}
 * @param root          physical address of the root table of the first stage, guest-physical in VS-mode and VU-mode; 0 if bare
 * @param guestScheme   of the G-stage: {@code bare}, {@code Sv39x4}, {@code Sv48x4} or {@code Sv57x4}; empty if there is only one
 *                      stage
 * @param steps         the entries in the order in which they were read
 * @param guestPhysical the guest-physical address that the first of two stages gives; where the G-stage faults, the one that it
 *                      does not translate, which may be that of an entry of the first stage
 * @param physical      the physical address, if the access is allowed
 * @param pageSize      bytes of the page that maps the address, the smaller one of both stages (4096 if bare); 0 if no leaf was found
 * @param fault         the exception that the access raises, if it does
 * @param reason        one sentence that says why it faults or how the address is mapped
 */
public record Walk(long address, Access access, PrivilegeMode mode, String scheme, long root, String guestScheme, List<Step> steps,
		OptionalLong guestPhysical, OptionalLong physical, long pageSize, Optional<ExceptionCause> fault, String reason) {

	/** Which translation an entry belongs to, as the specification names them. */
	public enum Stage {
		/** The only one, of addresses of S-mode and U-mode. */
		SINGLE("single-stage"),
		/** From guest-virtual to guest-physical addresses. */
		VS("VS-stage"),
		/** From guest-physical addresses to those of the machine. */
		G("G-stage");

		private final String title;

		Stage(String title) {
			this.title = title;
		}

		/** The name in the specification. */
		public String title() {
			return title;
		}
	}

	/**
	 * One table entry.
	 *
	 * @param stage      the translation that reads it
	 * @param translated the address that this stage translates: virtual, or guest-physical in the G-stage
	 * @param level      2 for the root of Sv39, 0 for the last level
	 * @param address    physical address of the entry on the hart's bus
	 * @param tableAddress the address of the entry as the entry above or the root register tells it: guest-physical in the VS-stage
	 * @param pte        its value
	 */
	public record Step(Stage stage, long translated, int level, long address, long tableAddress, long pte) {
		/** What the entry says, in words. */
		public String meaning() {
			return PageWalker.meaning(pte, level);
		}
	}

	/** Whether the access is allowed. */
	public boolean allowed() {
		return fault.isEmpty();
	}

	/** The entry that maps the address, where the walk came to a leaf; with two stages the one of the G-stage, if it has tables. */
	public Optional<Step> leaf() {
		return pageSize == 0 || steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
	}

	/** Collects the steps of one walk. */
	static final class Recorder {
		/** Whether the reason is to be found, too. */
		final boolean words;
		final List<Step> steps = new ArrayList<>();
		String scheme = "bare";
		String guestScheme = "";
		long root;
		OptionalLong guestPhysical = OptionalLong.empty();
		String reason = "";

		Recorder(boolean words) {
			this.words = words;
		}
	}
}

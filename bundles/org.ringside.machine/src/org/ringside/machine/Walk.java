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
 * A translation told step by step: which tables were read, what each entry said, and what came of it.
 *
 * @param address  the virtual address
 * @param access   what the access wanted
 * @param mode     the effective privilege mode
 * @param scheme   {@code bare}, {@code Sv39}, {@code Sv48} or {@code Sv57}
 * @param root     physical address of the root table; 0 if bare
 * @param steps    the entries read, root first
 * @param physical the physical address, if the access is allowed
 * @param pageSize bytes of the page that maps the address (4096 if bare); 0 if no leaf was found
 * @param fault    the exception that the access raises, if it does
 * @param reason   one sentence that says why it faults or how the address is mapped
 */
public record Walk(long address, Access access, PrivilegeMode mode, String scheme, long root, List<Step> steps,
		OptionalLong physical, long pageSize, Optional<ExceptionCause> fault, String reason) {

	/**
	 * One table entry.
	 *
	 * @param level   2 for the root of Sv39, 0 for the last level
	 * @param address physical address of the entry
	 * @param pte     its value
	 * @param meaning what it says, in words
	 */
	public record Step(int level, long address, long pte, String meaning) {
	}

	/** Whether the access is allowed. */
	public boolean allowed() {
		return fault.isEmpty();
	}

	/** The entry that maps the address, where the walk came to a leaf. */
	public Optional<Step> leaf() {
		return pageSize == 0 || steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
	}

	/** Collects the steps of one walk. */
	static final class Recorder {
		final List<Step> steps = new ArrayList<>();
		String scheme = "bare";
		long root;
		String reason = "";
	}
}

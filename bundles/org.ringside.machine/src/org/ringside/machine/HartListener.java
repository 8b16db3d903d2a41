/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.PrivilegeMode;

/**
 * Told of what a hart does, on the thread that runs it. It may read the hart and call {@link Hart#requestStopNow}; the
 * run then ends right after the trap entry or instruction of which it was told.
 */
public interface HartListener {

	/**
	 * A trap was taken: the hart is at its handler.
	 *
	 * @param cause     as in {@code xcause}, the interrupt bit included
	 * @param value     as in {@code xtval}
	 * @param epc       as in {@code xepc}
	 * @param from      the mode that was left
	 * @param to        the mode that handles it
	 */
	default void onTrap(Hart hart, long cause, long value, long epc, PrivilegeMode from, PrivilegeMode to) {
	}

	/** {@code mret} or {@code sret} was executed: the hart is at the instruction returned to. */
	default void onReturn(Hart hart, PrivilegeMode from, PrivilegeMode to) {
	}

	/** {@code satp} changed. */
	default void onSatpWrite(Hart hart, long oldValue, long newValue) {
	}

	/** {@code vsatp} changed while VS-mode executes, to which it is satp. */
	default void onGuestSatpWrite(Hart hart, long oldValue, long newValue) {
	}

	/**
	 * {@code sfence.vma} was executed.
	 *
	 * @param oneAddress whether it names an address; else it concerns all
	 * @param asid       the address space that it names, or 0 for all
	 */
	default void onFence(Hart hart, boolean oneAddress, long va, long asid) {
	}

	/** What satp is to the mode that executes, which listeners ask often: in VS-mode and VU-mode it is vsatp. 0 where there is none. */
	static long addressSpace(Hart hart) {
		return hart.state.virtual ? hart.state.vsatp : hart.state.satp;
	}
}

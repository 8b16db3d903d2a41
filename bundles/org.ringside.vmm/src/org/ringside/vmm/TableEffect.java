/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import org.ringside.isa.paging.Pte;


/** What a write to a page-table entry does to the address range the entry governs. */
public enum TableEffect {
	/** An invalid entry became valid. */
	MAP("maps"),
	/** A valid entry became invalid. */
	UNMAP("unmaps"),
	/** The entry points to another frame, or changed between leaf and pointer. */
	REMAP("remaps"),
	/** Same frame, other permissions (R, W, X, U, G). */
	PERMISSION("changes the permissions of"),
	/** Only the accessed or dirty bit changed. */
	AD("changes the accessed/dirty bits of"),
	/** Nothing that translation sees changed (software bits, or the same value). */
	OTHER("leaves unchanged");

	private static final long PERMISSIONS = Pte.R | Pte.W | Pte.X | Pte.U | Pte.G;
	private static final long AD_BITS = Pte.A | Pte.D;
	/** All that leads to memory: the page number and the bits above it. */
	private static final long ATTRIBUTES_AND_PPN = -1L << Pte.PPN_SHIFT;

	private final String verb;

	TableEffect(String verb) {
		this.verb = verb;
	}

	/** The verb for a sentence: "maps", "unmaps" … */
	public String verb() {
		return verb;
	}

	/** Compares two values of one entry (Privileged 4.4.1 for the bits). */
	public static TableEffect of(long oldPte, long newPte) {
		boolean was = Pte.isValid(oldPte);
		boolean is = Pte.isValid(newPte);
		if (!was || !is) {
			return was == is ? OTHER : is ? MAP : UNMAP;
		}
		long change = oldPte ^ newPte;
		boolean kindChanged = Pte.isLeaf(oldPte) != Pte.isLeaf(newPte);
		if (kindChanged || (change & ATTRIBUTES_AND_PPN) != 0) {
			return REMAP;
		}
		if ((change & PERMISSIONS) != 0) {
			return PERMISSION;
		}
		return (change & AD_BITS) != 0 ? AD : OTHER;
	}
}

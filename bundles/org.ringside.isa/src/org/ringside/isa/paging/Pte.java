/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa.paging;

/** The page-table entry of Sv39, Sv48 and Sv57: its bits, and what it says in words (Privileged, Sv39). */
public final class Pte {

	/** The entry is valid. */
	public static final long V = 1;
	/** Readable. */
	public static final long R = 1 << 1;
	/** Writable. */
	public static final long W = 1 << 2;
	/** Executable. */
	public static final long X = 1 << 3;
	/** A page of U-mode. */
	public static final long U = 1 << 4;
	/** In all address spaces. */
	public static final long G = 1 << 5;
	/** Accessed. */
	public static final long A = 1 << 6;
	/** Dirty: written. */
	public static final long D = 1 << 7;
	/** Two bits for software. */
	public static final long RSW = 3 << 8;
	/** Shift of the page number. */
	public static final int PPN_SHIFT = 10;
	/** The page number, 44 bits. */
	public static final long PPN = (1L << 44) - 1 << PPN_SHIFT;
	/** Bits that must be zero. */
	public static final long RESERVED = 0x7fL << 54;
	/** Shift of the memory type. */
	public static final int PBMT_SHIFT = 61;
	/** The page-based memory type (Svpbmt). */
	public static final long PBMT = 3L << PBMT_SHIFT;
	/** Part of a contiguous range (Svnapot). */
	public static final long N = 1L << 63;

	private static final String FLAGS = "VRWXUGAD";
	private static final String[] MEMORY_TYPES = {"", "NC (not cached)", "IO", "reserved memory type"};

	private Pte() {
	}

	/** Whether the entry is valid. */
	public static boolean isValid(long pte) {
		return (pte & V) != 0;
	}

	/** Whether the entry maps a page rather than pointing to a table. */
	public static boolean isLeaf(long pte) {
		return (pte & (R | W | X)) != 0;
	}

	/** The page number. */
	public static long ppn(long pte) {
		return (pte & PPN) >>> PPN_SHIFT;
	}

	/** The address of the page or table. */
	public static long address(long pte) {
		return ppn(pte) << 12;
	}

	/** An entry for the page or table at an address. */
	public static long of(long address, long flags) {
		return address >>> 12 << PPN_SHIFT & PPN | flags;
	}

	/** The flags from D to V with dashes for those that are clear: {@code DA--XWRV} as on paper, high to low. */
	public static String flags(long pte) {
		StringBuilder text = new StringBuilder();
		for (int bit = 7; bit >= 0; bit--) {
			text.append((pte & 1L << bit) != 0 ? FLAGS.charAt(bit) : '-');
		}
		return text.toString();
	}

	/** The permissions in the usual order: {@code rwx} with dashes, and {@code u} for a page of U-mode. */
	public static String permissions(long pte) {
		return ((pte & R) != 0 ? "r" : "-") + ((pte & W) != 0 ? "w" : "-") + ((pte & X) != 0 ? "x" : "-")
				+ ((pte & U) != 0 ? "u" : "-");
	}

	/** The entry in words, for a person: what it maps, permissions, and what is unusual. */
	public static String describe(long pte) {
		if (!isValid(pte)) {
			return pte == 0 ? "invalid" : "invalid (V=0, the other bits are ignored: 0x" + Long.toHexString(pte) + ")";
		}
		String address = "0x" + Long.toHexString(address(pte));
		StringBuilder text = new StringBuilder();
		if (!isLeaf(pte)) {
			text.append("table at ").append(address);
			if ((pte & (D | A | U)) != 0) {
				text.append(", reserved: D, A and U must be 0 in a pointer");
			}
		} else {
			text.append("page at ").append(address).append(' ').append(permissions(pte));
			text.append((pte & A) != 0 ? ", accessed" : ", not accessed");
			text.append((pte & D) != 0 ? ", dirty" : ", clean");
			if ((pte & (R | W)) == W) {
				text.append(", reserved: W without R");
			}
		}
		if ((pte & G) != 0) {
			text.append(", global");
		}
		if ((pte & RSW) != 0) {
			text.append(", RSW=").append((pte & RSW) >>> 8);
		}
		if ((pte & PBMT) != 0) {
			text.append(", ").append(MEMORY_TYPES[(int) ((pte & PBMT) >>> PBMT_SHIFT)]);
		}
		if ((pte & N) != 0) {
			text.append((ppn(pte) & 15) == 8 ? ", part of 64 KiB" : ", reserved: N with this page number");
		}
		if ((pte & RESERVED) != 0) {
			text.append(", reserved bits 60 to 54 are not 0");
		}
		return text.toString();
	}
}

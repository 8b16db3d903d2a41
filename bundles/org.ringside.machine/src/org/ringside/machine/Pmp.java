/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Physical memory protection (Privileged 3.7): which physical addresses the modes may read, write and execute. */
final class Pmp implements Saveable {

	private static final int R = 1;
	private static final int W = 2;
	private static final int X = 4;
	private static final int LOCK = 0x80;
	private static final int TOR = 1;
	private static final int NA4 = 2;
	private static final long MML = 1;
	private static final long MMWP = 2;
	private static final long RLB = 4;
	private static final long ADDRESS_MASK = (1L << 54) - 1;

	private final int entries;
	private final byte[] config;
	private final long[] address;
	/** First and last byte of each active entry; an inactive one has first above last. */
	private final long[] first;
	private final long[] last;
	private int active;
	/** Whether M-mode is checked: an entry is locked, or mseccfg says so. */
	private boolean checked;
	/** MML, MMWP and RLB of mseccfg (Smepmp). */
	private long security;

	Pmp(int entries) {
		this.entries = entries;
		config = new byte[entries];
		address = new long[entries];
		first = new long[entries];
		last = new long[entries];
		refresh();
	}

	int entries() {
		return entries;
	}

	/** The bits of mseccfg that concern memory protection. */
	long security() {
		return security;
	}

	/**
	 * MML and MMWP stay once they are set. RLB can be set only while no entry is locked, unless it is set (Privileged,
	 * chapter "Smepmp", item 1).
	 *
	 * @return whether something changed
	 */
	boolean setSecurity(long value) {
		long wanted = security & (MML | MMWP) | value & (MML | MMWP);
		wanted |= (security & RLB) != 0 || !anyLocked() ? value & RLB : 0;
		boolean changed = wanted != security;
		security = wanted;
		refresh();
		return changed;
	}

	private boolean anyLocked() {
		for (byte entry : config) {
			if ((entry & LOCK) != 0) {
				return true;
			}
		}
		return false;
	}

	private boolean isLocked(int entry) {
		return (config[entry] & LOCK) != 0 && (security & RLB) == 0;
	}

	/** Whether M-mode lockdown forbids to add a rule: it would let M-mode execute (Privileged, chapter "Smepmp", item 4b). */
	private boolean forbidden(int wanted) {
		return (security & (MML | RLB)) == MML && switch (wanted & (LOCK | R | W | X)) {
			case LOCK | X, LOCK | W, LOCK | W | X, LOCK | R | X -> true;
			default -> false;
		};
	}

	/** Eight configuration bytes, as {@code pmpcfg} with an even number shows them. */
	long readConfig(int register) {
		long value = 0;
		for (int i = 7; i >= 0; i--) {
			value = value << 8 | config[register * 4 + i] & 0xff;
		}
		return value;
	}

	/** @return whether something changed */
	boolean writeConfig(int register, long value) {
		boolean changed = false;
		for (int i = 0; i < 8; i++) {
			int entry = register * 4 + i;
			int wanted = (int) (value >>> 8 * i) & 0x9f;
			if ((wanted & (R | W)) == W && (security & MML) == 0) {
				wanted &= ~W; // reserved: WARL
			}
			if (!isLocked(entry) && !forbidden(wanted) && config[entry] != (byte) wanted) {
				config[entry] = (byte) wanted;
				changed = true;
			}
		}
		if (changed) {
			refresh();
		}
		return changed;
	}

	long readAddress(int entry) {
		return address[entry];
	}

	/** @return whether something changed */
	boolean writeAddress(int entry, long value) {
		boolean lockedByNext = entry + 1 < entries && isLocked(entry + 1) && kind(entry + 1) == TOR;
		long wanted = value & ADDRESS_MASK;
		if (isLocked(entry) || lockedByNext || address[entry] == wanted) {
			return false;
		}
		address[entry] = wanted;
		refresh();
		return true;
	}

	private int kind(int entry) {
		return config[entry] >>> 3 & 3;
	}

	private void refresh() {
		active = 0;
		checked = security != 0;
		for (int i = 0; i < entries; i++) {
			first[i] = 1;
			last[i] = 0;
			long a = address[i];
			switch (kind(i)) {
				case 0 -> {
					continue;
				}
				case TOR -> {
					first[i] = i == 0 ? 0 : address[i - 1] << 2;
					last[i] = (a << 2) - 1;
					if (Long.compareUnsigned(first[i], a << 2) >= 0) {
						first[i] = 1;
						last[i] = 0;
					}
				}
				case NA4 -> {
					first[i] = a << 2;
					last[i] = (a << 2) + 3;
				}
				default -> {
					int ones = Math.min(Long.numberOfTrailingZeros(~a), 54);
					long size = ones >= 54 ? 0 : 8L << ones;
					first[i] = size == 0 ? 0 : a << 2 & -size;
					last[i] = size == 0 ? -1 : first[i] + size - 1;
				}
			}
			active = i + 1;
			checked |= (config[i] & LOCK) != 0;
		}
	}

	private boolean overlaps(int entry, long low, long high) {
		return Long.compareUnsigned(first[entry], last[entry]) <= 0 && Long.compareUnsigned(low, last[entry]) <= 0
				&& Long.compareUnsigned(high, first[entry]) >= 0;
	}

	private boolean covers(int entry, long low, long high) {
		return Long.compareUnsigned(low, first[entry]) >= 0 && Long.compareUnsigned(high, last[entry]) <= 0;
	}

	/** Whether a mode may access these bytes: the lowest-numbered entry that matches any byte decides. */
	boolean allows(long physical, int size, Access access, int mode) {
		if (mode == 3 && !checked) {
			return true;
		}
		long high = physical + size - 1;
		for (int i = 0; i < active; i++) {
			if (overlaps(i, physical, high)) {
				if (!covers(i, physical, high)) {
					return false;
				}
				int needed = access == Access.READ ? R : access == Access.WRITE ? W : X;
				return (permissions(config[i] & 0xff, mode) & needed) != 0;
			}
		}
		if (mode == 3) {
			return (security & MMWP) == 0 && ((security & MML) == 0 || access != Access.EXECUTE);
		}
		return entries == 0;
	}

	/** What a matching entry permits a mode (Privileged 3.7.1; with MML the table of chapter "Smepmp"). */
	private int permissions(int entry, int mode) {
		boolean machine = mode == 3;
		boolean lock = (entry & LOCK) != 0;
		int plain = entry & (R | W | X);
		if ((security & MML) == 0) {
			return machine && !lock ? R | W | X : plain;
		}
		if ((plain & (R | W)) == W) {
			boolean execute = (plain & X) != 0;
			return lock ? machine && execute ? R | X : X : machine || execute ? R | W : R;
		}
		if (lock && plain == (R | W | X)) {
			return R;
		}
		return machine == lock ? plain : 0;
	}

	/** Whether one decision holds for the whole page, so that it may be cached. */
	boolean uniform(long page, int mode) {
		if (mode == 3 && !checked) {
			return true;
		}
		long high = page + Memory.PAGE - 1;
		for (int i = 0; i < active; i++) {
			if (overlaps(i, page, high)) {
				return covers(i, page, high);
			}
		}
		return true;
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeLong(security);
		for (int i = 0; i < entries; i++) {
			out.writeByte(config[i]);
			out.writeLong(address[i]);
		}
	}

	@Override
	public void load(DataInput in) throws IOException {
		security = in.readLong();
		for (int i = 0; i < entries; i++) {
			config[i] = in.readByte();
			address[i] = in.readLong();
		}
		refresh();
	}

	/** What a mode may do in a page: bit 0 read, bit 1 write, bit 2 execute; -1 where it is not the same for the whole page. */
	int ofPage(long page, int mode) {
		if (!uniform(page, mode)) {
			return -1;
		}
		return (allows(page, 1, Access.READ, mode) ? 1 : 0) | (allows(page, 1, Access.WRITE, mode) ? 2 : 0)
				| (allows(page, 1, Access.EXECUTE, mode) ? 4 : 0);
	}
}

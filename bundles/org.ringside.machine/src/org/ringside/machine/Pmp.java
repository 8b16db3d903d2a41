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
	private static final long ADDRESS_MASK = (1L << 54) - 1;

	private final int entries;
	private final byte[] config;
	private final long[] address;
	/** First and last byte of each active entry; an inactive one has first above last. */
	private final long[] first;
	private final long[] last;
	private int active;
	private boolean locked;

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
			if ((wanted & (R | W)) == W) {
				wanted &= ~W; // reserved: WARL
			}
			if ((config[entry] & LOCK) == 0 && config[entry] != (byte) wanted) {
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
		boolean lockedByNext = entry + 1 < entries && (config[entry + 1] & LOCK) != 0 && kind(entry + 1) == TOR;
		long wanted = value & ADDRESS_MASK;
		if ((config[entry] & LOCK) != 0 || lockedByNext || address[entry] == wanted) {
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
		locked = false;
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
			locked |= (config[i] & LOCK) != 0;
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
		if (mode == 3 && !locked) {
			return true;
		}
		long high = physical + size - 1;
		for (int i = 0; i < active; i++) {
			if (overlaps(i, physical, high)) {
				if (!covers(i, physical, high)) {
					return false;
				}
				if (mode == 3 && (config[i] & LOCK) == 0) {
					return true;
				}
				int needed = access == Access.READ ? R : access == Access.WRITE ? W : X;
				return (config[i] & needed) != 0;
			}
		}
		return mode == 3 || entries == 0;
	}

	/** Whether one decision holds for the whole page, so that it may be cached. */
	boolean uniform(long page, int mode) {
		if (mode == 3 && !locked) {
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
		for (int i = 0; i < entries; i++) {
			out.writeByte(config[i]);
			out.writeLong(address[i]);
		}
	}

	@Override
	public void load(DataInput in) throws IOException {
		for (int i = 0; i < entries; i++) {
			config[i] = in.readByte();
			address[i] = in.readLong();
		}
		refresh();
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/**
 * What an address trigger compares (Debug 5.7.11 and 5.7.12, mcontrol and mcontrol6): the addresses of all bytes of an
 * access with tdata2, in the way that the field match of tdata1 tells.
 */
final class TriggerMatch {

	/** Type numbers of tdata1: the older form, which has the size elsewhere, and the newer one. */
	static final int LEGACY = 2;
	static final int CURRENT = 6;
	/** The next trigger matches only with this one. */
	static final long CHAIN = 1 << 11;

	private static final int TYPE_SHIFT = 60;
	private static final int KIND_SHIFT = 7;
	private static final long KIND = 15L << KIND_SHIFT;
	private static final int SIZE_SHIFT = 16;
	private static final long SIZE = 7L << SIZE_SHIFT;
	private static final int LEGACY_SIZE_LOW = 16;
	private static final int LEGACY_SIZE_HIGH = 21;
	private static final long LEGACY_SIZE = 3L << LEGACY_SIZE_LOW | 3L << LEGACY_SIZE_HIGH;
	/** maskmax: ranges of up to two to this power bytes; the field can tell of no more. */
	private static final long LARGEST_RANGE = 63L << 53;

	private static final int EQUAL = 0;
	private static final int POWER_OF_TWO = 1;
	private static final int AT_LEAST = 2;
	private static final int BELOW = 3;
	private static final int MASK_LOW = 4;
	private static final int MASK_HIGH = 5;
	/** Added to a kind: matches where that one would not. */
	private static final int NOT = 8;

	private TriggerMatch() {
	}

	/** What of tdata1 tells how to compare, after reserved values have become 0 (WARL). */
	static long legal(long data1) {
		int kind = kind(data1);
		boolean isKnown = kind <= MASK_HIGH || kind == (NOT | EQUAL) || kind == (NOT | POWER_OF_TWO) || kind == (NOT | MASK_LOW)
				|| kind == (NOT | MASK_HIGH);
		int size = size(data1);
		boolean hasSize = size <= 3 || size == 5;
		boolean isLegacy = data1 >>> TYPE_SHIFT == LEGACY;
		return (isKnown ? data1 & KIND : 0) | (hasSize ? data1 & (isLegacy ? LEGACY_SIZE : SIZE) : 0) | (isLegacy ? LARGEST_RANGE : 0);
	}

	/** What tdata2 holds of a value: a range cannot be larger than all addresses, whose highest bit is 0. */
	static long legalAddress(long data1, long value) {
		return (kind(data1) & ~NOT) == POWER_OF_TWO && value == -1 ? Long.MAX_VALUE : value;
	}

	private static int kind(long data1) {
		return (int) (data1 >>> KIND_SHIFT & 15);
	}

	/** 0 is any size; 1, 2, 3 and 5 are 1, 2, 4 and 8 bytes. */
	private static int size(long data1) {
		return data1 >>> TYPE_SHIFT == LEGACY ? (int) (data1 >>> LEGACY_SIZE_LOW & 3 | data1 >>> LEGACY_SIZE_HIGH - 2 & 12)
				: (int) (data1 >>> SIZE_SHIFT & 7);
	}

	/** Whether an access, or an instruction, of so many bytes has the size that is asked for. */
	static boolean hasSize(long data1, int bytes) {
		int wanted = size(data1);
		return switch (wanted) {
			case 0 -> true;
			case 5 -> bytes == 8;
			default -> bytes == 1 << wanted - 1;
		};
	}

	/** Whether the addresses of an access meet the comparison. */
	static boolean meets(long data1, long data2, long va, int bytes) {
		int kind = kind(data1);
		return (kind & NOT) != 0 ? !any(kind & ~NOT, data2, va, bytes) : any(kind, data2, va, bytes);
	}

	/** Whether an access to some of so many bytes can meet the comparison; what is hard to tell may. */
	static boolean mayMeet(long data1, long data2, long va, int bytes) {
		int kind = kind(data1);
		return kind > BELOW || any(kind, data2, va, bytes);
	}

	/** Whether one of the addresses does. */
	private static boolean any(int kind, long data2, long va, int bytes) {
		long last = va + bytes - 1;
		return switch (kind) {
			case EQUAL -> Long.compareUnsigned(data2 - va, bytes) < 0;
			case POWER_OF_TWO -> Long.compareUnsigned(last, lowest(kind, data2)) >= 0 && Long.compareUnsigned(va, highest(kind, data2)) <= 0;
			case AT_LEAST -> Long.compareUnsigned(last, data2) >= 0;
			case BELOW -> Long.compareUnsigned(va, data2) < 0;
			default -> anyMasked(kind == MASK_LOW ? 0 : 32, data2, va, bytes);
		};
	}

	/** A half of the address, of which the higher half of tdata2 tells the bits to look at, is what the lower half says. */
	private static boolean anyMasked(int half, long data2, long va, int bytes) {
		for (int i = 0; i < bytes; i++) {
			if ((int) ((va + i >>> half) & data2 >>> 32) == (int) data2) {
				return true;
			}
		}
		return false;
	}

	/** The least address that can match, as an unsigned number. */
	static long lowest(long data1, long data2) {
		return lowest(kind(data1), data2);
	}

	/** The greatest one. */
	static long highest(long data1, long data2) {
		return highest(kind(data1), data2);
	}

	private static long lowest(int kind, long data2) {
		return switch (kind) {
			case EQUAL, AT_LEAST -> data2;
			case POWER_OF_TWO -> data2 & ~(data2 ^ data2 + 1);
			default -> 0;
		};
	}

	private static long highest(int kind, long data2) {
		return switch (kind) {
			case EQUAL, BELOW -> data2;
			case POWER_OF_TWO -> data2 | data2 ^ data2 + 1;
			default -> -1;
		};
	}
}

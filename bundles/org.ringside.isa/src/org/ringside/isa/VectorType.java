/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.Optional;

/**
 * The contents of {@code vtype} (Unprivileged, V: Vector Type Register).
 *
 * @param sew        binary logarithm of the element width in bytes, 0 to 3
 * @param lmul       binary logarithm of the registers in a group, -3 to 3
 * @param tailAgnostic whether elements behind the last may be overwritten
 * @param maskAgnostic whether elements that the mask leaves out may be overwritten
 */
public record VectorType(int sew, int lmul, boolean tailAgnostic, boolean maskAgnostic) {

	private static final String[] WIDTHS = {"e8", "e16", "e32", "e64"};
	private static final String[] GROUPS = {"mf8", "mf4", "mf2", "m1", "m2", "m4", "m8"};

	/** What the bits say; empty if some are set that are reserved, or the group is the reserved one. */
	public static Optional<VectorType> of(long bits) {
		int lmul = (int) (bits << 61 >> 61);
		if ((bits & ~0xffL) != 0 || (bits & 0x20) != 0 || lmul == -4) {
			return Optional.empty();
		}
		return Optional.of(new VectorType((int) (bits >>> 3 & 3), lmul, (bits & 0x40) != 0, (bits & 0x80) != 0));
	}

	/** The bits of {@code vtype}. */
	public int bits() {
		return lmul & 7 | sew << 3 | (tailAgnostic ? 0x40 : 0) | (maskAgnostic ? 0x80 : 0);
	}

	/** The index of an element width such as {@code e16}; -1 if it is none. */
	public static int width(String text) {
		return indexOf(WIDTHS, text);
	}

	/** The position of a grouping such as {@code mf2}, -3 to 3; -4 if it is none. */
	public static int group(String text) {
		int index = indexOf(GROUPS, text);
		return index < 0 ? -4 : index - 3;
	}

	private static int indexOf(String[] names, String text) {
		for (int i = 0; i < names.length; i++) {
			if (names[i].equals(text)) {
				return i;
			}
		}
		return -1;
	}

	/** As assembly writes it: {@code e32,m1,ta,ma}. */
	@Override
	public String toString() {
		return WIDTHS[sew] + "," + GROUPS[lmul + 3] + (tailAgnostic ? ",ta" : ",tu") + (maskAgnostic ? ",ma" : ",mu");
	}
}

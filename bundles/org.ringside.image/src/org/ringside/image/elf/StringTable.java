/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Bytes;

/** The texts of a string table, with a bound on what they come to: texts may share tails, and junk shares all of them. */
final class StringTable {

	static final StringTable EMPTY = new StringTable(Bytes.of(new byte[1], "", ByteOrder.LITTLE_ENDIAN), "name");

	private static final int SHARING = 16;

	private final Bytes bytes;
	private final String what;
	private final Map<Long, String> known = new HashMap<>();
	private long budget;

	StringTable(Bytes bytes, String what) {
		this.bytes = bytes;
		this.what = what;
		this.budget = (long) bytes.length() * SHARING + 0x1_0000;
	}

	String get(long offset) throws ImageException {
		String name = known.get(offset);
		if (name == null) {
			if (this == EMPTY) {
				return "";
			}
			name = bytes.string(offset, what);
			budget -= name.length();
			if (budget < 0) {
				throw bytes.bad("has " + what + "s that overlap in their string table beyond belief.");
			}
			known.put(offset, name);
		}
		return name;
	}
}

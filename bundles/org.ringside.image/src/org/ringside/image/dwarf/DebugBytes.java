/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A debug section that is being written: little-endian numbers, LEB128, texts, and lengths that are known later. */
final class DebugBytes {

	private byte[] bytes = new byte[256];
	private int size;

	int size() {
		return size;
	}

	void u8(int value) {
		if (size == bytes.length) {
			bytes = Arrays.copyOf(bytes, size * 2);
		}
		bytes[size++] = (byte) value;
	}

	void u16(int value) {
		u8(value);
		u8(value >>> 8);
	}

	void u32(int value) {
		u16(value);
		u16(value >>> 16);
	}

	void u64(long value) {
		u32((int) value);
		u32((int) (value >>> 32));
	}

	void uleb(long value) {
		long rest = value;
		do {
			int low = (int) rest & 0x7f;
			rest >>>= 7;
			u8(rest != 0 ? low | 0x80 : low);
		} while (rest != 0);
	}

	void sleb(long value) {
		long rest = value;
		while (true) {
			int low = (int) rest & 0x7f;
			rest >>= 7;
			boolean last = rest == 0 && (low & 0x40) == 0 || rest == -1 && (low & 0x40) != 0;
			u8(last ? low : low | 0x80);
			if (last) {
				return;
			}
		}
	}

	void text(String text) {
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			u8(b);
		}
		u8(0);
	}

	/** Leaves room for a 32-bit length; returns where. */
	int reserveLength() {
		int at = size;
		u32(0);
		return at;
	}

	/** Fills in the length of what has come since. */
	void patchLength(int at) {
		ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, size - at - 4);
	}

	byte[] toBytes() {
		return Arrays.copyOf(bytes, size);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.fdt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A named value of a device-tree node: bytes, which the reader takes for texts or numbers as the binding tells. */
public final class DeviceProperty {

	private final String name;
	private final byte[] value;

	DeviceProperty(String name, byte[] value) {
		this.name = name;
		this.value = value;
	}

	/** @return its name */
	public String name() {
		return name;
	}

	/** @return the number of bytes */
	public int length() {
		return value.length;
	}

	/** @return a copy of the bytes */
	public byte[] toBytes() {
		return value.clone();
	}

	/** @return the value as unsigned 32-bit cells; what is left over at the end is left out */
	public List<Long> cells() {
		List<Long> cells = new ArrayList<>();
		ByteBuffer in = ByteBuffer.wrap(value);
		while (in.remaining() >= 4) {
			cells.add(in.getInt() & 0xffff_ffffL);
		}
		return cells;
	}

	/** @return the value as one unsigned number of one or two cells; 0 if it is empty */
	public long number() {
		long number = 0;
		for (int i = 0; i < Math.min(8, value.length); i++) {
			number = number << 8 | value[i] & 0xff;
		}
		return number;
	}

	/** @return the value as texts, which zero bytes end */
	public List<String> strings() {
		List<String> texts = new ArrayList<>();
		int start = 0;
		for (int i = 0; i < value.length; i++) {
			if (value[i] == 0) {
				texts.add(new String(value, start, i - start, StandardCharsets.UTF_8));
				start = i + 1;
			}
		}
		if (start < value.length) {
			texts.add(new String(value, start, value.length - start, StandardCharsets.UTF_8));
		}
		return texts;
	}

	/** @return the first text, or an empty one */
	public String string() {
		List<String> texts = strings();
		return texts.isEmpty() ? "" : texts.get(0);
	}

	/** @return whether the bytes are printable texts, each with its end: what a person would read as text */
	boolean looksLikeText() {
		if (value.length == 0 || value[value.length - 1] != 0) {
			return false;
		}
		boolean empty = true;
		for (byte b : value) {
			if (b == 0) {
				if (empty) {
					return false;
				}
				empty = true;
			} else if (b < ' ' || b == 0x7f) {
				return false;
			} else {
				empty = false;
			}
		}
		return true;
	}
}

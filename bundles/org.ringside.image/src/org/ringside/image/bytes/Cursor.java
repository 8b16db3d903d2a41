/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.bytes;

import org.ringside.image.ImageException;

/** A place in {@link Bytes} that moves on with each thing read. */
public final class Cursor {

	private final Bytes bytes;
	private final String what;
	private long at;

	/**
	 * @param bytes where to read
	 * @param at the first offset
	 * @param what what is being read, for messages
	 */
	public Cursor(Bytes bytes, long at, String what) {
		this.bytes = bytes;
		this.at = at;
		this.what = what;
	}

	/** @return the offset of the next thing */
	public long position() {
		return at;
	}

	/** Goes to an offset, which may be wild; the next read tells. */
	public void position(long offset) {
		at = offset;
	}

	/** @return whether something is left */
	public boolean more() {
		return at >= 0 && at < bytes.length();
	}

	/** Passes over a number of bytes that a file states. */
	public void skip(long count) throws ImageException {
		if (count < 0 || !bytes.contains(at, count)) {
			throw bytes.bad("is truncated: " + what + " at offset 0x" + Long.toHexString(at) + " runs past its end.");
		}
		at += count;
	}

	/** @return the next unsigned byte */
	public int u8() throws ImageException {
		int value = bytes.u8(at, what);
		at++;
		return value;
	}

	/** @return the next unsigned 16-bit number */
	public int u16() throws ImageException {
		int value = bytes.u16(at, what);
		at += 2;
		return value;
	}

	/** @return the next unsigned 32-bit number */
	public long u32() throws ImageException {
		long value = bytes.u32(at, what);
		at += 4;
		return value;
	}

	/** @return the next 64-bit number */
	public long u64() throws ImageException {
		long value = bytes.u64(at, what);
		at += 8;
		return value;
	}

	/** @return the next number of 1 to 8 bytes, unsigned, in the byte order of the file; 3 bytes are little-endian */
	public long unsigned(int size) throws ImageException {
		return switch (size) {
		case 1 -> u8();
		case 2 -> u16();
		case 4 -> u32();
		case 8 -> u64();
		default -> {
			long value = 0;
			for (int i = 0; i < size; i++) {
				value |= (long) u8() << 8 * i;
			}
			yield value;
		}
		};
	}

	/** @return the next unsigned LEB128 number, cut to 64 bits */
	public long uleb() throws ImageException {
		long value = 0;
		int shift = 0;
		while (true) {
			int next = u8();
			if (shift < 64) {
				value |= (long) (next & 0x7f) << shift;
			}
			if ((next & 0x80) == 0) {
				return value;
			}
			// stays past every number, so that no length of junk wraps it
			shift = Math.min(shift + 7, 70);
		}
	}

	/** @return the next signed LEB128 number, cut to 64 bits */
	public long sleb() throws ImageException {
		long value = 0;
		int shift = 0;
		while (true) {
			int next = u8();
			if (shift < 64) {
				value |= (long) (next & 0x7f) << shift;
			}
			shift += 7;
			if ((next & 0x80) == 0) {
				return shift < 64 && (next & 0x40) != 0 ? value | -1L << shift : value;
			}
			shift = Math.min(shift, 70);
		}
	}

	/** @return a copy of bytes that were passed over */
	public byte[] part(long from, long size) throws ImageException {
		return bytes.slice(from, size, what).toArray();
	}

	/** @return the next text that ends with a zero byte */
	public String string() throws ImageException {
		String text = bytes.string(at, what);
		while (bytes.u8(at, what) != 0) {
			at++;
		}
		at++;
		return text;
	}
}

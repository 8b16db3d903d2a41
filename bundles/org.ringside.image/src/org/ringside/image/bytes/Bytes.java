/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

import org.ringside.image.ImageException;

/**
 * A named, read-only range of bytes; every access is checked and a bad one is an {@link ImageException} that says what
 * was being read.
 */
public final class Bytes {

	/** The largest file that is read into memory: 1 GiB. */
	public static final long LARGEST_FILE = 1L << 30;

	private final byte[] array;
	private final int start;
	private final int length;
	private final String file;
	private final ByteBuffer view;

	private Bytes(byte[] array, int start, int length, String file, ByteOrder order) {
		this.array = array;
		this.start = start;
		this.length = length;
		this.file = file;
		this.view = ByteBuffer.wrap(array, start, length).slice().asReadOnlyBuffer().order(order);
	}

	/**
	 * @param array the bytes, which the caller does not change afterwards
	 * @param file how messages name the file
	 * @param order the byte order of its numbers
	 * @return a view of the whole array
	 */
	public static Bytes of(byte[] array, String file, ByteOrder order) {
		return new Bytes(array, 0, array.length, file, order);
	}

	/**
	 * Reads a file whole.
	 *
	 * @param path the file
	 * @return its contents
	 * @throws ImageException if it cannot be read or is larger than {@link #LARGEST_FILE}
	 */
	public static byte[] readFile(Path path) throws ImageException {
		try {
			if (Files.isDirectory(path)) {
				throw new ImageException(path + " is a folder; expected a file.");
			}
			long size = Files.size(path);
			if (size > LARGEST_FILE) {
				throw new ImageException(path + " is too large: it has " + size + " bytes, and at most " + LARGEST_FILE
						+ " are read.");
			}
			try (var in = Files.newInputStream(path)) {
				byte[] all = in.readNBytes((int) LARGEST_FILE);
				if (in.read() >= 0) {
					throw new ImageException(path + " is too large: at most " + LARGEST_FILE + " bytes are read.");
				}
				return all;
			}
		} catch (NoSuchFileException e) {
			throw new ImageException(path + " does not exist.", e);
		} catch (AccessDeniedException e) {
			throw new ImageException(path + " cannot be read: permission denied.", e);
		} catch (IOException e) {
			throw new ImageException(path + " cannot be read: " + e.getMessage() + ".", e);
		}
	}

	/** @return how messages name the file */
	public String file() {
		return file;
	}

	/** @return the number of bytes */
	public int length() {
		return length;
	}

	/** @return a failure with the file's name before the sentence */
	public ImageException bad(String sentence) {
		return new ImageException(file + " " + sentence);
	}

	/** @return whether a range of untrusted numbers (both unsigned) lies inside */
	public boolean contains(long at, long size) {
		return at >= 0 && size >= 0 && at <= length && size <= length - at;
	}

	private int check(long at, int size, String what) throws ImageException {
		if (!contains(at, size)) {
			throw bad("is truncated: " + what + " should be at offset 0x" + Long.toHexString(at) + ", but only 0x"
					+ Integer.toHexString(length) + " bytes are there.");
		}
		return (int) at;
	}

	/** @return the unsigned byte at an offset */
	public int u8(long at, String what) throws ImageException {
		return view.get(check(at, 1, what)) & 0xff;
	}

	/** @return the unsigned 16-bit number at an offset */
	public int u16(long at, String what) throws ImageException {
		return view.getShort(check(at, 2, what)) & 0xffff;
	}

	/** @return the unsigned 32-bit number at an offset */
	public long u32(long at, String what) throws ImageException {
		return view.getInt(check(at, 4, what)) & 0xffff_ffffL;
	}

	/** @return the 64-bit number at an offset */
	public long u64(long at, String what) throws ImageException {
		return view.getLong(check(at, 8, what));
	}

	/**
	 * @return the text from an offset up to the next zero byte
	 * @throws ImageException if there is no zero byte before the end
	 */
	public String string(long at, String what) throws ImageException {
		int from = check(at, 0, what);
		int end = from;
		while (end < length && array[start + end] != 0) {
			end++;
		}
		if (end == length) {
			throw bad("has a text without end: " + what + " at offset 0x" + Integer.toHexString(from) + ".");
		}
		return new String(array, start + from, end - from, StandardCharsets.UTF_8);
	}

	/** @return a part of these bytes; the part shares the array */
	public Bytes slice(long at, long size, String what) throws ImageException {
		if (!contains(at, size)) {
			throw bad("is truncated: " + what + " should lie at offset 0x" + Long.toHexString(at) + " with size 0x"
					+ Long.toHexString(size) + ", but only 0x" + Integer.toHexString(length) + " bytes are there.");
		}
		return new Bytes(array, start + (int) at, (int) size, file, view.order());
	}

	/** @return a read-only buffer over these bytes, in their byte order, at position 0 */
	public ByteBuffer buffer() {
		return view.duplicate().order(view.order());
	}

	/** @return a copy */
	public byte[] toArray() {
		return Arrays.copyOfRange(array, start, start + length);
	}
}

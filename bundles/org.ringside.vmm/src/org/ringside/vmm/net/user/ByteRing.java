/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A bounded number of bytes on their way. The array comes with the first of them. */
final class ByteRing {

	/** So many at most. */
	static final int CAPACITY = 65_536;
	private static final int MASK = CAPACITY - 1;

	private byte[] bytes = {};
	private int first;
	private int size;

	int size() {
		return size;
	}

	int free() {
		return CAPACITY - size;
	}

	/** Takes as many bytes as there is room for; returns how many. */
	int put(byte[] from, int at, int count) {
		int taken = Math.min(count, free());
		if (taken == 0) {
			return 0;
		}
		allocate();
		int end = first + size & MASK;
		int straight = Math.min(taken, CAPACITY - end);
		System.arraycopy(from, at, bytes, end, straight);
		System.arraycopy(from, at + straight, bytes, 0, taken - straight);
		size += taken;
		return taken;
	}

	/** Copies bytes that stay: {@code count} of them from the {@code offset}th on. */
	void copy(int offset, byte[] to, int at, int count) {
		int start = first + offset & MASK;
		int straight = Math.min(count, CAPACITY - start);
		if (count > 0) {
			System.arraycopy(bytes, start, to, at, straight);
			System.arraycopy(bytes, 0, to, at + straight, count - straight);
		}
	}

	/** Forgets the first bytes. */
	void drop(int count) {
		first = first + count & MASK;
		size -= count;
	}

	/** Reads what there is and fits; returns how many bytes, or -1 at the end. */
	int fillFrom(ReadableByteChannel channel) throws IOException {
		allocate();
		int end = first + size & MASK;
		int read = channel.read(ByteBuffer.wrap(bytes, end, Math.min(free(), CAPACITY - end)));
		size += Math.max(0, read);
		return read;
	}

	/** Writes as much as is taken. */
	void emptyInto(WritableByteChannel channel) throws IOException {
		while (size > 0) {
			int written = channel.write(ByteBuffer.wrap(bytes, first, Math.min(size, CAPACITY - first)));
			if (written == 0) {
				return;
			}
			drop(written);
		}
	}

	private void allocate() {
		if (bytes.length == 0) {
			bytes = new byte[CAPACITY];
		}
	}
}

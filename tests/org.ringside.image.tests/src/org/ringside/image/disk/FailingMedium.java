/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A file on a medium that can lose its power: of what was written since the last {@link #force}, any sectors may be there
 * and any may not. It fails from a number of operations on.
 */
final class FailingMedium extends FileChannel {

	private static final int SECTOR = 512;

	private record Write(long at, byte[] bytes) {
	}

	private byte[] seen;
	private byte[] safe;
	private final List<Write> pending = new ArrayList<>();
	private int left;

	/** @param operations how many writes and calls of {@link #force} work */
	FailingMedium(byte[] contents, int operations) {
		this.seen = contents.clone();
		this.safe = contents.clone();
		this.left = operations;
	}

	/** What is on the medium after the loss of power, by chance. */
	byte[] afterwards(Random random) {
		byte[] result = safe.clone();
		for (Write write : pending) {
			for (int from = 0; from < write.bytes.length;) {
				int to = (int) Math.min(write.bytes.length, (write.at + from) / SECTOR * SECTOR + SECTOR - write.at);
				if (random.nextBoolean()) {
					result = put(result, write.at + from, Arrays.copyOfRange(write.bytes, from, to));
				}
				from = to;
			}
		}
		return result;
	}

	private static byte[] put(byte[] into, long at, byte[] bytes) {
		byte[] result = at + bytes.length > into.length ? Arrays.copyOf(into, (int) at + bytes.length) : into;
		System.arraycopy(bytes, 0, result, (int) at, bytes.length);
		return result;
	}

	private void work() throws IOException {
		if (left-- <= 0) {
			throw new IOException("the power is off");
		}
	}

	@Override
	public int write(ByteBuffer source, long position) throws IOException {
		work();
		byte[] bytes = new byte[source.remaining()];
		source.get(bytes);
		pending.add(new Write(position, bytes));
		seen = put(seen, position, bytes);
		return bytes.length;
	}

	@Override
	public void force(boolean metaData) throws IOException {
		work();
		safe = seen.clone();
		pending.clear();
	}

	@Override
	public int read(ByteBuffer target, long position) {
		if (position >= seen.length) {
			return -1;
		}
		int count = (int) Math.min(target.remaining(), seen.length - position);
		target.put(seen, (int) position, count);
		return count;
	}

	@Override
	public long size() {
		return seen.length;
	}

	@Override
	protected void implCloseChannel() {
		// nothing is open
	}

	@Override
	public int read(ByteBuffer target) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long read(ByteBuffer[] targets, int offset, int length) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int write(ByteBuffer source) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long write(ByteBuffer[] sources, int offset, int length) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long position() {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileChannel position(long newPosition) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileChannel truncate(long size) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long transferTo(long position, long count, WritableByteChannel target) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long transferFrom(ReadableByteChannel source, long position, long count) {
		throw new UnsupportedOperationException();
	}

	@Override
	public MappedByteBuffer map(MapMode mode, long position, long size) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileLock lock(long position, long size, boolean shared) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileLock tryLock(long position, long size, boolean shared) {
		throw new UnsupportedOperationException();
	}
}

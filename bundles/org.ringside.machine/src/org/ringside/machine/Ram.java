/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Off-heap RAM whose frames are allocated in zeroed chunks on first touch and freed on close. It remembers which of
 * its pages hold code that some hart has decoded, whoever maps them, so that a write through any view is noticed.
 */
public final class Ram implements Memory, Saveable, AutoCloseable {

	private static final int CHUNK_SHIFT = 18;
	private static final long CHUNK = 1L << CHUNK_SHIFT;

	private final long size;
	private final long[] chunks;
	private final long[] code;
	/** Of each chunk, the pages that nobody needs at present, by bit. */
	private final long[] released;
	private final List<CodeListener> listeners = new ArrayList<>();

	/** Told when bytes of a page change that was marked as holding decoded code. */
	public interface CodeListener {

		/** The page at {@code offset} of {@code ram} was written; the mark has been taken away. */
		void codeWritten(Ram ram, long offset);

		/** The page at {@code offset} now holds code: withdraw fast write paths to it. */
		void codeMarked(Ram ram, long offset);
	}

	/**
	 * @param size in bytes; a positive multiple of the page size
	 */
	public Ram(long size) {
		if (size <= 0 || size % PAGE != 0) {
			throw new IllegalArgumentException("The size of RAM must be a positive multiple of 4096 bytes, not " + size);
		}
		this.size = size;
		this.chunks = new long[Math.toIntExact((size + CHUNK - 1) >>> CHUNK_SHIFT)];
		this.code = new long[Math.toIntExact(size / PAGE)];
		this.released = new long[chunks.length];
	}

	@Override
	public long size() {
		return size;
	}

	@Override
	public Ram frames(long offset) {
		return this;
	}

	@Override
	public long frameOffset(long offset) {
		return offset & -PAGE;
	}

	@Override
	public boolean touched(long offset) {
		return chunks[(int) (offset >>> CHUNK_SHIFT)] != 0;
	}

	/** The host address of a byte; contiguous to the end of its page. */
	public long hostAddress(long offset) {
		if (offset < 0 || offset >= size) {
			throw new IndexOutOfBoundsException("offset " + offset + " in RAM of " + size + " bytes");
		}
		int index = (int) (offset >>> CHUNK_SHIFT);
		long chunk = chunks[index];
		if (chunk == 0) {
			chunk = allocated(index);
		}
		return chunk + (offset & CHUNK - 1);
	}

	/** Harts that run in parallel may touch a chunk for the first time at once. */
	private synchronized long allocated(int index) {
		long chunk = chunks[index];
		if (chunk == 0) {
			chunk = HostMemory.allocate(CHUNK);
			// Its zeros must be there before its address is.
			HostMemory.fence();
			chunks[index] = chunk;
		}
		return chunk;
	}

	/** Bytes of host memory in use for frames. */
	public long allocatedBytes() {
		long sum = 0;
		for (long chunk : chunks) {
			sum += chunk == 0 ? 0 : CHUNK;
		}
		return sum;
	}

	/**
	 * Notes that nobody needs some pages, and gives host memory back where nobody needs any of a chunk of 64 pages. From then on its
	 * pages read as zeros until they are written. Not for RAM whose harts run on threads of their own.
	 *
	 * @param offset of the first page; a multiple of the page size
	 * @return whether host memory went: then each hart that may have cached host addresses must flush its translations at once
	 */
	public boolean release(long offset, long pages) {
		boolean freed = false;
		long end = Math.min(size, offset + pages * PAGE);
		for (long at = offset; at < end;) {
			int index = (int) (at >>> CHUNK_SHIFT);
			long next = Math.min(end, (index + 1L) << CHUNK_SHIFT);
			int first = (int) ((at & CHUNK - 1) / PAGE);
			int last = (int) ((next - 1 & CHUNK - 1) / PAGE);
			released[index] |= -1L >>> 63 - (last - first) << first;
			if (released[index] == -1 && chunks[index] != 0) {
				free(index);
				freed = true;
			}
			at = next;
		}
		return freed;
	}

	private void free(int index) {
		for (long offset = index * CHUNK; offset < Math.min(size, (index + 1) * CHUNK); offset += PAGE) {
			written(offset, PAGE);
		}
		HostMemory.free(chunks[index]);
		chunks[index] = 0;
		released[index] = 0;
	}

	/** Takes back what {@link #release} said of a page: it is used again. */
	public void claim(long offset) {
		released[(int) (offset >>> CHUNK_SHIFT)] &= ~(1L << (offset & CHUNK - 1) / PAGE);
	}

	/** Adds a hart's code cache (or a translator) to those told of writes to code. */
	public void addCodeListener(CodeListener listener) {
		if (!listeners.contains(listener)) {
			listeners.add(listener);
		}
	}

	public void removeCodeListener(CodeListener listener) {
		listeners.remove(listener);
	}

	/** Marks {@code length} bytes, within a page, as decoded code. It is remembered by lines of 64 bytes. */
	public void markCode(long offset, int length) {
		int page = (int) (offset / PAGE);
		long before = code[page];
		code[page] |= lines(offset, length);
		if (before == 0) {
			for (CodeListener listener : listeners) {
				listener.codeMarked(this, offset & -PAGE);
			}
		}
	}

	private static long lines(long offset, int length) {
		int first = (int) (offset & PAGE - 1) >>> 6;
		int last = (int) ((offset & PAGE - 1) + length - 1) >>> 6;
		return -1L >>> 63 - (last - first) << first;
	}

	/** Whether the page holds decoded code. */
	public boolean holdsCode(long offset) {
		return code[(int) (offset / PAGE)] != 0;
	}

	/** Whether the lines of these bytes, which lie within a page, hold decoded code. */
	public boolean holdsCode(long offset, int length) {
		long mask = code[(int) (offset / PAGE)];
		return mask != 0 && (mask & lines(offset, length)) != 0;
	}

	/** Must be called after bytes within a page changed by other means than {@link PhysicalBus}. */
	public void written(long offset, int length) {
		if (holdsCode(offset, length)) {
			code[(int) (offset / PAGE)] = 0;
			for (CodeListener listener : listeners) {
				listener.codeWritten(this, offset & -PAGE);
			}
		}
	}

	/** What holds zeros only is left out: it makes no difference whether it was ever touched. */
	@Override
	public void save(DataOutput out) throws IOException {
		out.writeLong(size);
		byte[] buffer = new byte[(int) CHUNK];
		byte[] zeros = new byte[(int) CHUNK];
		for (int i = 0; i < chunks.length; i++) {
			if (chunks[i] != 0) {
				HostMemory.read(chunks[i], buffer, 0, buffer.length);
				if (!Arrays.equals(buffer, zeros)) {
					out.writeInt(i);
					out.write(buffer);
				}
			}
		}
		out.writeInt(-1);
	}

	@Override
	public void load(DataInput in) throws IOException {
		long saved = in.readLong();
		if (saved != size) {
			throw new IOException("The snapshot holds RAM of " + saved + " bytes, the machine has " + size);
		}
		for (int i = 0; i < chunks.length; i++) {
			if (chunks[i] != 0) {
				HostMemory.fill(chunks[i], CHUNK, (byte) 0);
			}
		}
		byte[] buffer = new byte[(int) CHUNK];
		for (int i = in.readInt(); i >= 0; i = in.readInt()) {
			if (i >= chunks.length) {
				throw new IOException("The snapshot names chunk " + i + " of RAM, which has " + chunks.length);
			}
			in.readFully(buffer);
			HostMemory.write(hostAddress(i * CHUNK), buffer, 0, buffer.length);
		}
		for (long offset = 0; offset < size; offset += PAGE) {
			written(offset, PAGE);
		}
	}

	@Override
	public void close() {
		for (int i = 0; i < chunks.length; i++) {
			if (chunks[i] != 0) {
				HostMemory.free(chunks[i]);
				chunks[i] = 0;
			}
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The address space that harts and devices see: windows of memory and of devices, and holes that fault. The same
 * class serves as the machine's bus and, over a {@link FrameMap}, as the guest-physical bus of a VM.
 */
public final class PhysicalBus {

	private record Window(long base, long size, Memory memory, Device device) {
		boolean contains(long address) {
			return Long.compareUnsigned(address - base, size) < 0;
		}
	}

	private static final int WORDS = (int) (Memory.PAGE / Long.BYTES);

	private final boolean parallel;
	private Window[] windows = new Window[0];
	private Window last;
	/** By page, the double-words of which writes are told, a bit for each. */
	private final Map<Long, BitSet> tracked = new HashMap<>();
	private final List<Hart> harts = new ArrayList<>();
	private WriteObserver[] observers = new WriteObserver[0];

	/** A bus whose harts run on one thread, by turns. */
	public PhysicalBus() {
		this(false);
	}

	/**
	 * @param parallel whether each hart runs on a thread of its own. The bus is then the lock of the machine: who holds its
	 *        monitor may touch devices, the clock and the lines to harts; what a hart does beyond its registers, its own
	 *        translations and memory, it does so. Decoded code is then as old as the hart's last {@code fence.i}.
	 */
	public PhysicalBus(boolean parallel) {
		this.parallel = parallel;
	}

	/** Whether each hart runs on a thread of its own. */
	public boolean parallel() {
		return parallel;
	}

	/** Puts memory at an address. */
	public void addMemory(long base, Memory memory) {
		if (base % Memory.PAGE != 0) {
			throw new IllegalArgumentException("Memory must begin at a page boundary, not at 0x" + Long.toHexString(base));
		}
		add(new Window(base, memory.size(), memory, null));
	}

	/** Puts a device at an address. */
	public void addDevice(long base, long size, Device device) {
		add(new Window(base, size, null, device));
	}

	private void add(Window added) {
		for (Window window : windows) {
			if (window.contains(added.base) || added.contains(window.base)) {
				throw new IllegalArgumentException("The window at 0x" + Long.toHexString(added.base)
						+ " overlaps the one at 0x" + Long.toHexString(window.base));
			}
		}
		windows = Arrays.copyOf(windows, windows.length + 1);
		windows[windows.length - 1] = added;
		last = added;
		harts.forEach(Hart::flushTlb);
	}

	private Window find(long address) {
		Window window = last;
		if (window != null && window.contains(address)) {
			return window;
		}
		for (Window candidate : windows) {
			if (candidate.contains(address)) {
				last = candidate;
				return candidate;
			}
		}
		return null;
	}

	/** Whether there is memory (not a device, not a hole) at the address. */
	public boolean isMemory(long address) {
		Window window = find(address);
		return window != null && window.memory != null;
	}

	/** Whether there is memory from {@code address} on for {@code length} bytes within one window. */
	public boolean isMemory(long address, long length) {
		Window window = find(address);
		return window != null && window.memory != null && length >= 0 && length <= window.size - (address - window.base);
	}

	/** Whether a device answers at the address. */
	public boolean isDevice(long address) {
		Window window = find(address);
		return window != null && window.device != null;
	}

	/** The frames behind an address, or {@code null} where there is no memory. */
	public Ram frames(long address) {
		Window window = find(address);
		return window == null || window.memory == null ? null : window.memory.frames(address - window.base);
	}

	/** The offset in {@link #frames} of the byte at an address; only where that is not null. */
	public long frameOffset(long address) {
		Window window = find(address);
		long offset = address - window.base;
		return window.memory.frameOffset(offset) + (offset & Memory.PAGE - 1);
	}

	/**
	 * The host address of a byte of memory, good to the end of its page, or 0 where there is no direct path: at holes
	 * and devices, and for writing where somebody must be told of the write.
	 */
	public long hostAddress(long address, boolean forWrite) {
		Ram ram = frames(address);
		if (ram == null) {
			return 0;
		}
		long offset = frameOffset(address);
		if (forWrite && (tracked.containsKey(address & -Memory.PAGE) || ram.holdsCode(offset))) {
			return 0;
		}
		return ram.hostAddress(offset);
	}

	private boolean isTracked(long address, int size) {
		if (tracked.isEmpty()) {
			return false;
		}
		BitSet words = tracked.get(address & -Memory.PAGE);
		int first = (int) (address & Memory.PAGE - 1) >>> 3;
		int next = words == null ? -1 : words.nextSetBit(first);
		return next >= 0 && next <= (int) (address & Memory.PAGE - 1) + size - 1 >>> 3;
	}

	/** Whether a write of these bytes must be told to somebody: they are tracked, or are decoded code. */
	boolean mustTell(long address, int size) {
		return isTracked(address, size) || holdsCode(address, size);
	}

	/** Whether some of these bytes are decoded code. */
	boolean holdsCode(long address, int size) {
		Ram ram = frames(address);
		return ram != null && ram.holdsCode(frameOffset(address), size);
	}

	/** Whether an access of a hart gets an answer; {@code false} means access fault. */
	public boolean accepts(long address, int size, boolean write) {
		Window window = find(address);
		if (window == null) {
			return false;
		}
		long offset = address - window.base;
		if (offset + size > window.size || offset + size < 0) {
			return false;
		}
		return window.memory != null || (offset & size - 1) == 0 && window.device.accepts(offset, size, write);
	}

	/** Reads memory or a device, zero-extended; within one page, and only where {@link #accepts} says so. */
	public long read(long address, int size) {
		Window window = find(address);
		long offset = address - window.base;
		if (window.device != null) {
			return zeroExtend(window.device.read(offset, size), size);
		}
		Ram ram = window.memory.frames(offset);
		if (ram == null) {
			return 0;
		}
		return raw(ram.hostAddress(frameOffset(address)), size);
	}

	/**
	 * Writes memory or a device, telling observers and code caches; within one page, and only where
	 * {@link #accepts} says so.
	 *
	 * @param by the hart that writes, or {@code null} for a device
	 */
	public void write(Hart by, long address, int size, long value) {
		Window window = find(address);
		long offset = address - window.base;
		if (window.device != null) {
			window.device.write(offset, size, zeroExtend(value, size));
			return;
		}
		Ram ram = window.memory.frames(offset);
		if (ram == null) {
			return;
		}
		for (Hart hart : harts) {
			if (hart != by) {
				hart.breakReservation(address, size);
			}
		}
		long frame = frameOffset(address);
		long host = ram.hostAddress(frame);
		boolean tell = observers.length > 0 && isTracked(address, size);
		long old = tell ? raw(host, size) : 0;
		long stored = zeroExtend(value, size);
		if (tell) {
			for (WriteObserver observer : observers) {
				observer.beforeWrite(by, address, size, old, stored);
			}
		}
		rawWrite(host, size, value);
		ram.written(frame, size);
		if (tell) {
			for (WriteObserver observer : observers) {
				observer.afterWrite(by, address, size, old, stored);
			}
		}
	}

	/**
	 * Reads memory for a debugger or a DMA engine, across pages; devices are not touched.
	 *
	 * @return whether the whole range is memory; if not, nothing is read
	 */
	public boolean read(long address, byte[] target, int offset, int length) {
		if (!isMemory(address, length)) {
			return false;
		}
		int done = 0;
		while (done < length) {
			long at = address + done;
			int chunk = (int) Math.min(length - done, Memory.PAGE - (at & Memory.PAGE - 1));
			Window window = find(at);
			Ram ram = window.memory.touched(at - window.base) ? window.memory.frames(at - window.base) : null;
			if (ram == null) {
				Arrays.fill(target, offset + done, offset + done + chunk, (byte) 0);
			} else {
				HostMemory.read(ram.hostAddress(frameOffset(at)), target, offset + done, chunk);
			}
			done += chunk;
		}
		return true;
	}

	/**
	 * Writes memory for a debugger, a loader or a DMA engine, across pages, telling observers and code caches.
	 *
	 * @return whether the whole range is memory; if not, nothing is written
	 */
	public boolean write(long address, byte[] source, int offset, int length) {
		if (!isMemory(address, length)) {
			return false;
		}
		int done = 0;
		while (done < length) {
			long at = address + done;
			int chunk = (int) Math.min(length - done, Memory.PAGE - (at & Memory.PAGE - 1));
			if (tracked.containsKey(at & -Memory.PAGE)) {
				chunk = (int) Math.min(chunk, 8 - (at & 7));
				chunk = Integer.highestOneBit(chunk);
				long value = 0;
				for (int i = chunk - 1; i >= 0; i--) {
					value = value << 8 | source[offset + done + i] & 0xff;
				}
				write(null, at, chunk, value);
			} else {
				writeChunk(at, source, offset + done, chunk);
			}
			done += chunk;
		}
		return true;
	}

	private void writeChunk(long at, byte[] source, int offset, int chunk) {
		Ram ram = frames(at);
		if (ram != null) {
			long frame = frameOffset(at);
			HostMemory.write(ram.hostAddress(frame), source, offset, chunk);
			ram.written(frame, chunk);
			for (Hart hart : harts) {
				hart.breakReservation(at, chunk);
			}
		}
	}

	/** Begins or ends telling observers of writes to the page that holds {@code address}. */
	public void track(long address, boolean on) {
		long page = address & -Memory.PAGE;
		if (on ? tracked.put(page, all()) == null : tracked.remove(page) != null) {
			for (Hart hart : harts) {
				hart.withdrawWrites(page);
			}
		}
	}

	private static BitSet all() {
		BitSet words = new BitSet();
		words.set(0, WORDS);
		return words;
	}

	/**
	 * Has observers told of writes to some double-words of a tracked page only, a bit for each, until {@link #track} begins anew. Writes to the
	 * others stay slower than elsewhere, but stop nothing.
	 */
	public void narrow(long address, BitSet words) {
		tracked.replace(address & -Memory.PAGE, words);
	}

	/** Whether writes to the double-word that holds {@code address} are told. */
	public boolean isTracked(long address) {
		return isTracked(address, 1);
	}

	/** Adds an observer of writes to tracked pages; they are told in the order in which they were added. */
	public void addWriteObserver(WriteObserver observer) {
		observers = Arrays.copyOf(observers, observers.length + 1);
		observers[observers.length - 1] = observer;
	}

	public void removeWriteObserver(WriteObserver observer) {
		observers = Arrays.stream(observers).filter(o -> o != observer).toArray(WriteObserver[]::new);
	}

	/** The harts on this bus, in the order in which they were built. */
	public List<Hart> harts() {
		return List.copyOf(harts);
	}

	void attach(Hart hart) {
		harts.add(hart);
	}

	private static long zeroExtend(long value, int size) {
		return size == 8 ? value : value & (1L << size * 8) - 1;
	}

	static long raw(long host, int size) {
		return switch (size) {
			case 1 -> HostMemory.getByte(host) & 0xffL;
			case 2 -> HostMemory.getShort(host) & 0xffffL;
			case 4 -> HostMemory.getInt(host) & 0xffff_ffffL;
			default -> HostMemory.getLong(host);
		};
	}

	static void rawWrite(long host, int size, long value) {
		switch (size) {
			case 1 -> HostMemory.putByte(host, (byte) value);
			case 2 -> HostMemory.putShort(host, (short) value);
			case 4 -> HostMemory.putInt(host, (int) value);
			default -> HostMemory.putLong(host, value);
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A guest's RAM as a view of machine frames: page by page it says which frame of another {@link Ram} stands behind.
 * A page without a frame gets one from the allocator on first touch.
 */
public final class FrameMap implements Memory {

	private final Ram frames;
	private final long[] map;
	private final LongSupplier allocator;

	/**
	 * @param size      in bytes; a positive multiple of the page size
	 * @param frames    the memory that holds the frames
	 * @param allocator gives the offset in {@code frames} of a free, zeroed frame, or -1 where none is left (the
	 *                  access then faults)
	 */
	public FrameMap(long size, Ram frames, LongSupplier allocator) {
		if (size <= 0 || size % PAGE != 0) {
			throw new IllegalArgumentException("The size of RAM must be a positive multiple of 4096 bytes, not " + size);
		}
		this.frames = frames;
		this.allocator = allocator;
		this.map = new long[Math.toIntExact(size / PAGE)];
		Arrays.fill(map, -1);
	}

	@Override
	public long size() {
		return (long) map.length * PAGE;
	}

	@Override
	public Ram frames(long offset) {
		int page = (int) (offset / PAGE);
		if (map[page] < 0) {
			map[page] = allocator.getAsLong();
		}
		return map[page] < 0 ? null : frames;
	}

	@Override
	public long frameOffset(long offset) {
		return map[(int) (offset / PAGE)];
	}

	@Override
	public boolean touched(long offset) {
		return map[(int) (offset / PAGE)] >= 0;
	}

	/** The frame behind a page, as an offset in the frames' memory, if it has one yet. */
	public OptionalLong frame(long offset) {
		long frame = map[(int) (offset / PAGE)];
		return frame < 0 ? OptionalLong.empty() : OptionalLong.of(frame);
	}

	/** Puts a frame behind a page, or none ({@code -1}). Harts on the bus must flush what they cached of it. */
	public void set(long offset, long frame) {
		map[(int) (offset / PAGE)] = frame;
	}
}

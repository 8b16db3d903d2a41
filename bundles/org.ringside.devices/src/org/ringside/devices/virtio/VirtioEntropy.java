/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * A source of random bytes (section 5.4). They follow from a seed, so that a run repeats itself; they are no secret.
 * The generator is SplitMix64 (Steele, Lea and Flood, 2014).
 */
public final class VirtioEntropy implements VirtioDevice {

	/** Bytes that one buffer gets; the driver asks again for more. */
	private static final int MOST = 1 << 12;
	/** Buffers that are filled within one notification. */
	private static final int AT_ONCE = 64;

	private final long seed;
	private VirtioLink link;
	private long state;

	/** @param seed what all bytes follow from */
	public VirtioEntropy(long seed) {
		this.seed = seed;
		this.state = seed;
	}

	@Override
	public String name() {
		return "entropy";
	}

	@Override
	public int type() {
		return 4;
	}

	@Override
	public long features() {
		return 0;
	}

	@Override
	public int queues() {
		return 1;
	}

	@Override
	public void connect(VirtioLink newLink) {
		link = newLink;
	}

	@Override
	public byte[] configuration() {
		return new byte[0];
	}

	@Override
	public boolean notified(int number) {
		Virtqueue queue = link.queue(number);
		for (int i = 0; i < AT_ONCE; i++) {
			Optional<Buffer> next = queue.take();
			if (next.isEmpty()) {
				return false;
			}
			byte[] bytes = new byte[(int) Math.min(MOST, next.get().writableBytes())];
			for (int at = 0; at < bytes.length; at += Long.BYTES) {
				long word = next();
				for (int b = at; b < Math.min(bytes.length, at + Long.BYTES); b++) {
					bytes[b] = (byte) (word >>> 8 * (b - at));
				}
			}
			queue.giveBack(next.get(), next.get().write(0, bytes, 0, bytes.length));
		}
		return true;
	}

	private long next() {
		state += 0x9e37_79b9_7f4a_7c15L;
		long mixed = (state ^ state >>> 30) * 0xbf58_476d_1ce4_e5b9L;
		mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
		return mixed ^ mixed >>> 31;
	}

	/** A driver that resets the device does not get the same bytes again. */
	@Override
	public void reset() {
		// the generator goes on
	}

	/** @return what all bytes follow from */
	public long seed() {
		return seed;
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeLong(state);
	}

	@Override
	public void load(DataInput in) throws IOException {
		state = in.readLong();
	}
}

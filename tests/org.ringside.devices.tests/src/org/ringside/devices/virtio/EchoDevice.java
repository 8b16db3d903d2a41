/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Gives back in the writable part of a buffer what its readable part holds, at most {@code atOnce} buffers per notification. */
final class EchoDevice implements VirtioDevice {

	static final int FEATURE = 3;

	final byte[] configuration = {1, 2, 3, 4, 5, 6, 7, 8};
	VirtioLink link;
	int atOnce = 1000;
	int starts;
	int resets;

	@Override
	public String name() {
		return "echo";
	}

	@Override
	public int type() {
		return 42;
	}

	@Override
	public long features() {
		return VirtioFeature.set(FEATURE);
	}

	@Override
	public int queues() {
		return 2;
	}

	@Override
	public void connect(VirtioLink newLink) {
		link = newLink;
	}

	@Override
	public byte[] configuration() {
		return configuration.clone();
	}

	@Override
	public void configure(int offset, int size, int value) {
		for (int i = 0; i < size; i++) {
			configuration[offset + i] = (byte) (value >>> 8 * i);
		}
	}

	@Override
	public void started() {
		starts++;
	}

	@Override
	public boolean notified(int queue) {
		Virtqueue ring = link.queue(queue);
		for (int i = 0; i < atOnce; i++) {
			var taken = ring.take();
			if (taken.isEmpty()) {
				return false;
			}
			Buffer buffer = taken.get();
			byte[] bytes = new byte[(int) Math.min(buffer.readableBytes(), 1 << 20)];
			int read = buffer.read(0, bytes, 0, bytes.length);
			ring.giveBack(buffer, buffer.write(0, Arrays.copyOf(bytes, read), 0, read));
		}
		return ring.peek().isPresent();
	}

	@Override
	public void reset() {
		resets++;
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.write(configuration);
	}

	@Override
	public void load(DataInput in) throws IOException {
		in.readFully(configuration);
	}
}

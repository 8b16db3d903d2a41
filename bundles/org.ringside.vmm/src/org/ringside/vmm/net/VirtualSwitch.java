/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import java.io.DataInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.ringside.devices.virtio.NetworkCable;

/**
 * An Ethernet switch that guests meet on: it learns behind which port an address is, sends frames there, and floods those for
 * groups or for addresses that it does not know. Ports may be used from different threads. Where all guests run on one
 * thread, each run is the same, as nothing here depends on time.
 */
public final class VirtualSwitch {

	private static final int MOST_PORTS = 64;
	/** Addresses that are remembered; the oldest one goes when another comes. */
	private static final int MOST_ADDRESSES = 1024;

	private final List<Port> ports = new ArrayList<>();
	private final Map<Long, Port> learned = new LinkedHashMap<>();
	private int plugged;

	/** A socket of the switch, for one card. */
	private final class Port implements NetworkCable {
		private final FrameQueue queue = new FrameQueue();
		private final byte[] address;

		private Port(int number) {
			// the range that QEMU and KVM use for guests
			address = new byte[] {0x52, 0x54, 0x00, 0x12, (byte) (0x34 + (number + 0x56 >>> 8)), (byte) (0x56 + number)};
		}

		@Override
		public byte[] address() {
			return address.clone();
		}

		@Override
		public void send(byte[] frame) {
			forward(this, frame);
		}

		@Override
		public Optional<byte[]> receive() {
			return queue.poll();
		}

		@Override
		public void onArrival(Runnable told) {
			queue.onArrival(told);
		}

		@Override
		public long receivedLost() {
			return queue.lost();
		}

		@Override
		public String kind() {
			return "switch";
		}

		@Override
		public void load(DataInput in) {
			queue.clear();
		}
	}

	/**
	 * Plugs a card in. Each gets an address of its own, in the order in which they are plugged in.
	 *
	 * @throws IllegalStateException if all ports are taken
	 */
	public synchronized NetworkCable plugIn() {
		if (ports.size() == MOST_PORTS) {
			throw new IllegalStateException("A switch has " + MOST_PORTS + " ports, and all are taken");
		}
		Port port = new Port(plugged++);
		ports.add(port);
		return port;
	}

	/**
	 * Takes a card's cable out; what is on its way to it is lost.
	 *
	 * @return whether it was in
	 */
	public synchronized boolean unplug(NetworkCable cable) {
		learned.values().removeIf(port -> port == cable);
		return ports.removeIf(port -> port == cable);
	}

	private void forward(Port from, byte[] frame) {
		if (frame.length < NetworkCable.SMALLEST_FRAME || frame.length > NetworkCable.LARGEST_FRAME) {
			return;
		}
		List<Port> to;
		synchronized (this) {
			if (!ports.contains(from)) {
				return;
			}
			learn(address(frame, 6), from);
			Port known = isGroup(frame, 0) ? null : learned.get(address(frame, 0));
			to = known == null ? ports.stream().filter(port -> port != from).toList() : known == from ? List.of() : List.of(known);
		}
		for (Port port : to) {
			port.queue.add(Arrays.copyOf(frame, frame.length));
		}
	}

	private void learn(long source, Port from) {
		if ((source >>> 40 & 1) != 0) {
			// no card has the address of a group
			return;
		}
		learned.remove(source);
		if (learned.size() == MOST_ADDRESSES) {
			learned.remove(learned.keySet().iterator().next());
		}
		learned.put(source, from);
	}

	private static boolean isGroup(byte[] frame, int at) {
		return (frame[at] & 1) != 0;
	}

	private static long address(byte[] frame, int at) {
		long address = 0;
		for (int i = 0; i < 6; i++) {
			address = address << 8 | frame[at + i] & 0xff;
		}
		return address;
	}
}

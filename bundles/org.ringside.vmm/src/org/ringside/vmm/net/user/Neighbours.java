/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.IntConsumer;

/** Which card has which address, as far as the guest has told, and the few packets that wait for an answer. */
final class Neighbours {

	private static final int MOST_KNOWN = 64;
	private static final int MOST_WAITING = 16;

	/** Sends a frame to a card. */
	@FunctionalInterface
	interface Sender {
		void send(long card, byte[] frame);
	}

	private record Waiting(int address, byte[] frame) {
	}

	private final IntConsumer ask;
	private final Sender sender;
	private final Map<Integer, Long> known = new LinkedHashMap<>();
	private final Queue<Waiting> waiting = new ArrayDeque<>();

	/** @param ask asks all cards who has an address */
	Neighbours(IntConsumer ask, Sender sender) {
		this.ask = ask;
		this.sender = sender;
	}

	/** The card is there under this address: what waited for it goes. */
	void learn(int address, long card) {
		if (Ethernet.isGroup(card)) {
			return;
		}
		Long before = known.put(address, card);
		if (before != null) {
			return;
		}
		if (known.size() > MOST_KNOWN) {
			Iterator<Integer> oldest = known.keySet().iterator();
			oldest.next();
			oldest.remove();
		}
		for (Iterator<Waiting> all = waiting.iterator(); all.hasNext();) {
			Waiting one = all.next();
			if (one.address == address) {
				all.remove();
				sender.send(card, one.frame);
			}
		}
	}

	/** Writes who is where; what waits is not kept. */
	void save(DataOutput out) throws IOException {
		out.writeInt(known.size());
		for (Map.Entry<Integer, Long> one : known.entrySet()) {
			out.writeInt(one.getKey());
			out.writeLong(one.getValue());
		}
	}

	void load(DataInput in) throws IOException {
		int count = in.readInt();
		if (count < 0 || count > MOST_KNOWN) {
			throw new IOException("The snapshot's network knows " + count + " cards; it knows at most " + MOST_KNOWN + ".");
		}
		known.clear();
		waiting.clear();
		for (int i = 0; i < count; i++) {
			known.put(in.readInt(), in.readLong());
		}
	}

	void send(int address, byte[] frame) {
		Long card = known.get(address);
		if (card != null) {
			sender.send(card, frame);
			return;
		}
		if (waiting.size() == MOST_WAITING) {
			waiting.remove();
		}
		waiting.add(new Waiting(address, frame));
		ask.accept(address);
	}
}

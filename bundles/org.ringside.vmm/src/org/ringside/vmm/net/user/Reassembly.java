/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts packets together from their fragments (RFC 791, 3.2), of which only so many wait, and not for ever. */
final class Reassembly {

	private static final int MOST_PACKETS = 8;
	private static final int MOST_FRAGMENTS = 64;
	private static final int LARGEST = 65535 - Ipv4Packet.HEADER;
	private static final long PATIENCE_NANOS = 15_000_000_000L;

	private record Key(int source, int destination, int protocol, int identification) {
	}

	private static final class Parts {
		private final List<Ipv4Packet> fragments = new ArrayList<>();
		private final long began;

		private Parts(long began) {
			this.began = began;
		}
	}

	private final Map<Key, Parts> waiting = new LinkedHashMap<>();

	/** Forgets all fragments. */
	void clear() {
		waiting.clear();
	}

	/** Takes a packet; gives it back if it is whole, or the whole to which it was the last fragment. */
	Optional<Ipv4Packet> add(Ipv4Packet packet, long now) {
		if (!packet.isFragment()) {
			return Optional.of(packet);
		}
		waiting.values().removeIf(parts -> now - parts.began > PATIENCE_NANOS);
		Key key = new Key(packet.source(), packet.destination(), packet.protocol(), packet.identification());
		Parts parts = waiting.computeIfAbsent(key, absent -> new Parts(now));
		if (waiting.size() > MOST_PACKETS) {
			Iterator<Key> oldest = waiting.keySet().iterator();
			oldest.next();
			oldest.remove();
		}
		boolean unfit = packet.fragmentOffset() + packet.payload().length > LARGEST || packet.moreFragments() && packet.payload().length % 8 != 0
				|| packet.payload().length == 0 || parts.fragments.size() == MOST_FRAGMENTS;
		if (unfit || parts.fragments.stream().anyMatch(other -> overlap(other, packet))) {
			// Fragments that overlap are an attack or a mistake (RFC 5722 has good reasons, for IPv6): the whole is lost.
			waiting.remove(key);
			return Optional.empty();
		}
		parts.fragments.add(packet);
		Optional<Ipv4Packet> whole = whole(parts.fragments);
		whole.ifPresent(done -> waiting.remove(key));
		return whole;
	}

	private static boolean overlap(Ipv4Packet one, Ipv4Packet other) {
		return one.fragmentOffset() < other.fragmentOffset() + other.payload().length
				&& other.fragmentOffset() < one.fragmentOffset() + one.payload().length;
	}

	/** As no two of them overlap, they are complete when their lengths add up to the end of the last one. */
	private static Optional<Ipv4Packet> whole(List<Ipv4Packet> fragments) {
		int sum = 0;
		int length = -1;
		int furthest = 0;
		Ipv4Packet first = null;
		for (Ipv4Packet fragment : fragments) {
			int end = fragment.fragmentOffset() + fragment.payload().length;
			sum += fragment.payload().length;
			furthest = Math.max(furthest, end);
			if (!fragment.moreFragments()) {
				length = end;
			}
			if (fragment.fragmentOffset() == 0) {
				first = fragment;
			}
		}
		if (first == null || sum != length || furthest != length) {
			return Optional.empty();
		}
		byte[] everything = new byte[length];
		for (Ipv4Packet fragment : fragments) {
			System.arraycopy(fragment.payload(), 0, everything, fragment.fragmentOffset(), fragment.payload().length);
		}
		return Optional.of(first.whole(everything));
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.util.Optional;

/**
 * A message of ARP (RFC 826) for IPv4 on Ethernet.
 *
 * @param asks whether it asks who has {@code target}; otherwise it answers
 */
record Arp(boolean asks, long card, int sender, int target) {

	private static final int LENGTH = 28;

	/** Reads the message in a frame. */
	static Optional<Arp> read(byte[] frame) {
		int at = Ethernet.HEADER;
		if (frame.length < at + LENGTH || Octets.get16(frame, at) != 1 || Octets.get16(frame, at + 2) != Ethernet.IPV4
				|| Octets.get16(frame, at + 4) != 0x0604) {
			return Optional.empty();
		}
		int operation = Octets.get16(frame, at + 6);
		if (operation != 1 && operation != 2) {
			return Optional.empty();
		}
		return Optional.of(new Arp(operation == 1, Ethernet.address(frame, at + 8), Octets.get32(frame, at + 14), Octets.get32(frame, at + 24)));
	}

	/** The frame that asks all cards who has an address. */
	static byte[] request(long ownCard, int own, int wanted) {
		return frame(1, ownCard, own, Ethernet.BROADCAST, 0, wanted);
	}

	/** The frame that tells the one who asked that the address is ours. */
	byte[] reply(long ownCard) {
		return frame(2, ownCard, target, card, card, sender);
	}

	private static byte[] frame(int operation, long ownCard, int own, long to, long card, int target) {
		byte[] frame = new byte[Ethernet.HEADER + LENGTH];
		int at = Ethernet.HEADER;
		Ethernet.putHeader(frame, to, ownCard, Ethernet.ARP);
		Octets.put16(frame, at, 1);
		Octets.put16(frame, at + 2, Ethernet.IPV4);
		Octets.put16(frame, at + 4, 0x0604);
		Octets.put16(frame, at + 6, operation);
		Ethernet.putAddress(frame, at + 8, ownCard);
		Octets.put32(frame, at + 14, own);
		Ethernet.putAddress(frame, at + 18, card);
		Octets.put32(frame, at + 24, target);
		return frame;
	}
}

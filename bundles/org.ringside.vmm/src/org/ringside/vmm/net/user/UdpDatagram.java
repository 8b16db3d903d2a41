/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.util.Arrays;
import java.util.Optional;

/** A datagram of UDP (RFC 768). */
record UdpDatagram(int sourcePort, int destinationPort, byte[] data) {

	static final int HEADER = 8;
	/** The most data that fits a packet. */
	static final int MOST_DATA = 65535 - Ipv4Packet.HEADER - HEADER;

	/** Reads what a packet carries; empty if it is damaged. */
	static Optional<UdpDatagram> read(Ipv4Packet packet) {
		byte[] payload = packet.payload();
		if (payload.length < HEADER) {
			return Optional.empty();
		}
		int length = Octets.get16(payload, 4);
		if (length < HEADER || length > payload.length) {
			return Optional.empty();
		}
		// a sum of 0 says that there is none
		if (Octets.get16(payload, 6) != 0 && Checksum.finish(Checksum.add(Checksum.pseudoHeader(packet.source(), packet.destination(), Ipv4Packet.UDP, length),
				payload, 0, length)) != 0) {
			return Optional.empty();
		}
		return Optional.of(new UdpDatagram(Octets.get16(payload, 0), Octets.get16(payload, 2), Arrays.copyOfRange(payload, HEADER, length)));
	}

	/** The payload of a packet that carries it. */
	byte[] payload(int source, int destination) {
		byte[] payload = new byte[HEADER + data.length];
		Octets.put16(payload, 0, sourcePort);
		Octets.put16(payload, 2, destinationPort);
		Octets.put16(payload, 4, payload.length);
		System.arraycopy(data, 0, payload, HEADER, data.length);
		int sum = Checksum.finish(Checksum.add(Checksum.pseudoHeader(source, destination, Ipv4Packet.UDP, payload.length), payload, 0, payload.length));
		Octets.put16(payload, 6, sum == 0 ? 0xffff : sum);
		return payload;
	}
}

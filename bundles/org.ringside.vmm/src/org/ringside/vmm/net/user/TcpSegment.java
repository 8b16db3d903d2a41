/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.util.Optional;

/**
 * A segment of TCP (RFC 9293, 3.1).
 *
 * @param mss the maximum segment size that a SYN announces; 0 if none does
 * @param data whose bytes from {@code dataAt} on are the data
 */
record TcpSegment(int sourcePort, int destinationPort, int sequence, int acknowledgment, int flags, int window, int mss, byte[] data,
		int dataAt) {

	static final int FIN = 1;
	static final int SYN = 2;
	static final int RST = 4;
	static final int PSH = 8;
	static final int ACK = 16;
	static final int HEADER = 20;
	private static final byte[] NONE = {};
	private static final int OPTION_END = 0;
	private static final int OPTION_NONE = 1;
	private static final int OPTION_MSS = 2;

	/** One without data, as the network sends it. */
	static TcpSegment bare(int sourcePort, int destinationPort, int sequence, int acknowledgment, int flags, int window, int mss) {
		return new TcpSegment(sourcePort, destinationPort, sequence, acknowledgment, flags, window, mss, NONE, 0);
	}

	/** Reads what a packet carries; empty if it is damaged. */
	static Optional<TcpSegment> read(Ipv4Packet packet) {
		byte[] bytes = packet.payload();
		if (bytes.length < HEADER) {
			return Optional.empty();
		}
		int header = (bytes[12] >>> 4 & 0xf) * 4;
		if (header < HEADER || header > bytes.length || Checksum.finish(Checksum.add(
				Checksum.pseudoHeader(packet.source(), packet.destination(), Ipv4Packet.TCP, bytes.length), bytes, 0, bytes.length)) != 0) {
			return Optional.empty();
		}
		return Optional.of(new TcpSegment(Octets.get16(bytes, 0), Octets.get16(bytes, 2), Octets.get32(bytes, 4), Octets.get32(bytes, 8),
				bytes[13] & 0x3f, Octets.get16(bytes, 14), mss(bytes, header), bytes, header));
	}

	private static int mss(byte[] bytes, int end) {
		int at = HEADER;
		while (at < end && bytes[at] != OPTION_END) {
			if (bytes[at] == OPTION_NONE) {
				at++;
				continue;
			}
			if (at + 1 >= end || bytes[at + 1] < 2 || at + bytes[at + 1] > end) {
				return 0;
			}
			if (bytes[at] == OPTION_MSS && bytes[at + 1] == 4) {
				return Octets.get16(bytes, at + 2);
			}
			at += bytes[at + 1];
		}
		return 0;
	}

	boolean has(int flag) {
		return (flags & flag) != 0;
	}

	int dataLength() {
		return data.length - dataAt;
	}

	/** How many sequence numbers it takes. */
	int length() {
		return dataLength() + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
	}

	/** The payload of a packet that carries it. */
	byte[] payload(int source, int destination) {
		int header = HEADER + (mss == 0 ? 0 : 4);
		byte[] bytes = new byte[header + dataLength()];
		Octets.put16(bytes, 0, sourcePort);
		Octets.put16(bytes, 2, destinationPort);
		Octets.put32(bytes, 4, sequence);
		Octets.put32(bytes, 8, acknowledgment);
		bytes[12] = (byte) (header / 4 << 4);
		bytes[13] = (byte) flags;
		Octets.put16(bytes, 14, window);
		if (mss != 0) {
			bytes[HEADER] = OPTION_MSS;
			bytes[HEADER + 1] = 4;
			Octets.put16(bytes, HEADER + 2, mss);
		}
		System.arraycopy(data, dataAt, bytes, header, dataLength());
		Octets.put16(bytes, 16, Checksum.finish(Checksum.add(Checksum.pseudoHeader(source, destination, Ipv4Packet.TCP, bytes.length), bytes, 0,
				bytes.length)));
		return bytes;
	}
}

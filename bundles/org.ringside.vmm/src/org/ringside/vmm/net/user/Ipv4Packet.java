/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.util.Arrays;
import java.util.Optional;

/**
 * A packet of IPv4 (RFC 791): what of its header matters here, and what it carries.
 *
 * @param identification which fragments belong together
 * @param fragmentOffset where in the whole the payload belongs, in bytes
 * @param moreFragments whether the whole goes on behind it
 * @param payload what follows the header
 * @param head the header and the first bytes behind it, which ICMP quotes
 */
record Ipv4Packet(int source, int destination, int protocol, int identification, int fragmentOffset, boolean moreFragments, byte[] payload,
		byte[] head) {

	static final int ICMP = 1;
	static final int TCP = 6;
	static final int UDP = 17;
	static final int HEADER = 20;
	/** The most bytes of a packet on the guest's wire. */
	static final int MTU = 1500;
	/** What an ICMP message quotes behind the header (RFC 792). */
	private static final int QUOTED = 8;
	private static final int TIME_TO_LIVE = 64;
	private static final int MORE = 0x2000;

	/** Reads the packet in a frame; empty if it is none that a host takes (RFC 1122, 3.2.1). */
	static Optional<Ipv4Packet> read(byte[] frame) {
		int at = Ethernet.HEADER;
		if (frame.length < at + HEADER || frame[at] >>> 4 != 4) {
			return Optional.empty();
		}
		int header = (frame[at] & 0xf) * 4;
		int length = Octets.get16(frame, at + 2);
		if (header < HEADER || length < header || length > frame.length - at || Checksum.finish(Checksum.add(0, frame, at, header)) != 0) {
			return Optional.empty();
		}
		int fragment = Octets.get16(frame, at + 6);
		return Optional.of(new Ipv4Packet(Octets.get32(frame, at + 12), Octets.get32(frame, at + 16), frame[at + 9] & 0xff, Octets.get16(frame, at + 4),
				(fragment & 0x1fff) * 8, (fragment & MORE) != 0, Arrays.copyOfRange(frame, at + header, at + length),
				Arrays.copyOfRange(frame, at, at + Math.min(length, header + QUOTED))));
	}

	boolean isFragment() {
		return moreFragments || fragmentOffset != 0;
	}

	/** The same, put together from its fragments. */
	Ipv4Packet whole(byte[] everything) {
		return new Ipv4Packet(source, destination, protocol, identification, 0, false, everything, head);
	}

	/** A frame with room for the Ethernet header and a piece of a payload behind a header of IPv4. */
	static byte[] frame(int source, int destination, int protocol, int identification, byte[] payload, int from, int count) {
		byte[] frame = new byte[Ethernet.HEADER + HEADER + count];
		int at = Ethernet.HEADER;
		frame[at] = 0x45;
		Octets.put16(frame, at + 2, HEADER + count);
		Octets.put16(frame, at + 4, identification);
		Octets.put16(frame, at + 6, (from + count < payload.length ? MORE : 0) | from / 8);
		frame[at + 8] = TIME_TO_LIVE;
		frame[at + 9] = (byte) protocol;
		Octets.put32(frame, at + 12, source);
		Octets.put32(frame, at + 16, destination);
		Octets.put16(frame, at + 10, Checksum.finish(Checksum.add(0, frame, at, HEADER)));
		System.arraycopy(payload, from, frame, at + HEADER, count);
		return frame;
	}
}

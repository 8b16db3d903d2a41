/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

/** Answers to echo requests, and the messages that say why a packet goes nowhere (RFC 792). */
final class Icmp {

	private static final int ECHO_REPLY = 0;
	private static final int UNREACHABLE = 3;
	private static final int ECHO = 8;
	private static final int HEADER = 8;

	/** Why a packet goes nowhere. */
	enum Reason {
		HOST_UNREACHABLE(1), PORT_UNREACHABLE(3),
		/** RFC 1812, 5.2.7.1. */
		PROHIBITED(13);

		private final int code;

		Reason(int code) {
			this.code = code;
		}
	}

	private final GuestLink link;

	Icmp(GuestLink link) {
		this.link = link;
	}

	static boolean isEchoRequest(Ipv4Packet packet) {
		byte[] message = packet.payload();
		return message.length >= HEADER && message[0] == ECHO && message[1] == 0 && Checksum.finish(Checksum.add(0, message, 0, message.length)) == 0;
	}

	/** Answers in the name of the one who was asked. */
	void answer(Ipv4Packet request) {
		byte[] message = request.payload().clone();
		message[0] = ECHO_REPLY;
		seal(message);
		link.send(request.destination(), request.source(), Ipv4Packet.ICMP, message);
	}

	/** Tells the sender of a packet, in the name of the one it was for, that it goes nowhere. */
	void unreachable(Ipv4Packet packet, Reason reason) {
		unreachable(packet.destination(), packet.source(), packet.head(), reason);
	}

	/** @param head the header and the first eight bytes behind it of the packet that went nowhere */
	void unreachable(int from, int to, byte[] head, Reason reason) {
		byte[] message = new byte[HEADER + head.length];
		message[0] = UNREACHABLE;
		message[1] = (byte) reason.code;
		System.arraycopy(head, 0, message, HEADER, head.length);
		seal(message);
		link.send(from, to, Ipv4Packet.ICMP, message);
	}

	private static void seal(byte[] message) {
		Octets.put16(message, 2, 0);
		Octets.put16(message, 2, Checksum.finish(Checksum.add(0, message, 0, message.length)));
	}
}

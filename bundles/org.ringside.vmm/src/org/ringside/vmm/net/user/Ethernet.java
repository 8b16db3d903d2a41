/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

/** The first 14 bytes of a frame. Hardware addresses are numbers, the first octet uppermost. */
final class Ethernet {

	static final int HEADER = 14;
	static final int IPV4 = 0x0800;
	static final int ARP = 0x0806;
	static final long BROADCAST = 0xffff_ffff_ffffL;

	private static final int ADDRESS = 6;

	private Ethernet() {
	}

	static int type(byte[] frame) {
		return Octets.get16(frame, 2 * ADDRESS);
	}

	static long destination(byte[] frame) {
		return address(frame, 0);
	}

	static long source(byte[] frame) {
		return address(frame, ADDRESS);
	}

	static boolean isGroup(long address) {
		return (address >>> 40 & 1) != 0;
	}

	static long address(byte[] bytes, int at) {
		return (long) Octets.get16(bytes, at) << 32 | Octets.get32(bytes, at + 2) & 0xffff_ffffL;
	}

	static void putAddress(byte[] bytes, int at, long address) {
		Octets.put16(bytes, at, (int) (address >>> 32));
		Octets.put32(bytes, at + 2, (int) address);
	}

	static void putHeader(byte[] frame, long destination, long source, int type) {
		putAddress(frame, 0, destination);
		putAddress(frame, ADDRESS, source);
		Octets.put16(frame, 2 * ADDRESS, type);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

/** Numbers in the order of the network, the uppermost octet first. */
final class Octets {

	private Octets() {
	}

	static int get16(byte[] bytes, int at) {
		return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
	}

	static int get32(byte[] bytes, int at) {
		return get16(bytes, at) << 16 | get16(bytes, at + 2);
	}

	static void put16(byte[] bytes, int at, int value) {
		bytes[at] = (byte) (value >>> 8);
		bytes[at + 1] = (byte) value;
	}

	static void put32(byte[] bytes, int at, int value) {
		put16(bytes, at, value >>> 16);
		put16(bytes, at + 2, value);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

/** The Internet checksum (RFC 1071). */
final class Checksum {

	private Checksum() {
	}

	/** Adds 16-bit words to a sum; an odd byte at the end counts as the upper half of a word. */
	static int add(int sum, byte[] bytes, int from, int count) {
		int result = sum;
		for (int i = 0; i + 1 < count; i += 2) {
			result += (bytes[from + i] & 0xff) << 8 | bytes[from + i + 1] & 0xff;
		}
		if ((count & 1) != 0) {
			result += (bytes[from + count - 1] & 0xff) << 8;
		}
		return fold(result);
	}

	/** The sum of the pseudo header of TCP and UDP (RFC 9293, 3.1). */
	static int pseudoHeader(int source, int destination, int protocol, int length) {
		return fold((source >>> 16) + (source & 0xffff) + (destination >>> 16) + (destination & 0xffff) + protocol + length);
	}

	/** What the field of a header holds for a sum. */
	static int finish(int sum) {
		return ~fold(sum) & 0xffff;
	}

	private static int fold(int sum) {
		int result = (sum & 0xffff) + (sum >>> 16);
		return (result & 0xffff) + (result >>> 16);
	}
}

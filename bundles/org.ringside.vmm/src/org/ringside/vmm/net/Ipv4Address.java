/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv4 addresses as numbers, the first octet uppermost. */
public final class Ipv4Address {

	private static final Pattern DOTTED = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

	private Ipv4Address() {
	}

	/** Reads four octets with dots between them; empty for anything else, names of computers included. */
	public static OptionalInt parse(String text) {
		Matcher octets = DOTTED.matcher(text);
		if (!octets.matches()) {
			return OptionalInt.empty();
		}
		int address = 0;
		for (int i = 1; i <= 4; i++) {
			int octet = Integer.parseInt(octets.group(i));
			if (octet > 255) {
				return OptionalInt.empty();
			}
			address = address << 8 | octet;
		}
		return OptionalInt.of(address);
	}

	/** The four octets with dots between them. */
	public static String text(int address) {
		return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
	}

	/** The same for Java's sockets; nothing is looked up. */
	public static InetAddress inet(int address) {
		try {
			return InetAddress.getByAddress(new byte[] {(byte) (address >>> 24), (byte) (address >>> 16), (byte) (address >>> 8), (byte) address});
		} catch (UnknownHostException e) {
			throw new IllegalStateException("four bytes are an address", e);
		}
	}
}

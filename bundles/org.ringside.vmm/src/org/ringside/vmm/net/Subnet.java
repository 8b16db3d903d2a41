/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A range of IPv4 addresses that begin alike.
 *
 * @param address the first one
 * @param prefix how many bits all have in common, 8 to 26
 */
public record Subnet(int address, int prefix) {

	public Subnet {
		if (prefix < 8 || prefix > 26) {
			throw new IllegalArgumentException("A network's prefix has 8 to 26 bits, not " + prefix);
		}
		if ((address & ~(-1 << 32 - prefix)) != 0) {
			throw new IllegalArgumentException(Ipv4Address.text(address) + " is not the first address of a network with a prefix of " + prefix + " bits");
		}
	}

	/** Reads {@code 10.0.2.0/24}; empty for anything else. */
	static Optional<Subnet> parse(String text) {
		int slash = text.indexOf('/');
		OptionalInt address = Ipv4Address.parse(slash < 0 ? text : text.substring(0, slash));
		if (address.isEmpty()) {
			return Optional.empty();
		}
		try {
			return Optional.of(new Subnet(address.getAsInt(), slash < 0 ? 24 : Integer.parseInt(text.substring(slash + 1))));
		} catch (IllegalArgumentException e) {
			// NumberFormatException, too: whoever asks has a sentence for it.
			return Optional.empty();
		}
	}

	public int mask() {
		return -1 << 32 - prefix;
	}

	public int broadcast() {
		return address | ~mask();
	}

	public boolean contains(int other) {
		return (other & mask()) == address;
	}

	/** Whether a computer on it may have the address: neither the first nor the last one. */
	boolean isHost(int other) {
		return contains(other) && other != address && other != broadcast();
	}

	@Override
	public String toString() {
		return Ipv4Address.text(address) + "/" + prefix;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.net.InetSocketAddress;
import java.util.Optional;

import org.ringside.vmm.net.Ipv4Address;
import org.ringside.vmm.net.PortForward;
import org.ringside.vmm.net.UserNetworkOptions;

/** Where packets of the guest go in the world, and which ones go nowhere. */
final class Destinations {

	static final int DNS = 53;

	private final UserNetworkOptions options;
	private final Optional<InetSocketAddress> resolver;

	Destinations(UserNetworkOptions options) {
		this.options = options;
		this.resolver = HostResolver.of(options.resolver());
	}

	/** What a packet's destination comes to. */
	sealed interface Way {
		/** It goes to a socket of that address. */
		record To(InetSocketAddress address) implements Way {
		}

		/** It goes nowhere, and the guest is told why. */
		record Refused(Icmp.Reason reason) implements Way {
		}

		/** It goes nowhere, and nobody is told: the address is no computer's. */
		record Nowhere() implements Way {
		}
	}

	/** Whether guests find a name server here. */
	boolean hasResolver() {
		return resolver.isPresent() && !options.restricted();
	}

	/** Whether the address is one of those that the network itself answers for. */
	boolean isOwn(int address) {
		return address == options.host() || address == options.dns();
	}

	/** Whether a guest may send from the address. */
	boolean isGuest(int address) {
		return options.net().contains(address) && address != options.net().address() && address != options.net().broadcast() && !isOwn(address);
	}

	Way way(int address, int port) {
		int first = address >>> 24;
		// "this" network, loopback of the guest's own, groups, reserved ones and the broadcast address (RFC 1122, 3.2.1.3)
		if (first == 0 || first == 127 || first >= 224 || address == options.net().broadcast() || address == options.net().address()) {
			return new Way.Nowhere();
		}
		if (options.restricted()) {
			return new Way.Refused(Icmp.Reason.PROHIBITED);
		}
		if (address == options.dns()) {
			return port == DNS && resolver.isPresent() ? new Way.To(resolver.get()) : new Way.Refused(Icmp.Reason.PORT_UNREACHABLE);
		}
		if (address == options.host()) {
			return new Way.To(new InetSocketAddress(Ipv4Address.inet(PortForward.LOOPBACK), port));
		}
		if (options.net().contains(address)) {
			return new Way.Refused(Icmp.Reason.HOST_UNREACHABLE);
		}
		return new Way.To(new InetSocketAddress(Ipv4Address.inet(address), port));
	}
}

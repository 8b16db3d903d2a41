/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A user-mode network: what the guest finds on it, and what of this computer it reaches. The names and the usual values are those of
 * QEMU's {@code -netdev user}.
 *
 * @param net the network's addresses
 * @param host the address under which the guest finds this computer, which is its gateway as well
 * @param dns the address of its name server
 * @param firstGuest the first address that DHCP gives
 * @param hostname what DHCP says the guest is called
 * @param resolver where questions to the name server go
 * @param restricted whether the guest reaches nothing beyond the network itself; forwarded ports reach it all the same
 * @param tftp a folder of this computer whose files the guest may load, and nothing else
 * @param bootFile the file that DHCP names as the one to load
 * @param forwards ports of this computer whose connections go to the guest
 */
public record UserNetworkOptions(Subnet net, int host, int dns, int firstGuest, Optional<String> hostname, ResolverChoice resolver,
		boolean restricted, Optional<Path> tftp, Optional<String> bootFile, List<PortForward> forwards) {

	/** The most ports that can be forwarded. */
	public static final int MOST_FORWARDS = 64;
	/** How many guests DHCP has addresses for. */
	public static final int LEASES = 16;

	/** The usual network: 10.0.2.0/24, all of the world within reach, nothing forwarded. */
	public static final UserNetworkOptions USUAL = new UserNetworkOptions(new Subnet(0x0a000200, 24), 0x0a000202, 0x0a000203, 0x0a00020f,
			Optional.empty(), new ResolverChoice.Host(), false, Optional.empty(), Optional.empty(), List.of());

	public UserNetworkOptions {
		Objects.requireNonNull(net);
		Objects.requireNonNull(hostname);
		Objects.requireNonNull(resolver);
		Objects.requireNonNull(tftp);
		Objects.requireNonNull(bootFile);
		forwards = List.copyOf(forwards);
		if (!net.isHost(host) || !net.isHost(dns) || !net.isHost(firstGuest) || !net.isHost(firstGuest + LEASES - 1)) {
			throw new IllegalArgumentException("The network " + net + " has no room for the host " + Ipv4Address.text(host) + ", the name server "
					+ Ipv4Address.text(dns) + " and " + LEASES + " guests from " + Ipv4Address.text(firstGuest) + " on.");
		}
		if (host == dns || isGuest(host, firstGuest) || isGuest(dns, firstGuest)) {
			throw new IllegalArgumentException("The addresses of the network's host " + Ipv4Address.text(host) + ", its name server "
					+ Ipv4Address.text(dns) + " and its " + LEASES + " guests from " + Ipv4Address.text(firstGuest) + " on must differ.");
		}
		for (PortForward forward : forwards) {
			if (forward.guestAddress() != 0 && (!net.isHost(forward.guestAddress()) || forward.guestAddress() == host || forward.guestAddress() == dns)) {
				throw new IllegalArgumentException("The port forward '" + forward + "' leads to no guest of the network " + net + ".");
			}
		}
		if (forwards.size() > MOST_FORWARDS) {
			throw new IllegalArgumentException("At most " + MOST_FORWARDS + " ports can be forwarded, not " + forwards.size() + ".");
		}
	}

	private static boolean isGuest(int address, int first) {
		return address - first >= 0 && address - first < LEASES;
	}

	/** The guest that a forwarded port leads to. */
	public int guestOf(PortForward forward) {
		return forward.guestAddress() == 0 ? firstGuest : forward.guestAddress();
	}

	/** The same with one more port forwarded. */
	public UserNetworkOptions withForward(PortForward forward) {
		List<PortForward> more = new java.util.ArrayList<>(forwards);
		more.add(forward);
		return new UserNetworkOptions(net, host, dns, firstGuest, hostname, resolver, restricted, tftp, bootFile, more);
	}

	/** The same with a folder for TFTP. */
	public UserNetworkOptions withTftp(Path folder) {
		return new UserNetworkOptions(net, host, dns, firstGuest, hostname, resolver, restricted, Optional.of(folder), bootFile, forwards);
	}

	/** The same, but the guest reaches nothing beyond the network; or it does. */
	public UserNetworkOptions withRestricted(boolean value) {
		return new UserNetworkOptions(net, host, dns, firstGuest, hostname, resolver, value, tftp, bootFile, forwards);
	}

	/** The same with another way for questions to the name server. */
	public UserNetworkOptions withResolver(ResolverChoice choice) {
		return new UserNetworkOptions(net, host, dns, firstGuest, hostname, choice, restricted, tftp, bootFile, forwards);
	}

	/** What {@link UserNetworkText#parse} reads after {@code user}. */
	@Override
	public String toString() {
		return UserNetworkText.write(this);
	}
}

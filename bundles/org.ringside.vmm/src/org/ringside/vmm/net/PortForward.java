/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of this computer whose connections go to the guest.
 *
 * @param protocol TCP or UDP
 * @param hostAddress where to listen; 127.0.0.1 unless the user names another one
 * @param hostPort 1 to 65535
 * @param guestAddress to whom they go; 0 for the first address that DHCP gives
 * @param guestPort 1 to 65535
 */
public record PortForward(Protocol protocol, int hostAddress, int hostPort, int guestAddress, int guestPort) {

	/** What goes over the port. */
	public enum Protocol {
		TCP, UDP;

		/** How options write it. */
		public String text() {
			return this == TCP ? "tcp" : "udp";
		}
	}

	/** 127.0.0.1. */
	public static final int LOOPBACK = 0x7f000001;

	private static final Pattern TEXT = Pattern.compile("(tcp|udp)?:([0-9.]*):(\\d{1,5})-([0-9.]*):(\\d{1,5})");

	public PortForward {
		Objects.requireNonNull(protocol);
		if (hostPort < 1 || hostPort > 65535 || guestPort < 1 || guestPort > 65535) {
			throw new IllegalArgumentException("Ports are 1 to 65535, not " + hostPort + " and " + guestPort);
		}
	}

	/**
	 * Reads {@code [tcp|udp]:[HOST-ADDRESS]:HOST-PORT-[GUEST-ADDRESS]:GUEST-PORT}, as QEMU does; but where no address of the host
	 * is named, the loopback interface is meant, not all of them.
	 *
	 * @throws IllegalArgumentException with one sentence that says what was expected
	 */
	public static PortForward parse(String text) {
		Matcher parts = TEXT.matcher(text);
		if (parts.matches()) {
			OptionalInt host = parts.group(2).isEmpty() ? OptionalInt.of(LOOPBACK) : Ipv4Address.parse(parts.group(2));
			OptionalInt guest = parts.group(4).isEmpty() ? OptionalInt.of(0) : Ipv4Address.parse(parts.group(4));
			int hostPort = Integer.parseInt(parts.group(3));
			int guestPort = Integer.parseInt(parts.group(5));
			if (host.isPresent() && guest.isPresent() && isPort(hostPort) && isPort(guestPort)) {
				return new PortForward("udp".equals(parts.group(1)) ? Protocol.UDP : Protocol.TCP, host.getAsInt(), hostPort, guest.getAsInt(), guestPort);
			}
		}
		throw new IllegalArgumentException("The port forward '" + text
				+ "' cannot be read; expected tcp::PORT-:GUEST-PORT or udp::PORT-:GUEST-PORT, such as tcp::2222-:22, with ports from 1 to 65535.");
	}

	private static boolean isPort(int number) {
		return number >= 1 && number <= 65535;
	}

	/** What {@link #parse} reads. */
	@Override
	public String toString() {
		return protocol.text() + ":" + (hostAddress == LOOPBACK ? "" : Ipv4Address.text(hostAddress)) + ":" + hostPort + "-"
				+ (guestAddress == 0 ? "" : Ipv4Address.text(guestAddress)) + ":" + guestPort;
	}
}

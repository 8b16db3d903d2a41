/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

import org.ringside.vmm.net.Ipv4Address;
import org.ringside.vmm.net.ResolverChoice;

/** The name server that a guest's questions go to. */
final class HostResolver {

	private static final int PORT = 53;
	/** Where the computer's own name servers are told on Linux, macOS and other kinds of Unix (resolv.conf(5)). */
	private static final Path CONFIGURATION = Path.of("/etc/resolv.conf");

	private HostResolver() {
	}

	/** The name server; empty if there shall be none, or this computer tells of none with an address of IPv4. */
	static Optional<InetSocketAddress> of(ResolverChoice choice) {
		return switch (choice) {
			case ResolverChoice.None none -> Optional.empty();
			case ResolverChoice.At at -> Optional.of(new InetSocketAddress(Ipv4Address.inet(at.address()), at.port()));
			case ResolverChoice.Host host -> read(CONFIGURATION);
		};
	}

	/** The first name server of such a file. */
	static Optional<InetSocketAddress> read(Path file) {
		try {
			for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
				String[] words = line.strip().split("\\s+");
				if (words.length >= 2 && words[0].equals("nameserver")) {
					OptionalInt address = Ipv4Address.parse(words[1]);
					if (address.isPresent()) {
						return Optional.of(new InetSocketAddress(Ipv4Address.inet(address.getAsInt()), PORT));
					}
				}
			}
		} catch (IOException e) {
			// Without such a file there is no name server to be found here.
		}
		return Optional.empty();
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads and writes {@link UserNetworkOptions} as {@code NAME=VALUE,NAME=VALUE}; a comma in a value is written twice. */
final class UserNetworkText {

	private static final int LONGEST_NAME = 63;
	private static final int LONGEST_FILE = 127;

	private Subnet net = UserNetworkOptions.USUAL.net();
	private OptionalInt host = OptionalInt.empty();
	private OptionalInt dns = OptionalInt.empty();
	private OptionalInt firstGuest = OptionalInt.empty();
	private Optional<String> hostname = Optional.empty();
	private ResolverChoice resolver = new ResolverChoice.Host();
	private boolean restricted;
	private Optional<Path> tftp = Optional.empty();
	private Optional<String> bootFile = Optional.empty();
	private final List<PortForward> forwards = new ArrayList<>();

	private UserNetworkText() {
	}

	/**
	 * Reads options; none at all are right, too.
	 *
	 * @throws IllegalArgumentException with one sentence that says what was expected
	 */
	static UserNetworkOptions parse(String text) {
		UserNetworkText reader = new UserNetworkText();
		if (!text.isEmpty()) {
			split(text).forEach(reader::option);
		}
		int first = reader.net.address();
		// The same places as in the usual network.
		return new UserNetworkOptions(reader.net, reader.host.orElse(first + 2), reader.dns.orElse(first + 3), reader.firstGuest.orElse(first + 15),
				reader.hostname, reader.resolver, reader.restricted, reader.tftp, reader.bootFile, reader.forwards);
	}

	private void option(String option) {
		int equals = option.indexOf('=');
		String name = equals < 0 ? option : option.substring(0, equals);
		String value = equals < 0 ? "" : option.substring(equals + 1);
		switch (name) {
			case "net" -> net = Subnet.parse(value).orElseThrow(() -> wrong(option, "the first address of a network with its prefix of 8 to 26 bits, such as 10.0.2.0/24"));
			case "host" -> host = address(option, value);
			case "dns" -> dns = address(option, value);
			case "dhcpstart" -> firstGuest = address(option, value);
			case "hostname" -> hostname = Optional.of(plain(option, value, LONGEST_NAME));
			case "bootfile" -> bootFile = Optional.of(plain(option, value, LONGEST_FILE));
			case "resolver" -> resolver = resolver(option, value);
			case "restrict" -> restricted = switch (value) {
				case "on", "yes", "y" -> true;
				case "off", "no", "n" -> false;
				default -> throw wrong(option, "on or off");
			};
			case "tftp" -> tftp = Optional.of(folder(option, value));
			case "hostfwd" -> forwards.add(PortForward.parse(value));
			default -> throw new IllegalArgumentException("The user-mode network has no option '" + option
					+ "'; it has hostfwd, tftp, bootfile, restrict, resolver, net, host, dns, dhcpstart and hostname.");
		}
	}

	private static OptionalInt address(String option, String value) {
		OptionalInt address = Ipv4Address.parse(value);
		if (address.isEmpty()) {
			throw wrong(option, "an IPv4 address such as 10.0.2.2");
		}
		return address;
	}

	private static String plain(String option, String value, int longest) {
		if (value.isEmpty() || value.length() > longest || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
			throw wrong(option, "1 to " + longest + " printable characters of ASCII without spaces");
		}
		return value;
	}

	private static ResolverChoice resolver(String option, String value) {
		if (value.equals("host")) {
			return new ResolverChoice.Host();
		}
		if (value.equals("none")) {
			return new ResolverChoice.None();
		}
		int colon = value.indexOf(':');
		OptionalInt address = Ipv4Address.parse(colon < 0 ? value : value.substring(0, colon));
		if (address.isPresent()) {
			try {
				return new ResolverChoice.At(address.getAsInt(), colon < 0 ? 53 : Integer.parseInt(value.substring(colon + 1)));
			} catch (IllegalArgumentException e) {
				// The sentence below says it.
			}
		}
		throw wrong(option, "host, none or the IPv4 address of a name server, possibly with :PORT");
	}

	private static Path folder(String option, String value) {
		try {
			if (!value.isEmpty()) {
				return Path.of(value);
			}
		} catch (InvalidPathException e) {
			// The sentence below says it.
		}
		throw wrong(option, "a folder");
	}

	private static IllegalArgumentException wrong(String option, String expected) {
		return new IllegalArgumentException("The option '" + option + "' of the user-mode network cannot be used; expected " + expected + ".");
	}

	private static List<String> split(String text) {
		List<String> options = new ArrayList<>();
		StringBuilder option = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) != ',') {
				option.append(text.charAt(i));
			} else if (i + 1 < text.length() && text.charAt(i + 1) == ',') {
				option.append(',');
				i++;
			} else {
				options.add(option.toString());
				option.setLength(0);
			}
		}
		options.add(option.toString());
		return options;
	}

	/** What {@link #parse} reads as the same options; those with their usual values are left out. */
	static String write(UserNetworkOptions options) {
		List<String> written = new ArrayList<>();
		if (!options.net().equals(UserNetworkOptions.USUAL.net())) {
			written.add("net=" + options.net());
		}
		UserNetworkOptions otherwise = parse(String.join(",", written));
		if (options.host() != otherwise.host()) {
			written.add("host=" + Ipv4Address.text(options.host()));
		}
		if (options.dns() != otherwise.dns()) {
			written.add("dns=" + Ipv4Address.text(options.dns()));
		}
		if (options.firstGuest() != otherwise.firstGuest()) {
			written.add("dhcpstart=" + Ipv4Address.text(options.firstGuest()));
		}
		options.hostname().ifPresent(name -> written.add("hostname=" + escaped(name)));
		if (!(options.resolver() instanceof ResolverChoice.Host)) {
			written.add("resolver=" + options.resolver());
		}
		if (options.restricted()) {
			written.add("restrict=on");
		}
		options.tftp().ifPresent(folder -> written.add("tftp=" + escaped(folder.toString())));
		options.bootFile().ifPresent(file -> written.add("bootfile=" + escaped(file)));
		options.forwards().forEach(forward -> written.add("hostfwd=" + forward));
		return String.join(",", written);
	}

	private static String escaped(String value) {
		return value.replace(",", ",,");
	}
}

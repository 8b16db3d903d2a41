/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.ringside.vmm.net.UserNetworkOptions;

/** Gives cards their addresses (RFC 2131): the same card the same one, and the first one the first. */
final class Dhcp {

	static final int SERVER_PORT = 67;
	private static final int CLIENT_PORT = 68;

	private static final int FIXED = 236;
	private static final int COOKIE = 0x63825363;
	private static final int LEASE_SECONDS = 86_400;

	// options (RFC 2132)
	private static final int PAD = 0;
	private static final int SUBNET_MASK = 1;
	private static final int ROUTER = 3;
	private static final int NAME_SERVER = 6;
	private static final int HOST_NAME = 12;
	private static final int REQUESTED_ADDRESS = 50;
	private static final int LEASE_TIME = 51;
	private static final int MESSAGE_TYPE = 53;
	private static final int SERVER = 54;
	private static final int TFTP_SERVER_NAME = 66;
	private static final int BOOT_FILE = 67;
	private static final int END = 255;

	// message types
	private static final int DISCOVER = 1;
	private static final int OFFER = 2;
	private static final int REQUEST = 3;
	private static final int ACK = 5;
	private static final int NAK = 6;
	private static final int INFORM = 8;

	private final UserNetworkOptions options;
	private final Destinations destinations;
	private final GuestLink link;
	private final Map<Long, Integer> leases = new LinkedHashMap<>();

	Dhcp(UserNetworkOptions options, Destinations destinations, GuestLink link) {
		this.options = options;
		this.destinations = destinations;
		this.link = link;
	}

	/** Answers a message to the server's port, if it is a request of a client. */
	void arrived(byte[] message) {
		// a request (1) over Ethernet (1) with addresses of 6 bytes
		if (message.length < FIXED + 4 || message[0] != 1 || message[1] != 1 || message[2] != 6 || Octets.get32(message, FIXED) != COOKIE) {
			return;
		}
		long card = Ethernet.address(message, 28);
		if (Ethernet.isGroup(card)) {
			return;
		}
		int type = option(message, MESSAGE_TYPE, 1).orElse(DISCOVER);
		OptionalInt wanted = option(message, REQUESTED_ADDRESS, 4);
		OptionalInt server = option(message, SERVER, 4);
		if (server.isPresent() && server.getAsInt() != options.host()) {
			return;
		}
		OptionalInt lease = lease(card);
		int current = Octets.get32(message, 12);
		switch (type) {
			case DISCOVER -> {
				if (lease.isPresent()) {
					// without options it is BOOTP, whose answer has no type
					reply(message, card, lease.getAsInt(), option(message, MESSAGE_TYPE, 1).isPresent() ? OFFER : 0);
				}
			}
			case REQUEST -> {
				int asked = wanted.orElse(current);
				boolean ours = lease.isPresent() && asked == lease.getAsInt();
				reply(message, card, ours ? asked : 0, ours ? ACK : NAK);
			}
			case INFORM -> {
				if (destinations.isGuest(current)) {
					reply(message, card, 0, ACK);
				}
			}
			default -> {
				// A release or a refusal changes nothing: the card keeps its address.
			}
		}
	}

	/** Writes which card has which address. */
	void save(DataOutput out) throws IOException {
		out.writeInt(leases.size());
		for (Map.Entry<Long, Integer> lease : leases.entrySet()) {
			out.writeLong(lease.getKey());
			out.writeInt(lease.getValue());
		}
	}

	void load(DataInput in) throws IOException {
		int count = in.readInt();
		if (count < 0 || count > UserNetworkOptions.LEASES) {
			throw new IOException("The snapshot's network has given " + count + " addresses; it gives at most " + UserNetworkOptions.LEASES + ".");
		}
		leases.clear();
		for (int i = 0; i < count; i++) {
			leases.put(in.readLong(), in.readInt());
		}
	}

	private OptionalInt lease(long card) {
		Integer known = leases.get(card);
		if (known == null && leases.size() < UserNetworkOptions.LEASES) {
			known = options.firstGuest() + leases.size();
			leases.put(card, known);
		}
		return known == null ? OptionalInt.empty() : OptionalInt.of(known);
	}

	private void reply(byte[] request, long card, int given, int type) {
		byte[] fixed = new byte[FIXED];
		fixed[0] = 2;
		fixed[1] = 1;
		fixed[2] = 6;
		// transaction, flags, the client's address, relay and hardware address stay
		System.arraycopy(request, 4, fixed, 4, 4);
		System.arraycopy(request, 10, fixed, 10, 2);
		System.arraycopy(request, 24, fixed, 24, 20);
		int client = Octets.get32(request, 12);
		if (type != NAK) {
			Octets.put32(fixed, 12, client);
			Octets.put32(fixed, 16, given);
			// where to load from
			Octets.put32(fixed, 20, options.host());
			options.bootFile().ifPresent(file -> put(fixed, 108, file));
		}
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		message.writeBytes(fixed);
		message.writeBytes(number(COOKIE));
		if (type != 0) {
			write(message, MESSAGE_TYPE, new byte[] {(byte) type});
			write(message, SERVER, number(options.host()));
		}
		if (type != NAK) {
			if (given != 0) {
				write(message, LEASE_TIME, number(LEASE_SECONDS));
			}
			writeConfiguration(message);
		}
		message.write(END);
		// the least that every client takes is what BOOTP had (RFC 951)
		byte[] padded = java.util.Arrays.copyOf(message.toByteArray(), Math.max(300, message.size()));
		// A client that has no address yet takes what comes to its card, or to all if it says so (section 4.1).
		boolean toAll = type == NAK || (request[10] & 0x80) != 0 && client == 0;
		int to = toAll ? -1 : client != 0 ? client : given;
		byte[] payload = new UdpDatagram(SERVER_PORT, CLIENT_PORT, padded).payload(options.host(), to);
		link.sendTo(toAll ? Ethernet.BROADCAST : card, options.host(), to, Ipv4Packet.UDP, payload);
	}

	private void writeConfiguration(ByteArrayOutputStream message) {
		write(message, SUBNET_MASK, number(options.net().mask()));
		if (!options.restricted()) {
			write(message, ROUTER, number(options.host()));
		}
		if (destinations.hasResolver()) {
			write(message, NAME_SERVER, number(options.dns()));
		}
		options.hostname().ifPresent(name -> write(message, HOST_NAME, name.getBytes(StandardCharsets.US_ASCII)));
		if (options.tftp().isPresent()) {
			write(message, TFTP_SERVER_NAME, org.ringside.vmm.net.Ipv4Address.text(options.host()).getBytes(StandardCharsets.US_ASCII));
		}
		options.bootFile().ifPresent(file -> write(message, BOOT_FILE, file.getBytes(StandardCharsets.US_ASCII)));
	}

	private static void put(byte[] fixed, int at, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(bytes, 0, fixed, at, bytes.length);
	}

	private static byte[] number(int value) {
		byte[] bytes = new byte[4];
		Octets.put32(bytes, 0, value);
		return bytes;
	}

	private static void write(ByteArrayOutputStream message, int option, byte[] value) {
		message.write(option);
		message.write(value.length);
		message.writeBytes(value);
	}

	/** The value of an option of one or four bytes. */
	private static OptionalInt option(byte[] message, int wanted, int length) {
		return find(message, wanted).filter(at -> message[at + 1] == length).map(at -> OptionalInt.of(length == 1 ? message[at + 2] & 0xff
				: Octets.get32(message, at + 2))).orElse(OptionalInt.empty());
	}

	private static Optional<Integer> find(byte[] message, int wanted) {
		int at = FIXED + 4;
		while (at + 1 < message.length && (message[at] & 0xff) != END) {
			if (message[at] == PAD) {
				at++;
				continue;
			}
			int next = at + 2 + (message[at + 1] & 0xff);
			if (next > message.length) {
				break;
			}
			if ((message[at] & 0xff) == wanted) {
				return Optional.of(at);
			}
			at = next;
		}
		return Optional.empty();
	}
}

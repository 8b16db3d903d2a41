/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All connections of a network, of which there are only so many. */
final class TcpTable {

	/** The most connections at a time; each holds a socket and at most 128 KiB. */
	static final int MOST = 256;
	/** A connection on which nothing has happened for so long makes way for a new one when there are too many. */
	private static final long IDLE_NANOS = 60_000_000_000L;
	private static final int FIRST_PORT = 49_152;

	private final GuestLink link;
	private final Icmp icmp;
	private final Selector selector;
	private final Destinations destinations;
	private final Notices notices;
	private final Map<FlowKey, TcpConnection> connections = new HashMap<>();
	private final SecureRandom random = new SecureRandom();
	private int nextPort = FIRST_PORT;

	TcpTable(GuestLink link, Icmp icmp, Selector selector, Destinations destinations, Notices notices) {
		this.link = link;
		this.icmp = icmp;
		this.selector = selector;
		this.destinations = destinations;
		this.notices = notices;
	}

	int size() {
		return connections.size();
	}

	/** Takes a segment of the guest's. */
	void arrived(Ipv4Packet packet, TcpSegment segment, long now) {
		FlowKey key = new FlowKey(packet.source(), segment.sourcePort(), packet.destination(), segment.destinationPort());
		TcpConnection connection = connections.get(key);
		if (connection != null && !connection.isClosed()) {
			connection.arrived(segment, now);
			return;
		}
		connections.remove(key);
		if ((segment.flags() & (TcpSegment.SYN | TcpSegment.ACK | TcpSegment.RST)) != TcpSegment.SYN) {
			refuse(packet, segment);
			return;
		}
		switch (destinations.way(packet.destination(), segment.destinationPort())) {
			case Destinations.Way.To to -> connect(key, packet, segment, to.address(), now);
			case Destinations.Way.Refused refused when refused.reason() == Icmp.Reason.PORT_UNREACHABLE -> refuse(packet, segment);
			case Destinations.Way.Refused refused -> icmp.unreachable(packet, refused.reason());
			case Destinations.Way.Nowhere nowhere -> {
				// Nobody has the address, and so nobody answers.
			}
		}
	}

	private void connect(FlowKey key, Ipv4Packet packet, TcpSegment syn, InetSocketAddress to, long now) {
		if (to.getPort() == 0 || !makeRoom(now)) {
			refuse(packet, syn);
			return;
		}
		SocketChannel channel = null;
		try {
			channel = SocketChannel.open();
			channel.configureBlocking(false);
			SelectionKey selection = channel.register(selector, 0);
			boolean already = channel.connect(to);
			TcpConnection connection = TcpConnection.asked(key, link, channel, selection, random.nextInt(), packet, syn, now);
			selection.attach(connection);
			connections.put(key, connection);
			if (already) {
				connection.ready(now);
			}
		} catch (IOException | RuntimeException e) {
			closeQuietly(channel);
			icmp.unreachable(packet, Icmp.Reason.HOST_UNREACHABLE);
		}
	}

	/** Takes a connection that somebody has made to a forwarded port. */
	void offered(SocketChannel channel, int gateway, int guest, int guestPort, long now) throws IOException {
		if (!makeRoom(now)) {
			closeQuietly(channel);
			return;
		}
		channel.configureBlocking(false);
		SelectionKey selection = channel.register(selector, 0);
		FlowKey key = free(gateway, guest, guestPort);
		TcpConnection connection = TcpConnection.offered(key, link, channel, selection, random.nextInt(), now);
		selection.attach(connection);
		connections.put(key, connection);
	}

	private FlowKey free(int gateway, int guest, int guestPort) {
		FlowKey key;
		do {
			nextPort = nextPort == 65_535 ? FIRST_PORT : nextPort + 1;
			key = new FlowKey(guest, guestPort, gateway, nextPort);
		} while (connections.containsKey(key));
		return key;
	}

	private boolean makeRoom(long now) {
		if (connections.size() < MOST) {
			return true;
		}
		Optional<TcpConnection> idle = connections.values().stream().min(Comparator.comparingLong(TcpConnection::active))
				.filter(oldest -> now - oldest.active() > IDLE_NANOS);
		if (idle.isEmpty()) {
			notices.tell("The guest's network has " + MOST + " TCP connections, and more are refused.");
			return false;
		}
		idle.get().reset();
		connections.remove(idle.get().key());
		return true;
	}

	/** What a host says to a segment that belongs to no connection (RFC 9293, 3.10.7.1). */
	private void refuse(Ipv4Packet packet, TcpSegment segment) {
		if (segment.has(TcpSegment.RST) || !destinations.isOwn(packet.destination()) && packet.destination() >>> 24 >= 224) {
			return;
		}
		boolean acknowledges = segment.has(TcpSegment.ACK);
		TcpSegment reset = TcpSegment.bare(segment.destinationPort(), segment.sourcePort(), acknowledges ? segment.acknowledgment() : 0,
				acknowledges ? 0 : segment.sequence() + segment.length(), TcpSegment.RST | (acknowledges ? 0 : TcpSegment.ACK), 0, 0);
		link.send(packet.destination(), packet.source(), Ipv4Packet.TCP, reset.payload(packet.destination(), packet.source()));
	}

	/**
	 * Lets all connections send what they have to.
	 *
	 * @return whether some have more than there is room for
	 */
	boolean flush(long now) {
		boolean more = false;
		List<TcpConnection> closed = new ArrayList<>();
		for (TcpConnection connection : connections.values()) {
			if (now - connection.due() >= 0 && connection.due() != Long.MAX_VALUE) {
				connection.timeUp(now);
			}
			more |= !connection.flush(now);
			if (connection.isClosed()) {
				closed.add(connection);
			}
		}
		closed.forEach(connection -> connections.remove(connection.key()));
		return more;
	}

	/** Writes what ends the guest's connections: their sockets cannot be kept. */
	void save(DataOutput out) throws IOException {
		List<TcpConnection> open = connections.values().stream().filter(connection -> connection.ending().isPresent()).toList();
		out.writeInt(open.size());
		for (TcpConnection connection : open) {
			FlowKey key = connection.key();
			TcpSegment ending = connection.ending().get();
			out.writeInt(key.guest());
			out.writeShort(key.guestPort());
			out.writeInt(key.peer());
			out.writeShort(key.peerPort());
			out.writeInt(ending.sequence());
			out.writeInt(ending.acknowledgment());
		}
	}

	/** The far ends of the present connections, and the guest that has those of the snapshot, hear that they are broken. */
	void load(DataInput in) throws IOException {
		connections.values().stream().filter(connection -> !connection.isClosed()).forEach(TcpConnection::abort);
		connections.clear();
		int count = in.readInt();
		if (count < 0 || count > MOST) {
			throw new IOException("The snapshot's network has " + count + " connections; it has at most " + MOST + ".");
		}
		for (int i = 0; i < count; i++) {
			int guest = in.readInt();
			int guestPort = in.readUnsignedShort();
			int peer = in.readInt();
			int peerPort = in.readUnsignedShort();
			TcpSegment reset = TcpSegment.bare(peerPort, guestPort, in.readInt(), in.readInt(), TcpSegment.RST | TcpSegment.ACK, 0, 0);
			link.send(peer, guest, Ipv4Packet.TCP, reset.payload(peer, guest));
		}
	}

	/** When something is due; {@link Long#MAX_VALUE} for never. */
	long due() {
		return connections.values().stream().mapToLong(TcpConnection::due).min().orElse(Long.MAX_VALUE);
	}

	private static void closeQuietly(SocketChannel channel) {
		try {
			if (channel != null) {
				channel.close();
			}
		} catch (IOException e) {
			// It is gone all the same.
		}
	}
}

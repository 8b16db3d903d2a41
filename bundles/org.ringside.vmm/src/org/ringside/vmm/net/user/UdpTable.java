/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The flows of datagrams that the guest has begun; of those that are too many, the one that was silent longest ends. */
final class UdpTable {

	/** The most flows at a time; each holds a socket. */
	static final int MOST = 128;
	private static final long IDLE_NANOS = 120_000_000_000L;

	private final GuestLink link;
	private final Icmp icmp;
	private final Selector selector;
	private final Destinations destinations;
	/** In the order of their last use by the guest. */
	private final Map<FlowKey, UdpFlow> flows = new LinkedHashMap<>(16, 0.75f, true);
	private final ByteBuffer buffer = ByteBuffer.allocate(UdpDatagram.MOST_DATA);

	UdpTable(GuestLink link, Icmp icmp, Selector selector, Destinations destinations) {
		this.link = link;
		this.icmp = icmp;
		this.selector = selector;
		this.destinations = destinations;
	}

	int size() {
		return flows.size();
	}

	/** Takes a datagram of the guest's for somebody in the world. */
	void arrived(Ipv4Packet packet, UdpDatagram datagram, long now) {
		switch (destinations.way(packet.destination(), datagram.destinationPort())) {
			case Destinations.Way.To to -> send(packet, datagram, to.address(), now);
			case Destinations.Way.Refused refused -> icmp.unreachable(packet, refused.reason());
			case Destinations.Way.Nowhere nowhere -> {
				// Nobody has the address, and so nobody answers.
			}
		}
	}

	private void send(Ipv4Packet packet, UdpDatagram datagram, InetSocketAddress to, long now) {
		if (to.getPort() == 0) {
			return;
		}
		FlowKey key = new FlowKey(packet.source(), datagram.sourcePort(), packet.destination(), datagram.destinationPort());
		UdpFlow flow = flows.get(key);
		if (flow == null) {
			if (flows.size() == MOST) {
				Iterator<UdpFlow> silent = flows.values().iterator();
				silent.next().close();
				silent.remove();
			}
			DatagramChannel channel = null;
			try {
				channel = DatagramChannel.open(StandardProtocolFamily.INET);
				channel.configureBlocking(false);
				channel.connect(to);
				flow = new UdpFlow(key, link, icmp, channel, buffer);
				channel.register(selector, SelectionKey.OP_READ, flow);
				flows.put(key, flow);
			} catch (IOException | RuntimeException e) {
				closeQuietly(channel);
				icmp.unreachable(packet, Icmp.Reason.HOST_UNREACHABLE);
				return;
			}
		}
		flow.send(packet, datagram.data(), now);
	}

	/** Ends all flows; who sends again gets a new one. */
	void clear() {
		flows.values().forEach(UdpFlow::close);
		flows.clear();
	}

	/** Ends the flows that nobody has used for long. */
	void expire(long now) {
		for (Iterator<UdpFlow> all = flows.values().iterator(); all.hasNext();) {
			UdpFlow flow = all.next();
			if (now - flow.active() > IDLE_NANOS) {
				flow.close();
				all.remove();
			}
		}
	}

	private static void closeQuietly(DatagramChannel channel) {
		try {
			if (channel != null) {
				channel.close();
			}
		} catch (IOException e) {
			// It is gone all the same.
		}
	}
}

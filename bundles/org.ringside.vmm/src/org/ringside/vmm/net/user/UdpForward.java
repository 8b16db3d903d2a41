/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A port of this computer whose datagrams go to the guest. Each sender is a port of the gateway to it, so that answers find back. */
final class UdpForward implements Ready {

	private static final int MOST_SENDERS = 64;
	/** Datagrams that are read at a time. */
	private static final int AT_ONCE = 16;

	private final DatagramChannel channel;
	private final GuestLink link;
	private final int gateway;
	private final int guest;
	private final int guestPort;
	/** The senders by the port that the guest sees, in the order of their last datagrams. */
	private final Map<Integer, SocketAddress> senders = new LinkedHashMap<>(16, 0.75f, true);
	private final ByteBuffer buffer = ByteBuffer.allocate(UdpDatagram.MOST_DATA);

	/** @param gateway who the guest is told sends to it */
	UdpForward(DatagramChannel channel, GuestLink link, int gateway, int guest, int guestPort) {
		this.channel = channel;
		this.link = link;
		this.gateway = gateway;
		this.guest = guest;
		this.guestPort = guestPort;
	}

	@Override
	public void ready(long now) {
		try {
			for (int i = 0; i < AT_ONCE; i++) {
				buffer.clear();
				SocketAddress sender = channel.receive(buffer);
				if (sender == null) {
					return;
				}
				byte[] data = java.util.Arrays.copyOf(buffer.array(), buffer.position());
				link.send(gateway, guest, Ipv4Packet.UDP, new UdpDatagram(port(sender), guestPort, data).payload(gateway, guest));
			}
		} catch (IOException e) {
			// It is lost, as datagrams may be.
		}
	}

	/** The sender's own port, unless another sender has it. */
	private int port(SocketAddress sender) {
		for (Map.Entry<Integer, SocketAddress> known : senders.entrySet()) {
			if (known.getValue().equals(sender)) {
				int port = known.getKey();
				senders.get(port);
				return port;
			}
		}
		if (senders.size() == MOST_SENDERS) {
			Iterator<Integer> silent = senders.keySet().iterator();
			silent.next();
			silent.remove();
		}
		int port = ((InetSocketAddress) sender).getPort();
		while (senders.containsKey(port)) {
			port = port == 65_535 ? 1024 : port + 1;
		}
		senders.put(port, sender);
		return port;
	}

	/** Whether a datagram of the guest's answers one that came here; then it is sent. */
	boolean answered(Ipv4Packet packet, UdpDatagram datagram) {
		if (packet.source() != guest || datagram.sourcePort() != guestPort || packet.destination() != gateway) {
			return false;
		}
		SocketAddress sender = senders.get(datagram.destinationPort());
		if (sender == null) {
			return false;
		}
		try {
			channel.send(ByteBuffer.wrap(datagram.data()), sender);
		} catch (IOException e) {
			// It is lost, as datagrams may be.
		}
		return true;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

import org.ringside.vmm.net.Ipv4Address;
import org.ringside.vmm.net.PortForward;
import org.ringside.vmm.net.UserNetworkOptions;

/** The ports of this computer that lead to the guest. */
final class Forwards {

	private static final int BACKLOG = 32;

	private final List<UdpForward> datagrams = new ArrayList<>();

	/** Opens them all; whoever closes the selector closes what is registered with it. */
	static Forwards open(UserNetworkOptions options, Selector selector, TcpTable connections, GuestLink link, Notices notices) throws IOException {
		Forwards forwards = new Forwards();
		for (PortForward forward : options.forwards()) {
			InetSocketAddress where = new InetSocketAddress(Ipv4Address.inet(forward.hostAddress()), forward.hostPort());
			SelectableChannel channel = forward.protocol() == PortForward.Protocol.TCP ? ServerSocketChannel.open()
					: DatagramChannel.open(StandardProtocolFamily.INET);
			try {
				channel.configureBlocking(false);
				if (channel instanceof ServerSocketChannel server) {
					server.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(where, BACKLOG);
					server.register(selector, SelectionKey.OP_ACCEPT,
							new TcpForward(server, connections, options.host(), options.guestOf(forward), forward.guestPort(), notices));
				} else if (channel instanceof DatagramChannel socket) {
					UdpForward ready = new UdpForward(socket.bind(where), link, options.host(), options.guestOf(forward), forward.guestPort());
					socket.register(selector, SelectionKey.OP_READ, ready);
					forwards.datagrams.add(ready);
				}
			} catch (IOException | RuntimeException e) {
				channel.close();
				throw new IOException("The " + forward.protocol().text() + " port " + Ipv4Address.text(forward.hostAddress()) + ":" + forward.hostPort()
						+ " cannot be forwarded to the guest: " + e.getMessage(), e);
			}
		}
		return forwards;
	}

	/** Whether a datagram of the guest's answers one that came over a forwarded port; then it is sent. */
	boolean answered(Ipv4Packet packet, UdpDatagram datagram) {
		return datagrams.stream().anyMatch(forward -> forward.answered(packet, datagram));
	}
}

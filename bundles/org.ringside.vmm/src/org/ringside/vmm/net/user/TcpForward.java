/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A port of this computer on which connections to the guest are taken. */
final class TcpForward implements Ready {

	/** Connections that are taken at a time. */
	private static final int AT_ONCE = 16;

	private final ServerSocketChannel channel;
	private final TcpTable connections;
	private final int gateway;
	private final int guest;
	private final int guestPort;
	private final Notices notices;

	/** @param gateway who the guest is told connects to it */
	TcpForward(ServerSocketChannel channel, TcpTable connections, int gateway, int guest, int guestPort, Notices notices) {
		this.channel = channel;
		this.connections = connections;
		this.gateway = gateway;
		this.guest = guest;
		this.guestPort = guestPort;
		this.notices = notices;
	}

	@Override
	public void ready(long now) {
		try {
			for (int i = 0; i < AT_ONCE; i++) {
				SocketChannel accepted = channel.accept();
				if (accepted == null) {
					return;
				}
				connections.offered(accepted, gateway, guest, guestPort, now);
			}
		} catch (IOException e) {
			notices.tell("A connection to the guest's port " + guestPort + " could not be taken: " + e.getMessage() + ".");
		}
	}
}

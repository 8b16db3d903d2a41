/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Datagrams between a port of the guest's and one far end, over a socket that hears nobody else. */
final class UdpFlow implements Ready {

	/** Datagrams that are read at a time. */
	private static final int AT_ONCE = 16;

	private final FlowKey key;
	private final GuestLink link;
	private final Icmp icmp;
	private final DatagramChannel channel;
	private final ByteBuffer buffer;
	private byte[] lastHead = {};
	private long active;

	UdpFlow(FlowKey key, GuestLink link, Icmp icmp, DatagramChannel channel, ByteBuffer buffer) {
		this.key = key;
		this.link = link;
		this.icmp = icmp;
		this.channel = channel;
		this.buffer = buffer;
	}

	long active() {
		return active;
	}

	void send(Ipv4Packet packet, byte[] data, long now) {
		active = now;
		lastHead = packet.head();
		try {
			channel.write(ByteBuffer.wrap(data));
		} catch (PortUnreachableException e) {
			icmp.unreachable(key.peer(), key.guest(), lastHead, Icmp.Reason.PORT_UNREACHABLE);
		} catch (IOException e) {
			// It is lost, as datagrams may be.
		}
	}

	@Override
	public void ready(long now) {
		active = now;
		try {
			for (int i = 0; i < AT_ONCE; i++) {
				buffer.clear();
				if (channel.read(buffer) <= 0) {
					return;
				}
				byte[] data = java.util.Arrays.copyOf(buffer.array(), buffer.position());
				link.send(key.peer(), key.guest(), Ipv4Packet.UDP,
						new UdpDatagram(key.peerPort(), key.guestPort(), data).payload(key.peer(), key.guest()));
			}
		} catch (PortUnreachableException e) {
			icmp.unreachable(key.peer(), key.guest(), lastHead, Icmp.Reason.PORT_UNREACHABLE);
		} catch (IOException e) {
			close();
		}
	}

	void close() {
		try {
			channel.close();
		} catch (IOException e) {
			// It is gone all the same.
		}
	}
}

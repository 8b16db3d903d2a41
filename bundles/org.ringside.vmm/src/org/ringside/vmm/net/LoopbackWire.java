/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import org.ringside.devices.virtio.NetworkCable;

/**
 * A wire between guests of several processes on one computer: each frame is a datagram to a multicast group that is joined on
 * the loopback interface only, with a time to live of 0, so that none leaves the computer. QEMU's
 * {@code -netdev socket,mcast=230.0.0.1:PORT,localaddr=127.0.0.1} is on the same wire.
 *
 * <p>Runs with it do not repeat themselves: frames come when other processes send them.
 */
public final class LoopbackWire implements NetworkCable, AutoCloseable {

	private static final byte[] GROUP = {(byte) 230, 0, 0, 1};
	private static final int SOURCE = 6;
	private static final int ADDRESS = 6;

	private final DatagramChannel channel;
	private final InetSocketAddress group;
	private final byte[] address = {0x52, 0x54, 0x00, 0, 0, 0};
	private final FrameQueue queue = new FrameQueue();
	/** Whom the guest's last frame was from: what a datagram socket sends to a group comes back to itself. */
	private volatile byte[] self;
	/** Of the machine's thread. */
	private long unsent;

	private LoopbackWire(DatagramChannel channel, InetSocketAddress group) {
		this.channel = channel;
		this.group = group;
		byte[] random = new byte[3];
		new SecureRandom().nextBytes(random);
		System.arraycopy(random, 0, address, 3, 3);
		self = address;
	}

	/**
	 * Joins the wire.
	 *
	 * @param port its number, 1 to 65535, the same for all who are to meet
	 * @throws IOException if the port cannot be used, or the loopback interface does not serve groups
	 */
	public static LoopbackWire join(int port) throws IOException {
		InetAddress where = InetAddress.getByAddress(GROUP);
		NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
		if (loopback == null) {
			throw new IOException("this computer has no loopback interface");
		}
		InetSocketAddress group = new InetSocketAddress(where, port);
		DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
		try {
			channel.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(group);
			channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
			channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
			channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
			channel.join(where, loopback);
		} catch (IOException | RuntimeException e) {
			channel.close();
			throw e;
		}
		LoopbackWire wire = new LoopbackWire(channel, group);
		Thread reader = new Thread(wire::read, "Ringside network on port " + port);
		reader.setDaemon(true);
		reader.start();
		return wire;
	}

	@Override
	public byte[] address() {
		return address.clone();
	}

	@Override
	public void send(byte[] frame) {
		self = Arrays.copyOfRange(frame, SOURCE, SOURCE + ADDRESS);
		try {
			channel.send(ByteBuffer.wrap(frame), group);
		} catch (IOException e) {
			// It is lost, as on any wire.
			unsent++;
		}
	}

	@Override
	public Optional<byte[]> receive() {
		return queue.poll();
	}

	@Override
	public void onArrival(Runnable told) {
		queue.onArrival(told);
	}

	@Override
	public long sentLost() {
		return unsent;
	}

	@Override
	public long receivedLost() {
		return queue.lost();
	}

	@Override
	public String kind() {
		return "wire";
	}

	/** Whom frames are for. */
	@Override
	public void save(DataOutput out) throws IOException {
		out.write(self);
	}

	@Override
	public void load(DataInput in) throws IOException {
		byte[] saved = new byte[ADDRESS];
		in.readFully(saved);
		self = saved;
		queue.clear();
	}

	private void read() {
		ByteBuffer datagram = ByteBuffer.allocate(LARGEST_FRAME + 1);
		try {
			while (true) {
				datagram.clear();
				SocketAddress sender = channel.receive(datagram);
				byte[] frame = Arrays.copyOf(datagram.array(), datagram.position());
				if (sender instanceof InetSocketAddress from && from.getAddress().isLoopbackAddress() && isForUs(frame)) {
					queue.add(frame);
				}
			}
		} catch (IOException e) {
			// The wire is closed: nothing comes any more.
		}
	}

	private boolean isForUs(byte[] frame) {
		if (frame.length < SMALLEST_FRAME || frame.length > LARGEST_FRAME) {
			return false;
		}
		byte[] own = self;
		boolean fromUs = Arrays.equals(frame, SOURCE, SOURCE + ADDRESS, own, 0, ADDRESS);
		boolean toGroup = (frame[0] & 1) != 0;
		return !fromUs && (toGroup || Arrays.equals(frame, 0, ADDRESS, own, 0, ADDRESS)
				|| Arrays.equals(frame, 0, ADDRESS, address, 0, ADDRESS));
	}

	/** Leaves the wire. */
	@Override
	public void close() {
		try {
			channel.close();
		} catch (IOException e) {
			// It is left all the same.
		}
	}
}

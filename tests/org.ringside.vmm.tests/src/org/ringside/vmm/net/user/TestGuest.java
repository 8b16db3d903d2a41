/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.ringside.devices.virtio.NetworkCable;

/** The guest's end of a cable in a test: sends packets and waits for some that come. */
final class TestGuest {

	static final long CARD = 0x525400123456L;
	static final int ADDRESS = 0x0a00020f;
	static final int HOST = 0x0a000202;
	static final int DNS = 0x0a000203;

	private final NetworkCable cable;
	private final Semaphore arrived = new Semaphore(0);

	TestGuest(NetworkCable cable) {
		this.cable = cable;
		cable.onArrival(arrived::release);
	}

	void send(byte[] frame) {
		cable.send(frame);
	}

	void send(int destination, int protocol, byte[] payload) {
		send(ADDRESS, destination, protocol, payload);
	}

	void send(int source, int destination, int protocol, byte[] payload) {
		byte[] frame = Ipv4Packet.frame(source, destination, protocol, 7, payload, 0, payload.length);
		Ethernet.putHeader(frame, destination == -1 ? Ethernet.BROADCAST : 0x52550a000202L, CARD, Ethernet.IPV4);
		send(frame);
	}

	void udp(int destination, int from, int to, byte[] data) {
		send(destination, Ipv4Packet.UDP, new UdpDatagram(from, to, data).payload(ADDRESS, destination));
	}

	void tcp(int destination, TcpSegment segment) {
		send(destination, Ipv4Packet.TCP, segment.payload(ADDRESS, destination));
	}

	/** The next frame, if one comes within some time. */
	Optional<byte[]> frame(long millis) throws InterruptedException {
		long deadline = System.nanoTime() + millis * 1_000_000;
		Optional<byte[]> frame = cable.receive();
		while (frame.isEmpty() && System.nanoTime() - deadline < 0) {
			arrived.tryAcquire(20, TimeUnit.MILLISECONDS);
			frame = cable.receive();
		}
		return frame;
	}

	/** The next packet that is as wanted; others are passed over, and who asks for our card is answered. */
	Ipv4Packet await(Predicate<Ipv4Packet> wanted) throws InterruptedException {
		while (true) {
			byte[] frame = frame(20_000).orElseThrow(() -> new AssertionError("nothing came"));
			if (Ethernet.type(frame) == Ethernet.ARP) {
				Arp.read(frame).filter(Arp::asks).ifPresent(arp -> send(arp.reply(CARD)));
				continue;
			}
			Optional<Ipv4Packet> packet = Ipv4Packet.read(frame).filter(wanted);
			if (packet.isPresent()) {
				return packet.get();
			}
		}
	}

	UdpDatagram awaitUdp(int port) throws InterruptedException {
		return UdpDatagram.read(await(packet -> packet.protocol() == Ipv4Packet.UDP && UdpDatagram.read(packet).orElseThrow().destinationPort() == port))
				.orElseThrow();
	}

	TcpSegment awaitTcp(Predicate<TcpSegment> wanted) throws InterruptedException {
		return TcpSegment.read(await(packet -> packet.protocol() == Ipv4Packet.TCP && wanted.test(TcpSegment.read(packet).orElseThrow()))).orElseThrow();
	}

	/** The type and code of the next ICMP message. */
	int awaitIcmp() throws InterruptedException {
		return Octets.get16(await(packet -> packet.protocol() == Ipv4Packet.ICMP).payload(), 0);
	}

	static byte[] data(TcpSegment segment) {
		return Arrays.copyOfRange(segment.data(), segment.dataAt(), segment.data().length);
	}
}

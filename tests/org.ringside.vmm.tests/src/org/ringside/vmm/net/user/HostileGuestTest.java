/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.vmm.net.NetworkChoice;

/**
 * Whatever a guest sends, the network goes on, holds no more sockets than it may, and says little. The property
 * {@code ringside.fuzz.frames} asks for more frames than the usual ones.
 */
class HostileGuestTest {

	private static final int FRAMES = Integer.getInteger("ringside.fuzz.frames", 60_000);

	@TempDir
	private Path folder;

	/** A message of the log tells of a mistake of ours if it brings a stack trace. */
	private static final class Log extends Handler {
		private final List<LogRecord> records = new ArrayList<>();

		@Override
		public synchronized void publish(LogRecord record) {
			records.add(record);
		}

		@Override
		public void flush() {
			// Nothing waits.
		}

		@Override
		public void close() {
			// Nothing is open.
		}
	}

	private static void mustAnswer(TestGuest guest, UserNetwork network) throws InterruptedException {
		while (network.receive().isPresent()) {
			// what is left of before
		}
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (System.nanoTime() - deadline < 0) {
			guest.send(Arp.request(TestGuest.CARD, TestGuest.ADDRESS, TestGuest.HOST));
			byte[] frame = guest.frame(500).orElse(new byte[20]);
			if (Ethernet.type(frame) == Ethernet.ARP && Arp.read(frame).filter(arp -> !arp.asks() && arp.sender() == TestGuest.HOST).isPresent()) {
				return;
			}
		}
		throw new AssertionError("the network is silent");
	}

	@Test
	@Timeout(120)
	void wildFramesChangeNothing() throws Exception {
		Logger logger = Logger.getLogger(UserNetwork.class.getName());
		Log log = new Log();
		logger.setUseParentHandlers(false);
		logger.addHandler(log);
		long seed = Long.getLong("ringside.seed", 17);
		Random random = new Random(seed);
		Files.writeString(folder.resolve("file"), "content");
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				UserNetwork network = UserNetwork.open(((NetworkChoice.User) NetworkChoice.parse("user,resolver=none,tftp=" + folder)).options())) {
			TestGuest guest = new TestGuest(network);
			// the others are the network's own, so that no service of this computer is bothered
			int[] ports = {server.getLocalPort(), Tftp.PORT, Dhcp.SERVER_PORT};
			for (int i = 0; i < FRAMES; i++) {
				guest.send(wild(random, ports));
				if (i % 64 == 0) {
					while (network.receive().isPresent() && random.nextInt(50) > 0) {
						// a guest that fetches most of it
					}
					Thread.yield();
				}
			}
			mustAnswer(guest, network);
		} finally {
			logger.removeHandler(log);
			logger.setUseParentHandlers(true);
		}
		for (LogRecord record : log.records) {
			assertEquals(null, record.getThrown(), "seed " + seed + ": " + record.getMessage());
		}
		assertTrue(log.records.size() <= 3, log.records.size() + " messages");
	}

	/** A frame that is right up to some place, and no further. All destinations lie on the network, so that nothing leaves the computer. */
	private static byte[] wild(Random random, int[] ports) {
		int destination = switch (random.nextInt(6)) {
			case 0 -> TestGuest.DNS;
			case 1 -> -1;
			case 2 -> 0x0a000200 + random.nextInt(256);
			default -> TestGuest.HOST;
		};
		int source = random.nextInt(8) == 0 ? 0x0a000200 + random.nextInt(256) : TestGuest.ADDRESS;
		int port = ports[random.nextInt(ports.length)];
		byte[] data = new byte[random.nextInt(4) == 0 ? random.nextInt(1400) : random.nextInt(60)];
		random.nextBytes(data);
		byte[] payload = data;
		int protocol = random.nextInt(256);
		switch (random.nextInt(8)) {
			case 0, 1, 2, 3 -> {
				protocol = Ipv4Packet.TCP;
				payload = new TcpSegment(4000 + random.nextInt(40), port, random.nextInt(3000), random.nextInt(), random.nextInt(64),
						random.nextInt(65536), random.nextInt(3) * 700, data, 0).payload(source, destination);
			}
			case 4, 5 -> {
				protocol = Ipv4Packet.UDP;
				if (port == 69 && data.length > 2) {
					data[0] = 0;
					data[1] = (byte) random.nextInt(7);
				}
				if (port == 67 && data.length > 250) {
					data[0] = 1;
					data[1] = 1;
					data[2] = 6;
					Octets.put32(data, 236, 0x63825363);
				}
				payload = new UdpDatagram(68 + random.nextInt(20), port, data).payload(source, destination);
			}
			case 6 -> protocol = Ipv4Packet.ICMP;
			default -> {
				// a protocol that nobody knows
			}
		}
		byte[] frame = Ipv4Packet.frame(source, destination, protocol, random.nextInt(5), payload, 0, payload.length);
		if (random.nextInt(6) == 0) {
			Octets.put16(frame, Ethernet.HEADER + 6, random.nextInt(65536));
			Octets.put16(frame, Ethernet.HEADER + 10, 0);
			Octets.put16(frame, Ethernet.HEADER + 10, Checksum.finish(Checksum.add(0, frame, Ethernet.HEADER, Ipv4Packet.HEADER)));
		}
		Ethernet.putHeader(frame, random.nextBoolean() ? Ethernet.BROADCAST : 0x52550a000202L, random.nextInt(9) == 0 ? random.nextLong() : TestGuest.CARD,
				random.nextInt(12) == 0 ? Ethernet.ARP : Ethernet.IPV4);
		for (int n = random.nextInt(3); n > 0; n--) {
			frame[random.nextInt(frame.length)] = (byte) random.nextInt();
		}
		return random.nextInt(10) == 0 ? java.util.Arrays.copyOf(frame, 14 + random.nextInt(frame.length - 13)) : frame;
	}

	/** Thousands of connections and flows: the first ones are served, the others are refused, and sockets stay few. */
	@Test
	@Timeout(120)
	void floodsAreBounded() throws Exception {
		long before = sockets();
		try (ServerSocket server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
				UserNetwork network = UserNetwork.open(((NetworkChoice.User) NetworkChoice.parse("user,resolver=none")).options())) {
			TestGuest guest = new TestGuest(network);
			int refused = 0;
			int opened = 0;
			for (int i = 0; i < 3000; i++) {
				guest.tcp(TestGuest.HOST, TcpSegment.bare(1000 + i, server.getLocalPort(), 1, 0, TcpSegment.SYN, 1000, 1460));
				int port = 1000 + i;
				TcpSegment answer = guest.awaitTcp(segment -> segment.destinationPort() == port);
				if (answer.has(TcpSegment.RST)) {
					refused++;
				} else {
					opened++;
				}
			}
			assertEquals(3000, refused + opened);
			assertTrue(opened >= TcpTable.MOST && opened <= TcpTable.MOST + 10, opened + " were opened");
			for (int i = 0; i < 3000; i++) {
				guest.udp(TestGuest.HOST, 1000 + i, server.getLocalPort(), new byte[1]);
			}
			mustAnswer(guest, network);
			// The host gives a socket back when the selector looks the next time after it was closed.
			long most = before + TcpTable.MOST + UdpTable.MOST + 40;
			for (int i = 0; i < 100 && sockets() >= most; i++) {
				Thread.sleep(50);
			}
			long more = sockets() - before;
			assertTrue(before + more < most, more + " more sockets are open");
		}
	}

	/** Sockets of this process, those of other tests included; 0 where nobody tells. */
	private static long sockets() throws java.io.IOException {
		Path handles = Path.of("/proc/self/fd");
		if (!Files.isDirectory(handles)) {
			return 0;
		}
		try (var open = Files.list(handles)) {
			return open.filter(handle -> link(handle).startsWith("socket:")).count();
		}
	}

	private static String link(Path handle) {
		try {
			return Files.readSymbolicLink(handle).toString();
		} catch (java.io.IOException e) {
			return "";
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.vmm.net.NetworkChoice;
import org.ringside.vmm.net.PortForward;
import org.ringside.vmm.net.ResolverChoice;
import org.ringside.vmm.net.UserNetworkOptions;

/** What a guest finds on a user-mode network, frame by frame. */
class UserNetworkTest {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
	private static final int UNREACHABLE_PORT = 0x0303;
	private static final int PROHIBITED = 0x030d;

	@TempDir
	private Path folder;

	private static UserNetworkOptions options(String text) {
		return ((NetworkChoice.User) NetworkChoice.parse("user,resolver=none" + text)).options();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	@Test
	void addressesAreToldAndEchoesAnswered() throws Exception {
		try (UserNetwork network = UserNetwork.open(options(""))) {
			TestGuest guest = new TestGuest(network);
			guest.send(Arp.request(TestGuest.CARD, TestGuest.ADDRESS, TestGuest.DNS));
			Arp answer = Arp.read(guest.frame(20_000).orElseThrow()).orElseThrow();
			assertEquals(new Arp(false, 0x52550a000202L, TestGuest.DNS, TestGuest.ADDRESS), answer);
			byte[] echo = new byte[3000];
			new Random(3).nextBytes(echo);
			echo[0] = 8;
			echo[1] = 0;
			Octets.put16(echo, 2, 0);
			Octets.put16(echo, 2, Checksum.finish(Checksum.add(0, echo, 0, echo.length)));
			byte[] small = Arrays.copyOf(echo, 8);
			Octets.put16(small, 2, 0);
			Octets.put16(small, 2, Checksum.finish(Checksum.add(0, small, 0, 8)));
			guest.send(TestGuest.HOST, Ipv4Packet.ICMP, small);
			Ipv4Packet reply = guest.await(packet -> packet.protocol() == Ipv4Packet.ICMP);
			assertEquals(TestGuest.HOST, reply.source());
			assertArrayEquals(Arrays.copyOfRange(small, 4, 8), Arrays.copyOfRange(reply.payload(), 4, 8));
			assertEquals(0, reply.payload()[0]);
			guest.send(0x0a000209, Ipv4Packet.ICMP, small);
			assertEquals(0x0301, guest.awaitIcmp(), "nobody is there");
			guest.udp(TestGuest.DNS, 5000, 53, ascii("?"));
			assertEquals(UNREACHABLE_PORT, guest.awaitIcmp(), "no name server");
		}
	}

	private static byte[] dhcp(int type, byte... more) {
		byte[] message = new byte[300];
		message[0] = 1;
		message[1] = 1;
		message[2] = 6;
		Octets.put32(message, 4, 0x12345678);
		Ethernet.putAddress(message, 28, TestGuest.CARD);
		Octets.put32(message, 236, 0x63825363);
		message[240] = 53;
		message[241] = 1;
		message[242] = (byte) type;
		System.arraycopy(more, 0, message, 243, more.length);
		message[243 + more.length] = (byte) 255;
		return message;
	}

	@Test
	void dhcpGivesAddresses() throws Exception {
		try (UserNetwork network = UserNetwork.open(options(",hostname=lab,bootfile=boot.scr,tftp=" + folder))) {
			TestGuest guest = new TestGuest(network);
			byte[] discover = new UdpDatagram(68, 67, dhcp(1)).payload(0, -1);
			guest.send(0, -1, Ipv4Packet.UDP, discover);
			byte[] offer = guest.awaitUdp(68).data();
			assertEquals(2, offer[242], "an offer");
			assertEquals(TestGuest.ADDRESS, Octets.get32(offer, 16));
			assertEquals(TestGuest.HOST, Octets.get32(offer, 20));
			assertEquals("boot.scr", new String(offer, 108, 8, StandardCharsets.US_ASCII));
			guest.send(0, -1, Ipv4Packet.UDP, new UdpDatagram(68, 67, dhcp(3, (byte) 50, (byte) 4, (byte) 10, (byte) 0, (byte) 2, (byte) 15)).payload(0, -1));
			assertEquals(5, guest.awaitUdp(68).data()[242], "accepted");
			guest.send(0, -1, Ipv4Packet.UDP, new UdpDatagram(68, 67, dhcp(3, (byte) 50, (byte) 4, (byte) 10, (byte) 0, (byte) 2, (byte) 99)).payload(0, -1));
			assertEquals(6, guest.awaitUdp(68).data()[242], "refused");
		}
	}

	@Test
	void datagramsGoOutAndAnswersComeBack() throws Exception {
		try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
				UserNetwork network = UserNetwork.open(options("").withResolver(new ResolverChoice.At(PortForward.LOOPBACK, server.getLocalPort())))) {
			server.setSoTimeout(20_000);
			TestGuest guest = new TestGuest(network);
			for (int[] way : new int[][] {{TestGuest.HOST, server.getLocalPort()}, {TestGuest.DNS, 53}}) {
				guest.udp(way[0], 5000, way[1], ascii("question"));
				DatagramPacket packet = new DatagramPacket(new byte[100], 100);
				server.receive(packet);
				assertEquals("question", new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII));
				server.send(new DatagramPacket(ascii("answer"), 6, packet.getSocketAddress()));
				UdpDatagram answer = guest.awaitUdp(5000);
				assertEquals(way[1], answer.sourcePort());
				assertEquals("answer", new String(answer.data(), StandardCharsets.US_ASCII));
			}
		}
	}

	@Test
	void restrictedGuestsReachNothing() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 4, LOOPBACK); UserNetwork network = UserNetwork.open(options(",restrict=on"))) {
			TestGuest guest = new TestGuest(network);
			guest.udp(TestGuest.HOST, 5000, 9, ascii("x"));
			assertEquals(PROHIBITED, guest.awaitIcmp());
			guest.tcp(TestGuest.HOST, TcpSegment.bare(4000, server.getLocalPort(), 1, 0, TcpSegment.SYN, 1000, 1460));
			assertEquals(PROHIBITED, guest.awaitIcmp());
			server.setSoTimeout(200);
			assertThrows(java.net.SocketTimeoutException.class, server::accept);
		}
	}

	/** A whole conversation over a forwarded port: a lost segment is sent again, a closed window is respected, both ends close. */
	@Test
	void forwardedConnectionsSurviveLossesAndRespectTheWindow() throws Exception {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
			port = free.getLocalPort();
		}
		try (UserNetwork network = UserNetwork.open(options(",restrict=on,hostfwd=tcp::" + port + "-:22")); Socket socket = new Socket(LOOPBACK, port)) {
			socket.setSoTimeout(20_000);
			TestGuest guest = new TestGuest(network);
			TcpSegment syn = guest.awaitTcp(segment -> segment.has(TcpSegment.SYN));
			assertEquals(22, syn.destinationPort());
			int peer = syn.sourcePort();
			int next = syn.sequence() + 1;
			guest.tcp(TestGuest.HOST, TcpSegment.bare(22, peer, 1000, next, TcpSegment.SYN | TcpSegment.ACK, 300, 200));
			byte[] sent = new byte[5000];
			new Random(4).nextBytes(sent);
			socket.getOutputStream().write(sent);
			socket.shutdownOutput();
			ByteArrayOutputStream got = new ByteArrayOutputStream();
			boolean ended = false;
			int count = 0;
			while (!ended) {
				TcpSegment segment = guest.awaitTcp(any -> any.length() > 0);
				int room = 300 - (segment.sequence() - next);
				assertTrue(segment.dataLength() <= 200 && segment.dataLength() <= Math.max(room, 1), "beyond the window");
				if (++count % 7 == 3 || segment.sequence() != next) {
					// lost; a guest says again what it waits for
					guest.tcp(TestGuest.HOST, TcpSegment.bare(22, peer, 1001, next, TcpSegment.ACK, 300, 0));
					continue;
				}
				got.write(TestGuest.data(segment));
				next += segment.length();
				ended = segment.has(TcpSegment.FIN);
				guest.tcp(TestGuest.HOST, TcpSegment.bare(22, peer, 1001, next, TcpSegment.ACK, 300, 0));
			}
			assertArrayEquals(sent, got.toByteArray());
			byte[] answer = ascii("good bye");
			TcpSegment data = new TcpSegment(22, peer, 1001, next, TcpSegment.ACK | TcpSegment.FIN, 300, 0, answer, 0);
			guest.tcp(TestGuest.HOST, data);
			assertArrayEquals(answer, socket.getInputStream().readAllBytes());
			guest.awaitTcp(segment -> segment.acknowledgment() == 1001 + answer.length + 1);
			// the connection is gone: what comes now is answered with a reset
			guest.tcp(TestGuest.HOST, TcpSegment.bare(22, peer, 1010, next, TcpSegment.ACK, 300, 0));
			guest.awaitTcp(segment -> segment.has(TcpSegment.RST));
		}
		// closed means closed: the port is free
		new ServerSocket(port, 1, LOOPBACK).close();
	}

	@Test
	void portsThatCannotBeForwardedAreTold() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
			String sentence = assertThrows(IOException.class, () -> UserNetwork.open(options(",hostfwd=tcp::" + taken.getLocalPort() + "-:22"))).getMessage();
			assertTrue(sentence.startsWith("The tcp port 127.0.0.1:" + taken.getLocalPort() + " cannot be forwarded to the guest: "), sentence);
		}
		assertThrows(IOException.class, () -> UserNetwork.open(options(",tftp=/no/such/folder")));
	}

	@Test
	void filesOutsideTheFolderAreNotThere() throws Exception {
		Path inside = Files.createDirectories(folder.resolve("tftp").resolve("sub"));
		Files.writeString(folder.resolve("secret"), "secret");
		Files.writeString(inside.resolve("file"), "content");
		Files.createSymbolicLink(inside.resolve("link"), folder.resolve("secret"));
		Files.createSymbolicLink(inside.resolve("up"), folder);
		TftpFolder served = new TftpFolder(folder.resolve("tftp"));
		for (String name : new String[] {"sub/file", "/sub/file", "///sub//file"}) {
			served.open(name).orElseThrow(() -> new AssertionError(name)).close();
		}
		for (String name : new String[] {"../secret", "sub/../../secret", "sub/link", "sub/up/secret", "sub", "", "/", "nothing", "a\0b",
				folder.resolve("secret").toString()}) {
			assertFalse(served.open(name).isPresent(), name);
		}
	}
}

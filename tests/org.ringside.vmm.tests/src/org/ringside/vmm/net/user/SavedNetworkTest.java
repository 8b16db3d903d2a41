/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringside.vmm.net.NetworkChoice;
import org.ringside.vmm.net.UserNetworkOptions;

/** A guest that goes on from a snapshot keeps its address, and hears that its connections are broken. */
@Timeout(60)
class SavedNetworkTest {

	private static final int GUEST_PORT = 4000;

	private static UserNetworkOptions options() {
		return ((NetworkChoice.User) NetworkChoice.parse("user,resolver=none")).options();
	}

	private static byte[] save(UserNetwork network) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		network.save(new DataOutputStream(bytes));
		return bytes.toByteArray();
	}

	private static void load(UserNetwork network, byte[] state) throws IOException {
		network.load(new DataInputStream(new ByteArrayInputStream(state)));
	}

	/** The address that a card is offered. */
	private static int offered(TestGuest guest, long card) throws InterruptedException {
		byte[] message = new byte[300];
		message[0] = 1;
		message[1] = 1;
		message[2] = 6;
		Ethernet.putAddress(message, 28, card);
		Octets.put32(message, 236, 0x63825363);
		message[240] = 53;
		message[241] = 1;
		message[242] = 1;
		message[243] = (byte) 255;
		guest.send(0, -1, Ipv4Packet.UDP, new UdpDatagram(68, 67, message).payload(0, -1));
		return Octets.get32(guest.awaitUdp(68).data(), 16);
	}

	/** Opens a connection to a server and gives the number of the byte that the guest waits for. */
	private static int connect(TestGuest guest, int port) throws InterruptedException {
		guest.tcp(TestGuest.HOST, TcpSegment.bare(GUEST_PORT, port, 1000, 0, TcpSegment.SYN, 1000, 1460));
		TcpSegment answer = guest.awaitTcp(segment -> segment.has(TcpSegment.SYN));
		guest.tcp(TestGuest.HOST, TcpSegment.bare(GUEST_PORT, port, 1001, answer.sequence() + 1, TcpSegment.ACK, 1000, 0));
		return answer.sequence() + 1;
	}

	@Test
	void addressesStayAndConnectionsAreReset() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress()); UserNetwork network = UserNetwork.open(options())) {
			TestGuest guest = new TestGuest(network);
			assertEquals(TestGuest.ADDRESS + 1, offered(guest, TestGuest.CARD + 7) + offered(guest, TestGuest.CARD) - TestGuest.ADDRESS);
			int next = connect(guest, server.getLocalPort());
			try (Socket socket = server.accept()) {
				socket.setSoTimeout(20_000);
				byte[] state = save(network);
				try (UserNetwork other = UserNetwork.open(options())) {
					TestGuest again = new TestGuest(other);
					load(other, state);
					TcpSegment reset = again.awaitTcp(segment -> segment.has(TcpSegment.RST));
					assertEquals(GUEST_PORT, reset.destinationPort());
					assertEquals(server.getLocalPort(), reset.sourcePort());
					assertEquals(next, reset.sequence());
					assertEquals(TestGuest.ADDRESS + 1, offered(again, TestGuest.CARD), "its address");
					assertEquals(TestGuest.ADDRESS, offered(again, TestGuest.CARD + 7), "that of the other card");
				}
				// the saved one goes on
				socket.getOutputStream().write('x');
				assertEquals('x', TestGuest.data(guest.awaitTcp(segment -> segment.dataLength() > 0))[0]);
				// until it goes back itself: then its far end hears of it
				load(network, state);
				assertThrows(SocketException.class, () -> socket.getInputStream().read());
				assertEquals(next, guest.awaitTcp(segment -> segment.has(TcpSegment.RST)).sequence());
			}
			connect(guest, server.getLocalPort());
		}
	}

	@Test
	void damagedStateIsRefusedInASentence() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress()); UserNetwork network = UserNetwork.open(options())) {
			TestGuest guest = new TestGuest(network);
			offered(guest, TestGuest.CARD);
			connect(guest, server.getLocalPort());
			byte[] state = save(network);
			Random random = new Random(9);
			int refused = 0;
			for (int round = 0; round < 300; round++) {
				byte[] bad = random.nextInt(3) == 0 ? Arrays.copyOf(state, random.nextInt(state.length)) : state.clone();
				for (int i = 0; i < 3 && bad.length > 0; i++) {
					bad[random.nextInt(bad.length)] = (byte) random.nextInt();
				}
				try {
					load(network, bad);
				} catch (IOException e) {
					refused++;
				}
			}
			assertTrue(refused > 50, refused + " refused");
			load(network, state);
			assertEquals(TestGuest.ADDRESS, offered(guest, TestGuest.CARD));
		}
	}
}

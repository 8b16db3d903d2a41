/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.vmm.net.NetworkChoice;
import org.ringside.vmm.net.PortForward;
import org.ringside.vmm.net.ResolverChoice;
import org.ringside.vmm.net.UserNetworkOptions;

import com.sun.net.httpserver.HttpServer;

/** Debian's Linux with its own network driver: behind a user-mode network, and with another one on a switch. */
class LinuxNetworkTest {

	private static final Path KERNEL = Path.of("..", "linux", "target", "vmlinux");
	private static final Path BUSYBOX = Path.of("..", "linux", "target", "busybox");
	/** As many lines are sent out. */
	private static final int NUMBERS = 100_000;
	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	@TempDir
	private Path folder;

	private Path initialRamDisk(String name, String commands) throws Exception {
		Assumptions.assumeTrue(Files.exists(KERNEL) && LinuxModules.present(), "tests/linux/fetch has not been run");
		CpioArchive archive = new CpioArchive().folder("dev").characterDevice("dev/console", 5, 1).folder("proc").folder("sys").folder("bin").folder("etc")
				.folder("tmp").file("bin/busybox", Files.readAllBytes(BUSYBOX));
		String insert = LinuxModules.pack(archive, "virtio_mmio", "virtio_net", "af_packet");
		String script = """
				#!/bin/busybox sh
				/bin/busybox --install -s /bin
				mount -t proc proc /proc
				mount -t sysfs sys /sys
				mount -t devtmpfs none /dev
				""" + insert + "ifconfig lo up\n" + commands + "poweroff -f\n";
		// what udhcpc calls with what it was given
		String lease = """
				#!/bin/busybox sh
				if [ "$1" = bound ]; then
					ifconfig $interface $ip netmask $subnet
					route add default gw $router
					echo "nameserver $dns" > /etc/resolv.conf
					echo "lease: $ip $subnet $router $dns"
				fi
				""";
		return archive.file("lease", lease.getBytes(StandardCharsets.US_ASCII)).file("init", script.getBytes(StandardCharsets.US_ASCII))
				.write(folder.resolve(name));
	}

	private static VmConfig.Builder linux(Technique technique, Path disk) {
		return VmConfig.of(KERNEL).technique(technique).memoryBytes(512L << 20).initrd(disk).append("console=ttyS0 quiet");
	}

	private static String md5(byte[] bytes) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
	}

	private static int freePort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
			return socket.getLocalPort();
		}
	}

	@ParameterizedTest
	@CsvSource({"BARE,1", "BARE,2", "TRAP_AND_EMULATE,1"})
	void guestDownloadsAndServes(Technique technique, int harts) throws Exception {
		byte[] payload = new byte[1_500_000];
		new Random(5).nextBytes(payload);
		CompletableFuture<byte[]> uploaded = new CompletableFuture<>();
		HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 4);
		server.createContext("/payload", exchange -> {
			exchange.sendResponseHeaders(200, payload.length);
			try (OutputStream body = exchange.getResponseBody()) {
				body.write(payload);
			}
		});
		server.createContext("/upload", exchange -> {
			uploaded.complete(exchange.getRequestBody().readAllBytes());
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		server.start();
		int guests = freePort();
		int closed = freePort();
		String host = "10.0.2.2:" + server.getAddress().getPort();
		Path disk = initialRamDisk("user.cpio", """
				ifconfig eth0 up
				udhcpc -n -q -i eth0 -s /lease 2>&1
				ping -c 3 10.0.2.2 && echo "init: the gateway answers"
				ping -c 1 -s 3000 10.0.2.2 && echo "init: fragments come and go"
				wget -q -O /tmp/payload http://%s/payload && md5sum /tmp/payload
				seq 1 %d > /tmp/numbers
				wget -q -O /dev/null --post-file /tmp/numbers http://%s/upload && echo "init: uploaded"
				nc -w 10 10.0.2.2 %d < /dev/null || echo "init: refused"
				echo "init: serving"
				echo "hello from the guest" | nc -l -p 7 > /tmp/heard
				md5sum < /tmp/heard
				echo "init: done"
				""".formatted(host, NUMBERS, host, closed));
		UserNetworkOptions options = UserNetworkOptions.USUAL.withResolver(new ResolverChoice.None())
				.withForward(PortForward.parse("tcp::" + guests + "-:7"));
		String text;
		try (RunningGuest guest = new RunningGuest(linux(technique, disk).harts(harts).network(new NetworkChoice.User(options)))) {
			guest.await("init: serving");
			byte[] said = new byte[300_000];
			new Random(6).nextBytes(said);
			CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> converse(guests, said));
			VmStop stop = guest.awaitEnd();
			text = guest.text();
			assertEquals("hello from the guest\n", heard.get(20, TimeUnit.SECONDS));
			assertTrue(text.contains(md5(said)), text);
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, stop.sentence()).verdict().passed(), stop.sentence());
			var traffic = guest.vm().networkTraffic().orElseThrow();
			assertTrue(traffic.receivedBytes() > payload.length && traffic.sentBytes() > 500_000, traffic.toString());
			assertEquals(0, traffic.sentDropped() + traffic.receivedDropped(), traffic.toString());
		} finally {
			server.stop(0);
		}
		for (String line : new String[] {"lease: 10.0.2.15 255.255.255.0 10.0.2.2", "init: the gateway answers", "init: fragments come and go", md5(payload), "init: uploaded", "init: refused"}) {
			assertTrue(text.contains(line), "'" + line + "' is not in:\n" + text);
		}
		String numbers = IntStream.rangeClosed(1, NUMBERS).mapToObj(number -> number + "\n").collect(Collectors.joining());
		assertEquals(numbers, new String(uploaded.get(1, TimeUnit.SECONDS), StandardCharsets.US_ASCII));
	}

	/** Says something and hears the answer; until the guest listens, connections are reset. */
	private static String converse(int port, byte[] said) {
		String last = "";
		for (int attempt = 0; attempt < 100; attempt++) {
			try (Socket socket = new Socket(LOOPBACK, port)) {
				socket.setSoTimeout(120_000);
				socket.getOutputStream().write(said);
				socket.shutdownOutput();
				return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			} catch (IOException e) {
				last = e.toString();
			}
			try {
				Thread.sleep(100);
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				return last;
			}
		}
		return last;
	}

	/** Two guests, each on a thread of its own, as in an IDE; the first pings may be sent before the other is there to answer. */
	@Test
	void guestsOnASwitchPingEachOther() throws Exception {
		NetworkChoice where = NetworkChoice.parse("switch=lab");
		String commands = """
				ifconfig eth0 192.168.7.%1$d netmask 255.255.255.0
				echo "init: up"
				until ping -c 1 192.168.7.%2$d; do sleep 1; done
				ping -c 3 192.168.7.%2$d
				echo "init: the other answers"
				read line
				""";
		Path[] disks = {initialRamDisk("first.cpio", commands.formatted(1, 2)), initialRamDisk("second.cpio", commands.formatted(2, 1))};
		try (RunningGuest first = new RunningGuest(linux(Technique.BARE, disks[0]).network(where));
				RunningGuest second = new RunningGuest(linux(Technique.TRAP_AND_EMULATE, disks[1]).network(where))) {
			first.await("init: the other answers");
			second.await("init: the other answers");
			for (RunningGuest guest : new RunningGuest[] {first, second}) {
				assertTrue(guest.text().contains("3 packets transmitted, 3 packets received"), guest.text());
			}
		}
	}
}

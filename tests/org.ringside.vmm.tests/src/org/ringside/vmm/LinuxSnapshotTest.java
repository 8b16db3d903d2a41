/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.image.disk.DiskAccess;
import org.ringside.vmm.net.NetworkChoice;
import org.ringside.vmm.net.VirtualSwitch;

/**
 * A Linux that works with a disk, a network card and random bytes is saved at any moment; in new machines, one of which
 * translates and one of which interprets, it goes on to the same output and the same state.
 */
class LinuxSnapshotTest {

	private static final Path KERNEL = Path.of("..", "linux", "target", "vmlinux");
	private static final Path BUSYBOX = Path.of("..", "linux", "target", "busybox");
	private static final long MOST_INSTRUCTIONS = 12_000_000_000L;
	private static final long SEED = Long.getLong("ringside.snapshot.seed", 1);
	private static final long AFTERWARDS = 120_000_000;

	@TempDir
	private Path folder;

	private VmConfig config(int harts, Engine engine, Path initrd, Path disk, VirtualSwitch network, ConsolePort console) {
		return VmConfig.of(KERNEL).harts(harts).engine(engine).memoryBytes(128L << 20).initrd(initrd).append("console=ttyS0 quiet").console(console)
				.devices(DeviceChoice.NONE.withDisk(new DiskChoice(disk, DiskAccess.OVERLAY, false)).withEntropy(5).withBalloon(8 << 20))
				.network(new NetworkChoice.Switch(network)).build();
	}

	private Path initrd() throws IOException {
		CpioArchive archive = new CpioArchive().folder("dev").characterDevice("dev/console", 5, 1).folder("proc").folder("sys").folder("bin")
				.file("bin/busybox", Files.readAllBytes(BUSYBOX));
		String insert = LinuxModules.pack(archive, "virtio_mmio", "virtio_blk", "virtio_rng", "virtio_net", "virtio_balloon", "af_packet");
		String script = """
				#!/bin/busybox sh
				/bin/busybox --install -s /bin
				mount -t proc proc /proc
				mount -t devtmpfs none /dev
				""" + insert + """
				ifconfig eth0 10.1.1.1 netmask 255.255.255.0 up
				arp -s 10.1.1.2 52:54:00:aa:bb:cc
				echo at work
				i=0
				while true; do
					head -c 3000 /dev/hwrng > /tmp.bin
					dd if=/tmp.bin of=/dev/vda bs=512 seek=$((i * 7 % 900)) 2>/dev/null
					sync
					ping -c 1 -W 1 10.1.1.2 > /dev/null &
					echo $i $(dd if=/dev/vda bs=4096 count=24 iflag=direct 2>/dev/null | md5sum) $(md5sum < /tmp.bin) $(cat /proc/uptime)
					i=$((i + 1))
				done
				""";
		return archive.file("init", script.getBytes(StandardCharsets.US_ASCII)).write(folder.resolve("initrd.cpio"));
	}

	private static String digest(VirtualMachine vm) throws Exception {
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest), 1 << 16))) {
			vm.save(out);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	@ParameterizedTest
	@ValueSource(ints = {1, 4})
	void goesOnInAnotherMachine(int harts) throws Exception {
		Assumptions.assumeTrue(Files.exists(KERNEL) && LinuxModules.present(), "tests/linux/fetch has not been run");
		Assumptions.assumeTrue(Engine.usual() == Engine.TRANSLATOR, "one run tries both engines");
		Path initrd = initrd();
		Path disk = Files.write(folder.resolve("disk.img"), new byte[1 << 20]);
		Path snapshot = folder.resolve("snapshot");
		String label = "seed " + SEED + ", " + harts + " harts";
		String expectedText;
		String expectedState;
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		try (VirtualMachine vm = VirtualMachine.create(config(harts, Engine.TRANSLATOR, initrd, disk, new VirtualSwitch(), console))) {
			Guests.waitFor(vm, text, "\n2 ", MOST_INSTRUCTIONS);
			assertInstanceOf(VmStop.Budget.class, vm.run(new Random(SEED).nextInt(20_000_000)));
			try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(snapshot), 1 << 16))) {
				vm.save(out);
			}
			text.setLength(0);
			assertInstanceOf(VmStop.Budget.class, vm.run(AFTERWARDS));
			expectedText = text.toString();
			expectedState = digest(vm);
			assertTrue(expectedText.lines().count() > 2, expectedText);
			// back to that moment in the same machine
			load(vm, snapshot);
			text.setLength(0);
			assertInstanceOf(VmStop.Budget.class, vm.run(AFTERWARDS));
			assertEquals(expectedText, text.toString(), label);
			assertEquals(expectedState, digest(vm), label);
		}
		for (Engine engine : Engine.values()) {
			ConsolePort other = new ConsolePort();
			StringBuffer said = Guests.listen(other);
			try (VirtualMachine vm = VirtualMachine.create(config(harts, engine, initrd, disk, new VirtualSwitch(), other))) {
				load(vm, snapshot);
				assertInstanceOf(VmStop.Budget.class, vm.run(AFTERWARDS));
				assertEquals(expectedText, said.toString(), label + " " + engine);
				assertEquals(expectedState, digest(vm), label + " " + engine);
			}
		}
	}

	private static void load(VirtualMachine vm, Path snapshot) throws IOException {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(snapshot), 1 << 16))) {
			vm.load(in);
			assertEquals(-1, in.read());
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.devices.BoardDevice;
import org.ringside.devices.SerialQueue;
import org.ringside.devices.TestFinisher;
import org.ringside.devices.Wires;
import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceProperty;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.PhysicalBus;

/** The board is laid out as QEMU lays its own out, survives any access, and goes on from a snapshot as if nothing had been. */
class VirtBoardTest {

	private static final long MEMORY = 256L << 20;
	private static final int SATP = 0x180;

	@TempDir
	Path folder;

	private record Running(Clock clock, List<Wires> wires, SerialQueue port, List<TestFinisher.Ending> endings,
			StringBuilder sent, VirtBoard board) {
		static Running start(int harts) {
			Clock clock = new Clock(harts, 10);
			List<Wires> wires = Wires.of(harts);
			StringBuilder sent = new StringBuilder();
			SerialQueue port = new SerialQueue(octet -> {
				if (sent.length() < 1000) {
					sent.append((char) octet);
				}
			});
			List<TestFinisher.Ending> endings = new ArrayList<>();
			return new Running(clock, wires, port, endings, sent,
					new VirtBoard(clock, Wires.lines(wires), port, endings::add, 1_700_000_000_000_000_000L));
		}

		byte[] save() throws IOException {
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			board.save(new DataOutputStream(out));
			return out.toByteArray();
		}

		void load(byte[] state) throws IOException {
			board.load(new DataInputStream(new ByteArrayInputStream(state)));
		}
	}

	@Test
	void everyNodeThatQemuHasTooAgreesWithQemus() throws Exception {
		Path dtb = folder.resolve("qemu.dtb");
		Process qemu;
		try {
			qemu = new ProcessBuilder("qemu-system-riscv64", "-machine", "virt,dumpdtb=" + dtb, "-smp", "2", "-m", "256M",
					"-display", "none", "-bios", "none").redirectErrorStream(true)
					.redirectOutput(folder.resolve("qemu.txt").toFile()).start();
		} catch (IOException e) {
			Assumptions.abort("qemu-system-riscv64 is not installed");
			return;
		}
		assertTrue(qemu.waitFor(60, TimeUnit.SECONDS));
		DeviceTree theirs = DeviceTree.read(dtb);
		DeviceTree ours = Running.start(2).board.deviceTree(MEMORY, IsaProfile.RV64GC, BootFacts.NONE);
		int nodes = 0;
		int properties = 0;
		for (String path : List.of("", "/memory@80000000", "/cpus", "/cpus/cpu@0", "/cpus/cpu@1",
				"/cpus/cpu@0/interrupt-controller", "/cpus/cpu@1/interrupt-controller", "/soc", "/soc/plic@c000000",
				"/soc/clint@2000000", "/soc/serial@10000000", "/soc/rtc@101000", "/soc/test@100000", "/fw-cfg@10100000", "/soc/virtio_mmio@10001000",
				"/soc/virtio_mmio@10004000", "/soc/virtio_mmio@10008000", "/poweroff", "/reboot",
				"/chosen")) {
			DeviceNode their = theirs.node(path).orElseThrow(() -> new AssertionError("QEMU has no " + path));
			DeviceNode our = ours.node(path).orElseThrow(() -> new AssertionError("no " + path));
			for (DeviceProperty property : their.properties()) {
				Optional<DeviceProperty> same = our.property(property.name());
				if (same.isPresent() && isComparable(property.name())) {
					assertArrayEquals(property.toBytes(), same.get().toBytes(), path + " " + property.name());
					properties++;
				} else {
					assertTrue(same.isPresent() || property.name().equals("rng-seed"), path + " lacks " + property.name());
				}
			}
			nodes++;
		}
		assertEquals(20, nodes);
		assertTrue(properties > 40, properties + " properties");
		assertEquals(wires(theirs, "/soc/plic@c000000"), wires(ours, "/soc/plic@c000000"));
		assertEquals(wires(theirs, "/soc/clint@2000000"), wires(ours, "/soc/clint@2000000"));
		assertEquals(parent(theirs, "/soc/serial@10000000"), parent(ours, "/soc/serial@10000000"));
		assertEquals(parent(theirs, "/soc/rtc@101000"), parent(ours, "/soc/rtc@101000"));
	}

	@Test
	void softwareInterruptsOfSupervisorModeAreWhereQemuPutsThem() {
		DeviceNode sswi = Running.start(2).board.deviceTree(MEMORY, IsaProfile.RV64GC, BootFacts.NONE).node("/soc/sswi@2f00000").orElseThrow();
		assertEquals("riscv,aclint-sswi", sswi.property("compatible").orElseThrow().string());
		assertEquals(List.of(0L, 0x2f0_0000L, 0L, 0x4000L), sswi.property("reg").orElseThrow().cells());
	}

	/** Phandles are numbered as one likes, and model and processor are our own. */
	private static boolean isComparable(String name) {
		return !List.of("phandle", "interrupt-parent", "interrupts-extended", "regmap", "model", "riscv,isa",
				"rng-seed").contains(name);
	}

	private static String parent(DeviceTree tree, String path) {
		return nameOf(tree, tree.node(path).orElseThrow().property("interrupt-parent").orElseThrow().number());
	}

	/** Where each wire leads: the path of the hart's controller is told by its hart. */
	private static List<String> wires(DeviceTree tree, String path) {
		List<Long> cells = tree.node(path).orElseThrow().property("interrupts-extended").orElseThrow().cells();
		List<String> wires = new ArrayList<>();
		for (int i = 0; i < cells.size(); i += 2) {
			wires.add(nameOf(tree, cells.get(i)) + ":" + cells.get(i + 1));
		}
		return wires;
	}

	private static String nameOf(DeviceTree tree, long phandle) {
		for (DeviceNode node : tree.root().all()) {
			for (DeviceNode child : node.children()) {
				if (child.phandle().filter(p -> p == phandle).isPresent()) {
					return node + "/" + child;
				}
			}
		}
		throw new AssertionError("nobody has phandle " + phandle);
	}

	@Test
	void kernelIsToldItsArgumentsAndRamDisk() throws Exception {
		DeviceTree tree = DeviceTree.parse(Running.start(1).board
				.deviceTree(MEMORY, IsaProfile.RV64IMAC, new BootFacts("console=ttyS0 quiet", 0x8400_0000L, 0x1234)).toDtb(),
				"tree");
		DeviceNode chosen = tree.node("/chosen").orElseThrow();
		assertEquals("console=ttyS0 quiet", chosen.property("bootargs").orElseThrow().string());
		assertEquals(0x8400_0000L, chosen.property("linux,initrd-start").orElseThrow().number());
		assertEquals(0x8400_1234L, chosen.property("linux,initrd-end").orElseThrow().number());
	}

	@Test
	void translationIsToldAsTheHartsHaveIt() {
		for (String isa : List.of("rv64imac", "rv64imac_sv39", "rv64imac_sv48", "rv64imac_sv57")) {
			IsaProfile profile = IsaProfile.parse(isa);
			String told = Running.start(1).board.deviceTree(MEMORY, profile, BootFacts.NONE).node("/cpus/cpu@0").orElseThrow()
					.property("mmu-type").orElseThrow().string();
			Hart hart = new Hart(0, profile, new PhysicalBus(), new Clock());
			int levels = 0;
			for (int mode = 8; mode <= 10; mode++) {
				hart.writeCsr(SATP, (long) mode << 60);
				levels = hart.readCsr(SATP) >>> 60 == mode ? mode : levels;
			}
			assertEquals("riscv,sv" + (39 + 9 * (levels - 8)), told, isa);
		}
	}

	@Test
	void noAccessAtAllLeadsOutOfADevice() {
		Running running = Running.start(3);
		Random random = new Random(20);
		long accesses = 0;
		for (int i = 0; i < 2_000_000; i++) {
			BoardDevice device = running.board.devices().get(random.nextInt(running.board.devices().size()));
			int size = 1 << random.nextInt(4);
			long offset = switch (random.nextInt(4)) {
			case 0 -> random.nextLong(device.size());
			case 1 -> random.nextInt(0x40);
			case 2 -> device.size() - 1 - random.nextInt(16);
			default -> 0x1000L * random.nextInt(0x600) + random.nextInt(16) & device.size() - 1;
			} & -size;
			boolean write = random.nextBoolean();
			if (offset + size > device.size() || !device.accepts(offset, size, write)) {
				continue;
			}
			accesses++;
			if (write) {
				device.write(offset, size, random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(256));
			} else {
				device.read(offset, size);
			}
			if (random.nextInt(50) == 0) {
				running.clock.advance(random.nextInt(100_000));
				running.clock.poll();
			}
			if (random.nextInt(200) == 0) {
				running.port.type((byte) i, (byte) -i);
				running.board.uart().poll();
			}
		}
		assertTrue(accesses > 500_000, accesses + " accesses");
		assertTrue(running.endings.size() < accesses);
	}

	@Test
	void snapshotRestoresEveryDevice() throws Exception {
		Random random = new Random(4);
		for (int round = 0; round < 50; round++) {
			Running one = Running.start(2);
			for (int i = 0; i < 2000; i++) {
				BoardDevice device = one.board.devices().get(random.nextInt(5));
				long offset = 4L * random.nextInt(64);
				if (device.name().equals("plic") && random.nextBoolean()) {
					offset = (random.nextBoolean() ? 0x2000 : 0x20_0000) + 4L * random.nextInt(2);
				}
				if (offset < device.size() && device.accepts(offset, 4, true)) {
					device.write(offset, 4, random.nextInt());
				}
				one.clock.advance(random.nextInt(100));
				one.clock.poll();
				one.port.type((byte) i);
				one.board.uart().poll();
			}
			byte[] saved = one.save();
			Running two = Running.start(2);
			ByteArrayOutputStream time = new ByteArrayOutputStream();
			one.clock.save(new DataOutputStream(time));
			two.clock.load(new DataInputStream(new ByteArrayInputStream(time.toByteArray())));
			two.load(saved);
			assertArrayEquals(saved, two.save());
			assertEquals(levels(one), levels(two));
			one.clock.advance(1_000_000);
			one.clock.poll();
			two.clock.advance(1_000_000);
			two.clock.poll();
			assertEquals(levels(one), levels(two));
			assertArrayEquals(one.save(), two.save());
		}
	}

	private static List<Boolean> levels(Running running) {
		return running.wires.stream().flatMap(w -> List.of(w.machineSoftware(), w.machineTimer(), w.machineExternal(),
				w.supervisorExternal()).stream()).map(w -> w.isHigh()).toList();
	}

	@Test
	void junkInASnapshotIsAnInputErrorAndNothingElse() throws Exception {
		byte[] good = Running.start(2).save();
		Random random = new Random(9);
		int refused = 0;
		for (int i = 0; i < 20_000; i++) {
			byte[] bad = good.clone();
			for (int n = random.nextInt(4); n >= 0; n--) {
				bad[random.nextInt(bad.length)] = (byte) random.nextInt();
			}
			Running running = Running.start(2);
			try {
				running.load(bad);
			} catch (IOException e) {
				refused++;
				continue;
			}
			running.clock.advance(1000);
			running.clock.poll();
			running.board.devices().forEach(d -> d.read(0, 4));
		}
		assertTrue(refused > 100, refused + " refused");
		assertThrows(IOException.class, () -> Running.start(1).load(good));
	}

	@Test
	void resetGoesBackToTheBeginning() throws Exception {
		Running running = Running.start(2);
		byte[] fresh = running.save();
		running.board.devices().forEach(d -> {
			for (int offset = 0; offset < 0x20; offset += 4) {
				if (d.accepts(offset, 4, true)) {
					d.write(offset, 4, 0xff);
				}
			}
		});
		running.board.reset();
		assertArrayEquals(fresh, running.save());
	}
}

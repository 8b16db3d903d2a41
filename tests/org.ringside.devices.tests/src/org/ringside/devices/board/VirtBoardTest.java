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
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringside.devices.BoardDevice;
import org.ringside.devices.Wires;
import org.ringside.devices.aia.AplicDomain;
import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceProperty;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.InterruptFile;
import org.ringside.machine.PhysicalBus;

/** The board is laid out as QEMU lays its own out, survives any access, and goes on from a snapshot as if nothing had been. */
class VirtBoardTest {

	private static final long MEMORY = 256L << 20;
	private static final int MISA = 0x301;
	private static final int SATP = 0x180;
	/** sourcecfg, setip, in_clrip, setie, clrie, genmsi and target, and the structures for delivery. */
	private static final int[] APLIC_BANKS = {0, 0x1c00, 0x1d00, 0x1e00, 0x1f00, 0x3000, 0x4000};

	@TempDir
	Path folder;

	/** Without further controllers, with those of the AIA, and with interrupt files of guests. */
	static Stream<AiaChoice> choices() {
		return Stream.of("none", "aplic", "aplic-imsic", "aplic-imsic,guests=2").map(AiaChoice::parse);
	}

	@ParameterizedTest
	@MethodSource("choices")
	void everyNodeThatQemuHasTooAgreesWithQemus(AiaChoice aia) throws Exception {
		Path dtb = folder.resolve("qemu.dtb");
		Process qemu;
		try {
			qemu = new ProcessBuilder("qemu-system-riscv64", "-machine", "virt,aia=" + aia.kind().text() + ",aia-guests=" + aia.guestFiles()
					+ ",dumpdtb=" + dtb,
					"-smp", "2", "-m", "256M",
					"-display", "none", "-bios", "none").redirectErrorStream(true)
					.redirectOutput(folder.resolve("qemu.txt").toFile()).start();
		} catch (IOException e) {
			Assumptions.abort("qemu-system-riscv64 is not installed");
			return;
		}
		assertTrue(qemu.waitFor(60, TimeUnit.SECONDS));
		DeviceTree theirs = DeviceTree.read(dtb);
		DeviceTree ours = Running.start(2, aia).board().deviceTree(MEMORY, IsaProfile.RV64GC, BootFacts.NONE);
		List<String> controllers = switch (aia.kind()) {
		case NONE -> List.of("/soc/plic@c000000");
		case APLIC -> List.of("/soc/aplic@c000000", "/soc/aplic@d000000");
		case APLIC_IMSIC -> List.of("/soc/aplic@c000000", "/soc/aplic@d000000", "/soc/imsics@24000000", "/soc/imsics@28000000");
		};
		int nodes = 0;
		int properties = 0;
		for (String path : Stream.concat(controllers.stream(), Stream.of("", "/memory@80000000", "/cpus", "/cpus/cpu@0", "/cpus/cpu@1",
				"/cpus/cpu@0/interrupt-controller", "/cpus/cpu@1/interrupt-controller", "/soc",
				"/soc/clint@2000000", "/soc/serial@10000000", "/soc/rtc@101000", "/soc/test@100000", "/fw-cfg@10100000", "/soc/virtio_mmio@10001000",
				"/soc/virtio_mmio@10004000", "/soc/virtio_mmio@10008000", "/poweroff", "/reboot",
				"/chosen")).toList()) {
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
		assertEquals(19 + controllers.size(), nodes);
		assertTrue(properties > 40, properties + " properties");
		for (String controller : controllers) {
			for (String property : List.of("interrupts-extended", "msi-parent", "riscv,children", "riscv,delegate")) {
				assertEquals(references(theirs, controller, property), references(ours, controller, property), controller + " " + property);
			}
		}
		assertEquals(wires(theirs, "/soc/clint@2000000"), wires(ours, "/soc/clint@2000000"));
		assertEquals(parent(theirs, "/soc/serial@10000000"), parent(ours, "/soc/serial@10000000"));
		assertEquals(parent(theirs, "/soc/rtc@101000"), parent(ours, "/soc/rtc@101000"));
	}

	@Test
	void softwareInterruptsOfSupervisorModeAreWhereQemuPutsThem() {
		DeviceNode sswi = Running.start(2).board().deviceTree(MEMORY, IsaProfile.RV64GC, BootFacts.NONE).node("/soc/sswi@2f00000").orElseThrow();
		assertEquals("riscv,aclint-sswi", sswi.property("compatible").orElseThrow().string());
		assertEquals(List.of(0L, 0x2f0_0000L, 0L, 0x4000L), sswi.property("reg").orElseThrow().cells());
	}

	@ParameterizedTest
	@MethodSource("choices")
	void aSupervisorWithoutFirmwareIsToldWhatIsNotItsOwn(AiaChoice aia) {
		VirtBoard board = Running.start(2, aia).board();
		board.handInterruptsToSupervisor();
		for (boolean again : new boolean[] {false, true}) {
			if (again) {
				board.reset();
			}
			DeviceTree tree = board.deviceTree(MEMORY, IsaProfile.RV64GC, BootFacts.NONE);
			for (String path : List.of("/soc/aplic@c000000", "/soc/aplic@d000000", "/soc/imsics@24000000", "/soc/imsics@28000000")) {
				boolean machine = path.endsWith("c000000") || path.endsWith("24000000");
				tree.node(path).ifPresent(node -> assertEquals(machine ? Optional.of("disabled") : Optional.empty(),
						node.property("status").map(DeviceProperty::string), path));
			}
			board.devices().stream().filter(device -> device.name().equals("aplic-m")).forEach(device -> {
				for (int source = 1; source <= AplicDomain.SOURCES; source++) {
					assertEquals(0x400, device.read(4 * source, 4), "source " + source);
				}
			});
		}
	}

	/** Phandles are numbered as one likes, and model and processor are our own. */
	private static boolean isComparable(String name) {
		return !List.of("phandle", "interrupt-parent", "interrupts-extended", "msi-parent", "riscv,children", "riscv,delegate",
				"regmap", "model", "riscv,isa", "rng-seed").contains(name);
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

	/** The same of any property that begins with a reference, followed by as many numbers as the property has per reference. */
	private static List<String> references(DeviceTree tree, String path, String property) {
		List<String> told = new ArrayList<>();
		tree.node(path).orElseThrow().property(property).ifPresent(found -> {
			List<Long> cells = found.cells();
			int stride = property.equals("interrupts-extended") ? 2 : cells.size();
			for (int i = 0; i < cells.size(); i++) {
				told.add(i % stride == 0 ? nameOf(tree, cells.get(i)) : Long.toString(cells.get(i)));
			}
		});
		return told;
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
		DeviceTree tree = DeviceTree.parse(Running.start(1).board()
				.deviceTree(MEMORY, IsaProfile.RV64IMAC, new BootFacts("console=ttyS0 quiet", 0x8400_0000L, 0x1234)).toDtb(),
				"tree");
		DeviceNode chosen = tree.node("/chosen").orElseThrow();
		assertEquals("console=ttyS0 quiet", chosen.property("bootargs").orElseThrow().string());
		assertEquals(0x8400_0000L, chosen.property("linux,initrd-start").orElseThrow().number());
		assertEquals(0x8400_1234L, chosen.property("linux,initrd-end").orElseThrow().number());
	}

	@Test
	void hypervisorExtensionIsToldWhereTheHartsHaveIt() {
		for (String isa : List.of("rv64gc", "rv64gch", "rv64imac", "rv64imach_sstc")) {
			IsaProfile profile = IsaProfile.parse(isa);
			Hart hart = new Hart(0, profile, new PhysicalBus(), new Clock());
			boolean there = (hart.peekCsr(MISA) >>> 'h' - 'a' & 1) != 0;
			String told = Running.start(1).board().deviceTree(MEMORY, profile, BootFacts.NONE).node("/cpus/cpu@0").orElseThrow()
					.property("riscv,isa").orElseThrow().string();
			assertEquals(isa.contains("ch"), there, isa);
			assertEquals(there, told.split("_")[0].substring("rv64".length()).contains("h"), told);
		}
	}

	@Test
	void translationIsToldAsTheHartsHaveIt() {
		for (String isa : List.of("rv64imac", "rv64imac_sv39", "rv64imac_sv48", "rv64imac_sv57")) {
			IsaProfile profile = IsaProfile.parse(isa);
			String told = Running.start(1).board().deviceTree(MEMORY, profile, BootFacts.NONE).node("/cpus/cpu@0").orElseThrow()
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

	@ParameterizedTest
	@MethodSource("choices")
	void noAccessAtAllLeadsOutOfADevice(AiaChoice aia) {
		Running running = Running.start(3, aia);
		Random random = new Random(20);
		long accesses = 0;
		for (int i = 0; i < 2_000_000; i++) {
			BoardDevice device = running.board().devices().get(random.nextInt(running.board().devices().size()));
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
				running.clock().advance(random.nextInt(100_000));
				running.clock().poll();
			}
			if (random.nextInt(200) == 0) {
				running.port().type((byte) i, (byte) -i);
				running.board().uart().poll();
			}
		}
		assertTrue(accesses > 500_000, accesses + " accesses");
		assertTrue(running.endings().size() < accesses);
	}

	@ParameterizedTest
	@MethodSource("choices")
	void snapshotRestoresEveryDevice(AiaChoice aia) throws Exception {
		Random random = new Random(4);
		int high = 0;
		for (int round = 0; round < 50; round++) {
			Running one = Running.start(2, aia);
			for (int i = 0; i < 2000; i++) {
				BoardDevice device = one.board().devices().get(random.nextInt(7));
				long offset = 4L * random.nextInt(64);
				if (device.name().equals("plic") && random.nextBoolean()) {
					offset = (random.nextBoolean() ? 0x2000 : 0x20_0000) + 4L * random.nextInt(2);
				} else if (device.name().startsWith("aplic") && random.nextBoolean()) {
					offset = APLIC_BANKS[random.nextInt(APLIC_BANKS.length)] + 4L * random.nextInt(8);
				} else if (device.name().startsWith("imsic")) {
					offset = 0x1000L * random.nextInt(4);
					one.board().interruptFiles(random.nextInt(2)).ifPresent(files -> {
						for (InterruptFile file : List.of(files.machine(), files.supervisor(), files.guests().isEmpty() ? files.machine() : files.guests().get(0))) {
							file.write(0x70, random.nextInt(2));
							file.write(0xc0 + 2 * random.nextInt(4), random.nextLong());
						}
					});
				}
				if (offset < device.size() && device.accepts(offset, 4, true)) {
					device.write(offset, 4, device.name().startsWith("imsic") ? random.nextInt(256) : random.nextInt());
				}
				one.clock().advance(random.nextInt(100));
				one.clock().poll();
				one.port().type((byte) i);
				one.board().uart().poll();
			}
			byte[] saved = one.save();
			Running two = Running.start(2, aia);
			ByteArrayOutputStream time = new ByteArrayOutputStream();
			one.clock().save(new DataOutputStream(time));
			two.clock().load(new DataInputStream(new ByteArrayInputStream(time.toByteArray())));
			two.load(saved);
			assertArrayEquals(saved, two.save());
			assertEquals(levels(one), levels(two));
			one.clock().advance(1_000_000);
			one.clock().poll();
			two.clock().advance(1_000_000);
			two.clock().poll();
			assertEquals(levels(one), levels(two));
			assertArrayEquals(one.save(), two.save());
			high += (int) one.wires().stream().filter(w -> w.supervisorExternal().isHigh() || w.machineExternal().isHigh()).count();
		}
		assertTrue(high > 0, "some external interrupt was pending");
	}

	private static List<Boolean> levels(Running running) {
		return running.wires().stream().flatMap(w -> Stream.concat(Stream.of(w.machineSoftware(), w.machineTimer(), w.machineExternal(),
				w.supervisorExternal()), w.guests().stream())).map(w -> w.isHigh()).toList();
	}

	@ParameterizedTest
	@MethodSource("choices")
	void junkInASnapshotIsAnInputErrorAndNothingElse(AiaChoice aia) throws Exception {
		byte[] good = Running.start(2, aia).save();
		Random random = new Random(9);
		int refused = 0;
		for (int i = 0; i < 20_000; i++) {
			byte[] bad = good.clone();
			for (int n = random.nextInt(4); n >= 0; n--) {
				bad[random.nextInt(bad.length)] = (byte) random.nextInt();
			}
			Running running = Running.start(2, aia);
			try {
				running.load(bad);
			} catch (IOException e) {
				refused++;
				continue;
			}
			running.clock().advance(1000);
			running.clock().poll();
			running.board().devices().forEach(d -> d.read(0, 4));
		}
		assertTrue(refused > 100, refused + " refused");
		assertThrows(IOException.class, () -> Running.start(1, aia).load(good));
	}

	@ParameterizedTest
	@MethodSource("choices")
	void resetGoesBackToTheBeginning(AiaChoice aia) throws Exception {
		Running running = Running.start(2, aia);
		byte[] fresh = running.save();
		running.board().devices().forEach(d -> {
			for (int offset = 0; offset < 0x20; offset += 4) {
				if (d.accepts(offset, 4, true)) {
					d.write(offset, 4, 0xff);
				}
			}
		});
		running.board().reset();
		assertArrayEquals(fresh, running.save());
	}
}

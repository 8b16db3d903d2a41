/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.fdt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.image.BadBytes;
import org.ringside.image.ExternalTool;
import org.ringside.image.ImageException;

/** What is built is what dtc reads, and what dtc compiles is what is read. */
class DeviceTreeTest {

	@TempDir
	Path folder;

	private static DeviceTree sample() {
		DeviceTree tree = new DeviceTree();
		tree.reservations().add(new DeviceTree.Reservation(0x8000_0000L, 0x2_0000));
		tree.bootCpu(1);
		DeviceNode root = tree.root().cells("#address-cells", 2).cells("#size-cells", 2).strings("compatible", "riscv-virtio")
				.strings("model", "ringside,\"quoted\"");
		DeviceNode plic = root.child("soc").child("plic@c000000").flag("interrupt-controller").cells("#interrupt-cells", 1)
				.cells64("reg", 0xc00_0000L, 0x60_0000L);
		root.child("soc").child("serial@10000000").cells("interrupts", 10).cells("interrupt-parent", tree.phandle(plic))
				.strings("compatible", "ns16550a", "ns16550").bytes("odd", (byte) 1, (byte) 2, (byte) 0xff)
				.cells("high", 0xffff_ffff, 0x8000_0000);
		return tree;
	}

	@Test
	void dtcReadsWhatIsWritten() throws Exception {
		ExternalTool dtc = ExternalTool.require("dtc");
		Files.write(folder.resolve("a.dtb"), sample().toDtb());
		String theirs = dtc.run(folder, "-q", "-I", "dtb", "-O", "dts", "a.dtb");
		assertTrue(theirs.contains("/memreserve/\t0x0000000080000000 0x0000000000020000;"), theirs);
		// older versions print the list as one text
		assertTrue(theirs.replace("\\0", "\", \"").contains("compatible = \"ns16550a\", \"ns16550\";"), theirs);
		assertTrue(theirs.contains("odd = [01 02 ff];"), theirs);
		assertTrue(theirs.contains("reg = <0x00 0xc000000 0x00 0x600000>;"), theirs);
		assertTrue(theirs.contains("interrupt-controller;"), theirs);
	}

	@Test
	void sourceCompilesToTheSameTree() throws Exception {
		ExternalTool dtc = ExternalTool.require("dtc");
		DeviceTree tree = sample();
		tree.bootCpu(0);
		Files.writeString(folder.resolve("a.dts"), tree.toSource());
		dtc.run(folder, "-q", "-I", "dts", "-O", "dtb", "-o", "b.dtb", "a.dts");
		DeviceTree read = DeviceTree.read(folder.resolve("b.dtb"));
		assertEquals(tree.toSource(), read.toSource());
		assertEquals(tree.reservations(), read.reservations());
	}

	@Test
	void readingGivesBackWhatWasWritten() throws Exception {
		DeviceTree tree = sample();
		DeviceTree read = DeviceTree.parse(tree.toDtb(), "a.dtb");
		assertArrayEquals(tree.toDtb(), read.toDtb());
		assertEquals(1, read.bootCpu());
		DeviceNode serial = read.node("/soc/serial@10000000").orElseThrow();
		assertEquals(List.of("ns16550a", "ns16550"), serial.property("compatible").orElseThrow().strings());
		assertEquals(List.of(0xffff_ffffL, 0x8000_0000L), serial.property("high").orElseThrow().cells());
		assertEquals(serial, read.node("/soc/serial").orElseThrow());
		DeviceNode plic = read.node("/soc/plic").orElseThrow();
		assertEquals(read.phandle(plic), serial.property("interrupt-parent").orElseThrow().number());
		// a phandle given after reading is a new one
		assertEquals(2, read.phandle(serial));
	}

	@Test
	void brokenTreesAreRefusedInOneSentence() {
		byte[] good = sample().toDtb();
		assertEquals(good.length, BadBytes.truncations(good, DeviceTreeTest::readAll));
		assertTrue(BadBytes.mutations(good, 20_000, 3, DeviceTreeTest::readAll) > 1000);
		String text = assertThrows(ImageException.class, () -> DeviceTree.parse(new byte[64], "x.dtb")).getMessage();
		assertEquals("x.dtb is not a flattened device tree: it does not begin with d0 0d fe ed.", text);
	}

	private static void readAll(byte[] contents) throws ImageException {
		DeviceTree tree = DeviceTree.parse(contents, "test.file");
		tree.toSource();
		tree.toDtb();
	}

	@Test
	void nestingIsBounded() {
		DeviceTree deep = new DeviceTree();
		DeviceNode node = deep.root();
		for (int i = 0; i < 100; i++) {
			node = node.child("n");
		}
		String text = assertThrows(ImageException.class, () -> DeviceTree.parse(deep.toDtb(), "x.dtb")).getMessage();
		assertEquals("x.dtb has nodes nested deeper than 64.", text);
	}

	@Test
	void whatFollowsTheTreeIsIgnored() throws Exception {
		byte[] good = sample().toDtb();
		assertArrayEquals(good, DeviceTree.parse(Arrays.copyOf(good, good.length + 999), "a.dtb").toDtb());
	}
}

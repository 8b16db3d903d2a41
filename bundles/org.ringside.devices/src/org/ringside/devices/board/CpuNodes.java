/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.ringside.devices.HartNodes;
import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;

/** The part of the device tree that tells about harts. */
final class CpuNodes {

	private static final int CACHE_BLOCK = 64;
	private static final List<String> TRANSLATION = List.of("sv39", "sv48", "sv57");

	private CpuNodes() {
	}

	static void describe(DeviceTree tree, int harts, IsaProfile isa) {
		DeviceNode cpus = tree.root().child("cpus").cells("#address-cells", 1).cells("#size-cells", 0)
				.cells("timebase-frequency", (int) Clock.FREQUENCY);
		for (int hart = 0; hart < harts; hart++) {
			cpu(tree, hart, isa);
		}
		DeviceNode cluster = cpus.child("cpu-map").child("cluster0");
		for (int hart = 0; hart < harts; hart++) {
			cluster.child("core" + hart).cells("cpu", tree.phandle(HartNodes.of(tree, hart)));
		}
	}

	private static void cpu(DeviceTree tree, int hart, IsaProfile isa) {
		DeviceNode cpu = HartNodes.of(tree, hart).strings("device_type", "cpu").cells("reg", hart).strings("status", "okay")
				.strings("compatible", "riscv").strings("riscv,isa", isaString(isa)).strings("riscv,isa-base", "rv64i")
				.strings("riscv,isa-extensions", extensions(isa)).strings("mmu-type", "riscv," + translation(isa));
		blockSize(cpu, isa, Extension.ZICBOM, "riscv,cbom-block-size");
		blockSize(cpu, isa, Extension.ZICBOP, "riscv,cbop-block-size");
		blockSize(cpu, isa, Extension.ZICBOZ, "riscv,cboz-block-size");
		tree.phandle(cpu);
		DeviceNode controller = cpu.child("interrupt-controller").cells("#interrupt-cells", 1).flag("interrupt-controller")
				.strings("compatible", "riscv,cpu-intc");
		tree.phandle(controller);
	}

	private static void blockSize(DeviceNode cpu, IsaProfile isa, Extension extension, String property) {
		if (isa.has(extension)) {
			cpu.cells(property, CACHE_BLOCK);
		}
	}

	/** Translation schemes are told by {@code mmu-type}; software that parses ISA strings does not know them there. */
	private static String isaString(IsaProfile isa) {
		return Arrays.stream(isa.toString().split("_")).filter(part -> !TRANSLATION.contains(part))
				.collect(Collectors.joining("_"));
	}

	private static String[] extensions(IsaProfile isa) {
		return isa.extensions().stream().filter(Extension::isInIsaString).map(Extension::spelling)
				.filter(name -> !TRANSLATION.contains(name)).toArray(String[]::new);
	}

	private static String translation(IsaProfile isa) {
		if (!isa.has(Extension.S)) {
			return "none";
		}
		// a profile that says nothing about translation has Sv48, as the harts themselves take it
		return isa.has(Extension.SV57) ? "sv57" : isa.has(Extension.SV48) || !isa.has(Extension.SV39) ? "sv48" : "sv39";
	}
}

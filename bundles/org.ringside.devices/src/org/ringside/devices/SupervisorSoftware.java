/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;

import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;

/**
 * Software interrupts of S-mode without help from M-mode: the SSWI device of the RISC-V ACLINT 1.0, chapter 4. A write of 1
 * sets SSIP of a hart; SSIP itself is the hart's, so nothing is kept here.
 */
public final class SupervisorSoftware implements BoardDevice {

	private final List<HartLines> harts;

	/**
	 * @param harts the wires, by hart
	 */
	public SupervisorSoftware(List<HartLines> harts) {
		this.harts = List.copyOf(harts);
	}

	@Override
	public String name() {
		return "sswi";
	}

	@Override
	public long size() {
		return 0x4000;
	}

	@Override
	public boolean accepts(long offset, int size, boolean write) {
		return size == 4;
	}

	@Override
	public long read(long offset, int size) {
		return 0;
	}

	@Override
	public void write(long offset, int size, long value) {
		int hart = (int) offset >>> 2;
		if ((value & 1) != 0 && hart < harts.size()) {
			InterruptLine line = harts.get(hart).supervisorSoftware();
			line.set(true);
			line.set(false);
		}
	}

	@Override
	public void reset() {
		// no state
	}

	@Override
	public void describe(DeviceTree tree, DeviceNode bus, Placement place) {
		int[] wires = new int[harts.size() * 2];
		for (int hart = 0; hart < harts.size(); hart++) {
			wires[hart * 2] = HartNodes.interruptController(tree, hart);
			wires[hart * 2 + 1] = 1;
		}
		place.node(bus, "sswi").strings("compatible", "riscv,aclint-sswi").cells("interrupts-extended", wires)
				.flag("interrupt-controller").cells("#interrupt-cells", 0);
	}

	@Override
	public void save(DataOutput out) {
		// no state
	}

	@Override
	public void load(DataInput in) {
		// no state
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

import java.util.Arrays;

import org.ringside.image.fdt.DeviceTree;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.CounterEvent;

/**
 * Tells firmware which counters count which events (device-tree binding {@code riscv,pmu}). Selectors are the codes of the
 * SBI where it has one, so that no translation is told.
 */
final class CounterNode {

	private static final int PROGRAMMABLE = 0xffff_fff8;
	/** Codes of the SBI have the kind of event above 16 bits; kinds from 2 on are not its hardware events. */
	private static final int FIRST_RAW = 0x2_0000;

	private CounterNode() {
	}

	static void describe(DeviceTree tree, IsaProfile isa) {
		if (!isa.has(Extension.ZIHPM)) {
			return;
		}
		CounterEvent[] events = CounterEvent.values();
		int raw = (int) Arrays.stream(events).filter(event -> event.number() >= FIRST_RAW).count();
		int[] named = new int[3 * (events.length - raw)];
		int[] others = new int[5 * raw];
		int i = 0;
		int k = 0;
		for (CounterEvent event : events) {
			if (event.number() < FIRST_RAW) {
				named[i++] = event.number();
				named[i++] = event.number();
				named[i++] = PROGRAMMABLE | (event == CounterEvent.CYCLES ? 1 : event == CounterEvent.INSTRUCTIONS ? 1 << 2 : 0);
			} else {
				others[k++] = 0;
				others[k++] = event.number();
				others[k++] = -1;
				others[k++] = -1;
				others[k++] = PROGRAMMABLE;
			}
		}
		tree.root().child("pmu").strings("compatible", "riscv,pmu").cells("riscv,event-to-mhpmcounters", named)
				.cells("riscv,raw-event-to-mhpmcounters", others);
	}
}

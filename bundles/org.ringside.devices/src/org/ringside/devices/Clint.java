/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.machine.Clock;

/**
 * Software interrupts and the machine timer, in the layout of the SiFive CLINT, which the RISC-V ACLINT keeps: MSWI at 0,
 * MTIMER at 0x4000 with {@code mtime} at 0xbff8 (RISC-V ACLINT 1.0, 1.2).
 */
public final class Clint implements BoardDevice {

	private static final int TIMER = 0x4000;
	private static final int MTIME = 0xbff8;
	private static final int END = 0xc000;

	private final Clock clock;
	private final List<HartLines> harts;
	private final boolean[] software;
	private final long[] compare;
	private final Clock.Event[] events;

	/**
	 * @param clock whose time {@code mtime} is
	 * @param harts the wires, by hart
	 */
	public Clint(Clock clock, List<HartLines> harts) {
		this.clock = clock;
		this.harts = List.copyOf(harts);
		software = new boolean[harts.size()];
		compare = new long[harts.size()];
		events = new Clock.Event[harts.size()];
		reset();
	}

	@Override
	public String name() {
		return "clint";
	}

	@Override
	public long size() {
		return 0x1_0000;
	}

	@Override
	public boolean accepts(long offset, int size, boolean write) {
		return size == 4 || size == 8 && offset >= TIMER;
	}

	@Override
	public long read(long offset, int size) {
		if (offset < TIMER) {
			int hart = (int) offset >>> 2;
			return hart < software.length && software[hart] ? 1 : 0;
		}
		if (offset >= END) {
			return 0;
		}
		if (offset >= MTIME) {
			return part(clock.now(), offset, size);
		}
		int hart = (int) (offset - TIMER) >>> 3;
		return hart < compare.length ? part(compare[hart], offset, size) : 0;
	}

	@Override
	public void write(long offset, int size, long value) {
		if (offset < TIMER) {
			int hart = (int) offset >>> 2;
			if (hart < software.length) {
				software[hart] = (value & 1) != 0;
				harts.get(hart).machineSoftware().set(software[hart]);
			}
		} else if (offset >= END) {
			return;
		} else if (offset >= MTIME) {
			clock.setNow(merge(clock.now(), offset, size, value));
			for (int hart = 0; hart < compare.length; hart++) {
				update(hart);
			}
		} else {
			int hart = (int) (offset - TIMER) >>> 3;
			if (hart < compare.length) {
				compare[hart] = merge(compare[hart], offset, size, value);
				update(hart);
			}
		}
	}

	private static long part(long whole, long offset, int size) {
		return size == 8 ? whole : whole >>> (offset & 4) * 8 & 0xffff_ffffL;
	}

	private static long merge(long whole, long offset, int size, long value) {
		if (size == 8) {
			return value;
		}
		int shift = (int) (offset & 4) * 8;
		return whole & ~(0xffff_ffffL << shift) | (value & 0xffff_ffffL) << shift;
	}

	/** The wire is high as long as {@code mtime} is at or past {@code mtimecmp} (unsigned). */
	private void update(int hart) {
		if (events[hart] != null) {
			clock.cancel(events[hart]);
			events[hart] = null;
		}
		boolean due = Long.compareUnsigned(clock.now(), compare[hart]) >= 0;
		harts.get(hart).machineTimer().set(due);
		// all ones is how software switches its timer off
		if (!due && compare[hart] != -1) {
			events[hart] = clock.schedule(compare[hart], () -> update(hart));
		}
	}

	@Override
	public void reset() {
		for (int hart = 0; hart < compare.length; hart++) {
			software[hart] = false;
			harts.get(hart).machineSoftware().set(false);
			// as on other machines of this kind: the timer is due until software sets it
			compare[hart] = 0;
			update(hart);
		}
	}

	@Override
	public void describe(DeviceTree tree, DeviceNode bus, Placement place) {
		int[] wires = new int[harts.size() * 4];
		for (int hart = 0; hart < harts.size(); hart++) {
			int controller = HartNodes.interruptController(tree, hart);
			wires[hart * 4] = controller;
			wires[hart * 4 + 1] = 3;
			wires[hart * 4 + 2] = controller;
			wires[hart * 4 + 3] = 7;
		}
		place.node(bus, "clint").strings("compatible", "sifive,clint0", "riscv,clint0").cells("interrupts-extended", wires);
	}

	/** The clock must have its time back before this is loaded. */
	@Override
	public void save(DataOutput out) throws IOException {
		out.writeInt(compare.length);
		for (int hart = 0; hart < compare.length; hart++) {
			out.writeBoolean(software[hart]);
			out.writeLong(compare[hart]);
		}
	}

	@Override
	public void load(DataInput in) throws IOException {
		SavedState.expect(name(), "harts", compare.length, in.readInt());
		for (int hart = 0; hart < compare.length; hart++) {
			software[hart] = in.readBoolean();
			compare[hart] = in.readLong();
			harts.get(hart).machineSoftware().set(software[hart]);
			update(hart);
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

import org.ringside.machine.Saveable;

/** Where the interrupt files of harts lie, as software tells the root domain of an APLIC (AIA 1.0, 4.5.3, 4.5.4 and 4.9.1). */
final class MessageAddresses implements Saveable {

	/** Offsets of the registers in the root domain. */
	static final int FIRST = 0x1bc0;
	static final int LAST = 0x1bcc;

	private static final int LOCKED = 1 << 31;
	/** L, HHXS, LHXS, HHXW, LHXW and the high part of the page number. */
	private static final int MACHINE_HIGH = LOCKED | 0x1f77_ffff;
	/** LHXS and the high part of the page number. */
	private static final int SUPERVISOR_HIGH = 0x70_0fff;
	private static final int PAGE_SHIFT = 12;

	/** mmsiaddrcfg, mmsiaddrcfgh, smsiaddrcfg, smsiaddrcfgh. */
	private final int[] registers = new int[4];

	int read(int offset) {
		return registers[offset - FIRST >>> 2];
	}

	void write(int offset, int value) {
		if ((registers[1] & LOCKED) == 0) {
			int index = offset - FIRST >>> 2;
			registers[index] = value & (index == 1 ? MACHINE_HIGH : index == 3 ? SUPERVISOR_HIGH : -1);
		}
	}

	/** The address of an interrupt file. */
	long of(AiaLevel level, int hart, int guest) {
		int machine = registers[1];
		int lowWidth = field(machine, 12, 4);
		long group = hart >>> lowWidth & (1 << field(machine, 16, 3)) - 1;
		long low = hart & (1 << lowWidth) - 1;
		int base = level == AiaLevel.MACHINE ? 0 : 2;
		int high = registers[base + 1];
		long page = (high & 0xfffL) << 32 | registers[base] & 0xffff_ffffL | group << field(machine, 24, 5) + PAGE_SHIFT
				| low << field(high, 20, 3) | guest;
		return page << PAGE_SHIFT;
	}

	private static int field(int register, int shift, int width) {
		return register >>> shift & (1 << width) - 1;
	}

	/** Sets them as firmware does for files that lie as {@link Imsic} has them. */
	void set(long machineBase, long supervisorBase, int harts, int guestBits) {
		int width = Integer.SIZE - Integer.numberOfLeadingZeros(harts - 1);
		registers[0] = (int) (machineBase >>> PAGE_SHIFT);
		registers[1] = width << 12 | (int) (machineBase >>> PAGE_SHIFT + 32) & 0xfff;
		registers[2] = (int) (supervisorBase >>> PAGE_SHIFT);
		registers[3] = guestBits << 20 | (int) (supervisorBase >>> PAGE_SHIFT + 32) & 0xfff;
	}

	void reset() {
		Arrays.fill(registers, 0);
	}

	@Override
	public void save(DataOutput out) throws IOException {
		for (int register : registers) {
			out.writeInt(register);
		}
	}

	@Override
	public void load(DataInput in) throws IOException {
		registers[0] = in.readInt();
		registers[1] = in.readInt() & MACHINE_HIGH;
		registers[2] = in.readInt();
		registers[3] = in.readInt() & SUPERVISOR_HIGH;
	}
}

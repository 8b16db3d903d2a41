/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.flash;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.ringside.devices.BoardDevice;
import org.ringside.devices.Placement;
import org.ringside.image.disk.Disk;
import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;

/**
 * Two banks of parallel NOR flash, one behind the other. Each has two chips of 16 bits side by side, which understand
 * Intel's extended command set (Common Flash Interface, set 0001). It is data: no code runs from it.
 */
public final class CfiFlash implements BoardDevice {

	/** How many banks there are. */
	public static final int BANKS = 2;
	/** Bytes of each. */
	public static final int BANK_SIZE = 32 << 20;

	private final List<FlashBank> banks = new ArrayList<>();

	/** @param contents what the first banks hold, at most {@link #BANKS} disks of at most {@link #BANK_SIZE}; the owner closes them */
	public CfiFlash(List<Disk> contents) {
		if (contents.size() > BANKS || contents.stream().anyMatch(disk -> disk.size() > BANK_SIZE)) {
			throw new IllegalArgumentException("There are " + BANKS + " banks of " + BANK_SIZE + " bytes.");
		}
		for (int i = 0; i < BANKS; i++) {
			banks.add(new FlashBank(i < contents.size() ? new FlashContents.OnDisk(contents.get(i)) : new FlashContents.InMemory()));
		}
	}

	@Override
	public String name() {
		return "flash";
	}

	@Override
	public long size() {
		return (long) BANKS * BANK_SIZE;
	}

	/** A word of 64 bits is two of the bus. */
	@Override
	public long read(long offset, int size) {
		if (size == 8) {
			return read(offset, 4) & 0xffff_ffffL | read(offset + 4, 4) << 32;
		}
		return banks.get((int) (offset / BANK_SIZE)).read((int) (offset % BANK_SIZE), size);
	}

	@Override
	public void write(long offset, int size, long value) {
		if (size == 8) {
			write(offset, 4, value & 0xffff_ffffL);
			write(offset + 4, 4, value >>> 32);
		} else {
			banks.get((int) (offset / BANK_SIZE)).write((int) (offset % BANK_SIZE), size, value);
		}
	}

	@Override
	public void reset() {
		banks.forEach(FlashBank::reset);
	}

	@Override
	public void describe(DeviceTree tree, DeviceNode bus, Placement place) {
		tree.root().child("flash@" + Long.toHexString(place.base())).strings("compatible", "cfi-flash")
				.cells64("reg", place.base(), BANK_SIZE, place.base() + BANK_SIZE, BANK_SIZE).cells("bank-width", FlashBank.WIDTH);
	}

	@Override
	public void save(DataOutput out) throws IOException {
		for (FlashBank bank : banks) {
			bank.save(out);
		}
	}

	@Override
	public void load(DataInput in) throws IOException {
		for (FlashBank bank : banks) {
			bank.load(in);
		}
	}
}

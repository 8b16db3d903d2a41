/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.ringside.devices.BoardDevice;
import org.ringside.devices.HartLines;
import org.ringside.devices.HartNodes;
import org.ringside.devices.InterruptLine;
import org.ringside.devices.Placement;
import org.ringside.devices.SavedState;
import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.machine.InterruptFile;
import org.ringside.machine.Memory;

/**
 * The incoming-message controllers of all harts at one privilege level, whose pages lie side by side (AIA 1.0, sections 3.5 and
 * 3.6): for each hart its interrupt file, at S level followed by those of its guests. A write to a page is a message; the rest
 * is done by CSRs of the hart ({@link InterruptFile}).
 */
public final class Imsic implements BoardDevice {

	/** The most guest interrupt files of a hart, as QEMU's {@code virt} machine has it. */
	public static final int MOST_GUESTS = 7;

	private static final int PAGE_SHIFT = 12;
	private static final int LITTLE_ENDIAN = 0;
	private static final int BIG_ENDIAN = 4;

	private final AiaLevel level;
	private final int guests;
	private final int guestBits;
	/** By hart, then by guest; 0 is the hart's own. */
	private final List<List<MessageFile>> files = new ArrayList<>();

	private Imsic(AiaLevel level, List<HartLines> harts, int guests) {
		this.level = level;
		this.guests = guests;
		guestBits = Integer.SIZE - Integer.numberOfLeadingZeros(guests);
		for (HartLines hart : harts) {
			List<MessageFile> ofHart = new ArrayList<>();
			ofHart.add(new MessageFile(level.line(hart)));
			for (int guest = 1; guest <= guests; guest++) {
				int number = guest;
				InterruptLine line = high -> hart.guestExternal().set(number, high);
				ofHart.add(new MessageFile(line));
			}
			files.add(ofHart);
		}
	}

	/** The files of M-mode. */
	public static Imsic machine(List<HartLines> harts) {
		return new Imsic(AiaLevel.MACHINE, harts, 0);
	}

	/**
	 * The files of S-mode and of its guests.
	 *
	 * @param guests how many guest interrupt files each hart has, 0 to {@link #MOST_GUESTS}
	 */
	public static Imsic supervisor(List<HartLines> harts, int guests) {
		return new Imsic(AiaLevel.SUPERVISOR, harts, guests);
	}

	/** The file of a hart. */
	public InterruptFile file(int hart) {
		return files.get(hart).get(0);
	}

	/** The files of the guests of a hart. */
	public List<InterruptFile> guestFiles(int hart) {
		return List.copyOf(files.get(hart).subList(1, guests + 1));
	}

	/** Bits of a page number that choose among the files of a hart. */
	int guestBits() {
		return guestBits;
	}

	@Override
	public String name() {
		return "imsic-" + level.letter();
	}

	@Override
	public long size() {
		return (long) files.size() << guestBits + PAGE_SHIFT;
	}

	@Override
	public boolean accepts(long offset, int size, boolean write) {
		return size == Integer.BYTES;
	}

	@Override
	public long read(long offset, int size) {
		return 0;
	}

	@Override
	public void write(long offset, int size, long value) {
		int page = (int) (offset >>> PAGE_SHIFT);
		int guest = page & (1 << guestBits) - 1;
		if (guest > guests) {
			return;
		}
		MessageFile file = files.get(page >>> guestBits).get(guest);
		switch ((int) offset & Memory.PAGE - 1) {
		case LITTLE_ENDIAN -> file.arrived((int) value);
		case BIG_ENDIAN -> file.arrived(Integer.reverseBytes((int) value));
		default -> {
			// the rest of a page is read-only zeros
		}
		}
	}

	@Override
	public void reset() {
		files.forEach(ofHart -> ofHart.forEach(MessageFile::reset));
	}

	@Override
	public void describe(DeviceTree tree, DeviceNode bus, Placement place) {
		DeviceNode node = place.node(bus, "imsics").strings("compatible", "riscv,imsics").cells("#interrupt-cells", 0)
				.flag("interrupt-controller").flag("msi-controller").cells("#msi-cells", 0)
				.cells("interrupts-extended", level.wires(tree, files.size())).cells("riscv,num-ids", MessageFile.IDENTITIES)
				// for kernels that ask for it; by the bindings that came to be, the software chooses the identity
				.cells("riscv,ipi-id", 1);
		if (guestBits != 0) {
			node.cells("riscv,guest-index-bits", guestBits);
		}
		tree.phandle(node);
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeInt(files.size());
		out.writeInt(guests);
		for (List<MessageFile> ofHart : files) {
			for (MessageFile file : ofHart) {
				file.save(out);
			}
		}
	}

	@Override
	public void load(DataInput in) throws IOException {
		SavedState.expect(name(), "harts", files.size(), in.readInt());
		SavedState.expect(name(), "guest interrupt files", guests, in.readInt());
		for (List<MessageFile> ofHart : files) {
			for (MessageFile file : ofHart) {
				file.load(in);
			}
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.firmware;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.ringside.devices.BoardDevice;
import org.ringside.devices.Placement;
import org.ringside.devices.virtio.Dma;
import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;

/**
 * The firmware configuration device: software selects an item and reads it, byte by byte or by direct memory access. Numbers in
 * the registers are big-endian; the bytes of an item come in their order, however wide the access is. Items are read-only.
 */
public final class FwCfg implements BoardDevice {

	private static final int DATA = 0x00;
	private static final int SELECTOR = 0x08;
	private static final int DMA = 0x10;
	/** "QEMU CFG". */
	private static final long DMA_SIGNATURE = 0x51454d5520434647L;
	private static final int ERROR = 1;
	private static final int READ = 2;
	private static final int SKIP = 4;
	private static final int SELECT = 8;
	private static final int WRITE = 16;
	/** Bytes of the record that asks for a transfer: control, length, address. */
	private static final int REQUEST = 16;
	private static final int CHUNK = 1 << 16;
	private static final byte[] NOTHING = new byte[0];
	private static final byte[] ZEROS = new byte[CHUNK];

	private final FirmwareItems offered;
	private final Dma memory;
	private Optional<Map<Integer, byte[]>> items = Optional.empty();
	private int selected;
	private int position;
	private long requestHigh;

	/**
	 * @param offered what there is to read; settled when software selects an item for the first time
	 * @param memory the guest's memory
	 */
	public FwCfg(FirmwareItems offered, Dma memory) {
		this.offered = Objects.requireNonNull(offered);
		this.memory = Objects.requireNonNull(memory);
	}

	@Override
	public String name() {
		return "fw-cfg";
	}

	@Override
	public long size() {
		return 0x18;
	}

	@Override
	public boolean accepts(long offset, int size, boolean write) {
		if (offset < SELECTOR) {
			return offset == DATA;
		}
		if (offset < DMA) {
			return offset == SELECTOR && size == 2 && write;
		}
		return !write || size == 8 || size == 4;
	}

	private byte[] item() {
		if (items.isEmpty()) {
			items = Optional.of(offered.byNumber());
		}
		return items.get().getOrDefault(selected, NOTHING);
	}

	@Override
	public long read(long offset, int size) {
		if (offset >= DMA) {
			long shift = (8 - (offset - DMA) - size) * 8;
			return bigEndian(DMA_SIGNATURE >>> shift, size);
		}
		long value = 0;
		for (int i = 0; offset == DATA && i < size; i++) {
			value |= (long) next() << 8 * i;
		}
		return value;
	}

	/** Behind the end of an item there are zeros. */
	private int next() {
		byte[] item = item();
		return position < item.length ? item[position++] & 0xff : 0;
	}

	@Override
	public void write(long offset, int size, long value) {
		if (offset == SELECTOR) {
			select((int) bigEndian(value, 2));
		} else if (offset == DMA && size == 4) {
			requestHigh = bigEndian(value, 4);
		} else if (offset >= DMA) {
			long gpa = size == 8 ? bigEndian(value, 8) : requestHigh << 32 | bigEndian(value, 4);
			requestHigh = 0;
			transfer(gpa);
		}
	}

	private static long bigEndian(long value, int size) {
		return Long.reverseBytes(value) >>> 64 - 8 * size;
	}

	private void select(int number) {
		// bit 14 asks for writing, bit 15 for items of the architecture, of which there are none
		selected = number & ~0x4000;
		position = 0;
	}

	private void transfer(long gpa) {
		byte[] request = new byte[REQUEST];
		if (!memory.read(gpa, request, 0, REQUEST)) {
			return;
		}
		ByteBuffer fields = ByteBuffer.wrap(request);
		int control = fields.getInt();
		long length = fields.getInt() & 0xffff_ffffL;
		long address = fields.getLong();
		if ((control & SELECT) != 0) {
			select(control >>> 16);
		}
		boolean failed = (control & READ) != 0 ? !copy(address, length) : (control & WRITE) != 0;
		if ((control & (READ | WRITE)) == 0 && (control & SKIP) != 0) {
			position = (int) Math.min(item().length, position + length);
		}
		ByteBuffer answer = ByteBuffer.allocate(4).putInt(failed ? ERROR : 0);
		memory.write(gpa, answer.array(), 0, 4);
	}

	private boolean copy(long address, long length) {
		if (!memory.covers(address, length)) {
			return false;
		}
		byte[] item = item();
		int count = (int) Math.min(length, item.length - position);
		if (!memory.write(address, item, position, count)) {
			return false;
		}
		position += count;
		for (long done = count; done < length; done += CHUNK) {
			memory.write(address + done, ZEROS, 0, (int) Math.min(CHUNK, length - done));
		}
		return true;
	}

	@Override
	public void reset() {
		selected = 0;
		position = 0;
		requestHigh = 0;
	}

	@Override
	public void describe(DeviceTree tree, DeviceNode bus, Placement place) {
		place.node(tree.root(), "fw-cfg").strings("compatible", "qemu,fw-cfg-mmio").flag("dma-coherent");
	}

	/** The items belong to the machine's configuration and are not saved. */
	@Override
	public void save(DataOutput out) throws IOException {
		out.writeShort(selected);
		out.writeInt(position);
		out.writeInt((int) requestHigh);
	}

	@Override
	public void load(DataInput in) throws IOException {
		selected = in.readShort() & 0xffff;
		position = in.readInt();
		requestHigh = in.readInt() & 0xffff_ffffL;
		if (position < 0 || position > item().length) {
			throw new IOException("The snapshot's fw-cfg stands at byte " + position + " of an item of " + item().length + " bytes.");
		}
	}
}

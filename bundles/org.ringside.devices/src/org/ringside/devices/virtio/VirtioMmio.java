/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

import org.ringside.devices.BoardDevice;
import org.ringside.devices.InterruptLine;
import org.ringside.devices.Placement;
import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.machine.Clock;

/** A virtio device behind memory-mapped registers (section 4.2), in the present layout or in the legacy one (section 4.2.4). */
public final class VirtioMmio implements BoardDevice {

	private static final int MAGIC = 0x7472_6976;
	/** "QEMU": the board is a {@code virt}, and there are kernels whose drivers take devices of no other vendor. */
	private static final int VENDOR = 0x554d_4551;
	private static final int CONFIGURATION = 0x100;

	private final String name;
	private final VirtioDevice device;
	private final InterruptLine line;
	private final boolean legacy;
	private final VirtioState state;
	private final QueueRegisters[] queues;

	private int deviceHalf;
	private int driverHalf;
	private int selected;
	private int pageSize;

	/**
	 * @param name what snapshots call it, unique on the board
	 * @param device what is behind it; each device has one transport
	 * @param memory the guest's memory
	 * @param clock the machine's
	 * @param line its interrupt
	 * @param legacy whether to have the registers of version 1
	 */
	public VirtioMmio(String name, VirtioDevice device, Dma memory, Clock clock, InterruptLine line, boolean legacy) {
		this.name = name;
		this.device = device;
		this.line = line;
		this.legacy = legacy;
		this.state = new VirtioState(device, memory, clock, legacy, this::update);
		this.queues = new QueueRegisters[device.queues()];
		for (int i = 0; i < queues.length; i++) {
			queues[i] = new QueueRegisters(state.queue(i));
		}
	}

	@Override
	public String name() {
		return name + "-" + device.name();
	}

	/** @return what is behind it */
	public VirtioDevice device() {
		return device;
	}

	@Override
	public long size() {
		return 0x1000;
	}

	@Override
	public boolean accepts(long offset, int size, boolean write) {
		return size <= 4;
	}

	private void update() {
		line.set(state.interrupts() != 0);
	}

	@Override
	public long read(long offset, int size) {
		if (offset >= CONFIGURATION) {
			return readConfiguration((int) offset - CONFIGURATION, size);
		}
		return size == 4 ? readRegister((int) offset) : 0;
	}

	/** What is not all of it within the configuration reads as ones. */
	private long readConfiguration(int offset, int size) {
		byte[] bytes = device.configuration();
		if (offset + size > bytes.length) {
			return (1L << 8 * size) - 1;
		}
		long value = 0;
		for (int i = size - 1; i >= 0; i--) {
			value = value << 8 | bytes[offset + i] & 0xff;
		}
		return value;
	}

	private int readRegister(int offset) {
		return switch (offset) {
		case 0x000 -> MAGIC;
		case 0x004 -> legacy ? 1 : 2;
		case 0x008 -> device.type();
		case 0x00c -> VENDOR;
		case 0x010 -> half(state.offered(), deviceHalf);
		case 0x034 -> isSelected() ? queue().queue.largest() : 0;
		case 0x040 -> legacy && isSelected() ? queue().pageNumber : 0;
		case 0x044 -> !legacy && isSelected() && queue().queue.ready() ? 1 : 0;
		case 0x060 -> state.interrupts();
		case 0x070 -> state.status();
		// there is no shared memory: a length of -1 says so (section 4.2.2)
		case 0x0b0, 0x0b4, 0x0b8, 0x0bc -> legacy ? 0 : -1;
		case 0x0fc -> legacy ? 0 : state.generation();
		default -> 0;
		};
	}

	private static int half(long features, int which) {
		return which == 0 ? (int) features : which == 1 ? (int) (features >>> 32) : 0;
	}

	private boolean isSelected() {
		return selected >= 0 && selected < queues.length;
	}

	private QueueRegisters queue() {
		return queues[selected];
	}

	@Override
	public void write(long offset, int size, long value) {
		int at = (int) offset - CONFIGURATION;
		if (at >= 0) {
			if (at + size <= device.configuration().length) {
				device.configure(at, size, (int) value);
			}
		} else if (size == 4) {
			writeRegister((int) offset, (int) value);
		}
	}

	private void writeRegister(int offset, int value) {
		switch (offset) {
		case 0x014 -> deviceHalf = value;
		case 0x020 -> state.accept(driverHalf, value);
		case 0x024 -> driverHalf = value;
		case 0x030 -> selected = value;
		case 0x050 -> state.serve(value);
		case 0x064 -> state.acknowledge(value);
		case 0x070 -> {
			if (value == 0) {
				resetByDriver();
			} else {
				state.setStatus(value);
			}
		}
		default -> {
			if (legacy && offset == 0x028) {
				pageSize = value;
			} else if (isSelected()) {
				writeQueue(offset, value);
			}
		}
		}
	}

	private void writeQueue(int offset, int value) {
		QueueRegisters queue = queue();
		if (offset == 0x038 && !queue.queue.ready()) {
			queue.queue.setSize(value & 0xffff_ffffL);
		} else if (legacy) {
			switch (offset) {
			case 0x03c -> queue.alignment = value;
			case 0x040 -> queue.placeLegacy(value, pageSize);
			default -> {
				// the rest is read-only or empty
			}
			}
		} else {
			queue.write(offset, value);
		}
	}

	@Override
	public void reset() {
		deviceHalf = 0;
		driverHalf = 0;
		selected = 0;
		pageSize = 0;
		resetByDriver();
	}

	/** What the driver has selected stays, and the page size with it: some legacy drivers tell it before they reset the device. */
	private void resetByDriver() {
		Arrays.stream(queues).forEach(QueueRegisters::reset);
		state.reset();
	}

	@Override
	public void describe(DeviceTree tree, DeviceNode bus, Placement place) {
		place.node(bus, "virtio_mmio").strings("compatible", "virtio,mmio");
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeBoolean(legacy);
		out.writeInt(deviceHalf);
		out.writeInt(driverHalf);
		out.writeInt(selected);
		out.writeInt(pageSize);
		for (QueueRegisters queue : queues) {
			queue.save(out);
		}
		state.save(out);
	}

	@Override
	public void load(DataInput in) throws IOException {
		if (in.readBoolean() != legacy) {
			throw new IOException("The snapshot's " + name() + " is " + (legacy ? "not " : "") + "a legacy one; this machine's is"
					+ (legacy ? "" : " not") + ".");
		}
		deviceHalf = in.readInt();
		driverHalf = in.readInt();
		selected = in.readInt();
		pageSize = in.readInt();
		for (QueueRegisters queue : queues) {
			queue.load(in);
		}
		state.load(in);
	}
}

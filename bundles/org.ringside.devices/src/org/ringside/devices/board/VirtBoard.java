/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.ringside.devices.BoardDevice;
import org.ringside.devices.Clint;
import org.ringside.devices.GoldfishRtc;
import org.ringside.devices.HartLines;
import org.ringside.devices.Placement;
import org.ringside.devices.SerialPort;
import org.ringside.devices.SupervisorSoftware;
import org.ringside.devices.TestFinisher;
import org.ringside.devices.Uart16550;
import org.ringside.devices.firmware.FirmwareItems;
import org.ringside.devices.firmware.FwCfg;
import org.ringside.devices.flash.CfiFlash;
import org.ringside.devices.virtio.VirtioMmio;
import org.ringside.devices.virtio.VirtioSlots;
import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.InterruptFiles;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Saveable;

/** The devices of a machine at the addresses where firmware and kernels for QEMU's {@code virt} machine expect them. */
public final class VirtBoard implements Saveable {

	/** Where RAM begins, and a machine starts. */
	public static final long RAM = 0x8000_0000L;
	/** The test finisher. */
	public static final long FINISHER = 0x10_0000;
	/** The clock of the wall. */
	public static final long RTC = 0x10_1000;
	/** Software interrupts and machine timers. */
	public static final long CLINT = 0x200_0000;
	/** Software interrupts of S-mode. */
	public static final long SSWI = 0x2f0_0000;
	/** The interrupt controller, if it is a PLIC. */
	public static final long PLIC = 0xc00_0000;
	/** The domain of M-mode, if the interrupt controller is an APLIC. */
	public static final long APLIC_M = 0xc00_0000;
	/** The domain of S-mode. */
	public static final long APLIC_S = 0xd00_0000;
	/** The interrupt files of M-mode, if the harts have IMSICs. */
	public static final long IMSIC_M = 0x2400_0000;
	/** The interrupt files of S-mode and of its guests. */
	public static final long IMSIC_S = 0x2800_0000;
	/** The serial port. */
	public static final long UART = 0x1000_0000;
	/** What firmware is told beside the device tree. */
	public static final long FW_CFG = 0x1010_0000;
	/** Flash memory, in two banks. */
	public static final long FLASH = 0x2000_0000;
	/** The first of the virtio slots. */
	public static final long VIRTIO = 0x1000_1000L;
	/** Distance of one virtio slot from the next. */
	public static final long VIRTIO_STRIDE = 0x1000;
	/** Interrupt number of the first virtio slot; the next ones follow. */
	public static final int VIRTIO_INTERRUPT = 1;
	/** Interrupt number of the serial port. */
	public static final int UART_INTERRUPT = 10;
	/** Interrupt number of the clock of the wall. */
	public static final int RTC_INTERRUPT = 11;

	private record Mounted(BoardDevice device, long base, int interrupt) {
	}

	private final List<Mounted> mounted = new ArrayList<>();
	private final int harts;
	private final BoardInterrupts interrupts;
	private final Uart16550 uart;
	private final FirmwareItems firmware;
	/** How many of the devices are interrupt controllers. */
	private final int controllers;

	/** Builds a board with the usual options, whose virtio slots are empty. */
	public VirtBoard(Clock clock, List<HartLines> harts, SerialPort console, TestFinisher.Listener ending, long wallStart) {
		this(clock, harts, console, ending, wallStart, BoardOptions.of(harts.size()));
	}

	/**
	 * Builds all devices; none is on a bus yet.
	 *
	 * @param clock the machine's time
	 * @param harts the interrupt wires of each hart
	 * @param console the other end of the serial line
	 * @param ending learns how software ended its run
	 * @param wallStart the wall's time when the clock is at 0, in nanoseconds since 1970
	 * @param options what a user can choose
	 */
	public VirtBoard(Clock clock, List<HartLines> harts, SerialPort console, TestFinisher.Listener ending, long wallStart,
			BoardOptions options) {
		this.harts = harts.size();
		this.firmware = options.firmware();
		interrupts = new BoardInterrupts(options.aia(), harts);
		uart = new Uart16550(clock, console, interrupts.source(UART_INTERRUPT));
		// the controllers first: their state is needed by the wires of the others
		interrupts.forEach((device, base) -> mounted.add(new Mounted(device, base, 0)));
		controllers = mounted.size();
		mounted.add(new Mounted(new Clint(clock, harts), CLINT, 0));
		mounted.add(new Mounted(new SupervisorSoftware(harts), SSWI, 0));
		mounted.add(new Mounted(uart, UART, UART_INTERRUPT));
		mounted.add(new Mounted(new GoldfishRtc(clock, interrupts.source(RTC_INTERRUPT), wallStart), RTC, RTC_INTERRUPT));
		mounted.add(new Mounted(new TestFinisher(ending), FINISHER, 0));
		mounted.add(new Mounted(new CfiFlash(options.flash()), FLASH, 0));
		VirtioSlots virtio = options.virtio();
		mounted.add(new Mounted(new FwCfg(firmware, virtio.memory()), FW_CFG, 0));
		for (int slot = 0; slot < VirtioSlots.COUNT; slot++) {
			int interrupt = VIRTIO_INTERRUPT + slot;
			mounted.add(new Mounted(new VirtioMmio("virtio" + slot, virtio.device(slot), virtio.memory(), clock,
					interrupts.source(interrupt), virtio.legacy()), VIRTIO + slot * VIRTIO_STRIDE, interrupt));
		}
	}

	/** @return the serial port, whose {@link Uart16550#poll} the owner calls when input has come */
	public Uart16550 uart() {
		return uart;
	}

	/** @return what firmware is told; the owner may add to it before the machine runs */
	public FirmwareItems firmware() {
		return firmware;
	}

	/** Connects a hart to its interrupt files or to the priorities of what is signalled to it, where the board has them; once for each. */
	public void connect(Hart hart) {
		interrupts.connect(hart);
	}

	/** @return the interrupt files of a hart, if the board has IMSICs */
	public Optional<InterruptFiles> interruptFiles(int hart) {
		return interrupts.files(hart);
	}

	/**
	 * Hands the interrupts to S-mode, as firmware does before it starts a supervisor; for one that is started without any
	 * firmware. From here on the device tree tells that the controllers of M-mode are not for its reader.
	 */
	public void handInterruptsToSupervisor() {
		interrupts.handOver();
	}

	/** @return all devices */
	public List<BoardDevice> devices() {
		return mounted.stream().map(Mounted::device).toList();
	}

	/** Puts the devices on a bus. RAM is the owner's to add, at {@link #RAM}. */
	public void attach(PhysicalBus bus) {
		for (Mounted m : mounted) {
			bus.addDevice(m.base, m.device.size(), m.device);
		}
	}

	/** Switches all devices off and on. */
	public void reset() {
		mounted.forEach(m -> m.device.reset());
		interrupts.afterReset();
	}

	/**
	 * Tells a kernel what is here.
	 *
	 * @param memoryBytes size of RAM
	 * @param isa what the harts can do
	 * @param boot what to tell about the start
	 * @return a new tree, which the owner may add to
	 */
	public DeviceTree deviceTree(long memoryBytes, IsaProfile isa, BootFacts boot) {
		DeviceTree tree = new DeviceTree();
		DeviceNode root = tree.root().cells("#address-cells", 2).cells("#size-cells", 2)
				.strings("compatible", "riscv-virtio").strings("model", "riscv-virtio,ringside");
		DeviceNode chosen = root.child("chosen");
		chosen.strings("stdout-path", "/soc/serial@" + Long.toHexString(UART));
		if (!boot.arguments().isEmpty()) {
			chosen.strings("bootargs", boot.arguments());
		}
		if (boot.initrdSize() != 0) {
			chosen.cells64("linux,initrd-start", boot.initrdStart());
			chosen.cells64("linux,initrd-end", boot.initrdStart() + boot.initrdSize());
		}
		root.child("memory@" + Long.toHexString(RAM)).strings("device_type", "memory").cells64("reg", RAM, memoryBytes);
		CpuNodes.describe(tree, harts, isa);
		CounterNode.describe(tree, isa);
		DeviceNode soc = root.child("soc").cells("#address-cells", 2).cells("#size-cells", 2)
				.strings("compatible", "simple-bus").flag("ranges");
		int controller = interrupts.describe(tree, soc);
		for (Mounted m : mounted.subList(controllers, mounted.size())) {
			m.device.describe(tree, soc, new Placement(m.base, m.device.size(), controller, m.interrupt, interrupts.trigger()));
		}
		return tree;
	}

	/** The clock is the owner's to save. */
	@Override
	public void save(DataOutput out) throws IOException {
		out.writeInt(mounted.size());
		for (Mounted m : mounted) {
			out.writeUTF(m.device.name());
			StateStream.save(m.device, out);
		}
	}

	/** The clock must have its time back before this is called. */
	@Override
	public void load(DataInput in) throws IOException {
		int count = in.readInt();
		if (count != mounted.size()) {
			throw new IOException("The snapshot has " + count + " devices; this machine has " + mounted.size() + ".");
		}
		for (Mounted m : mounted) {
			String name = in.readUTF();
			if (!name.equals(m.device.name())) {
				throw new IOException("The snapshot has a device " + name + " where this machine has " + m.device.name() + ".");
			}
			StateStream.load(m.device, name, in);
		}
	}
}

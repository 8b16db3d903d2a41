/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.ringside.devices.HartLines;
import org.ringside.devices.SerialPort;
import org.ringside.devices.TestFinisher;
import org.ringside.devices.board.BootFacts;
import org.ringside.devices.board.VirtBoard;
import org.ringside.image.GuestImage;
import org.ringside.image.ImageException;
import org.ringside.image.elf.ElfSegment;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.Machine;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;

/** Our machine with the devices of the board and no monitor: what QEMU is in the other tests. */
final class BareBoard implements AutoCloseable, SerialPort {

	private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_jump.elf");
	private static final long MEMORY = 128L << 20;
	private static final long TREE = VirtBoard.RAM + (120L << 20);
	private static final long STEP = 100_000;
	/** With the hypervisor extension, as QEMU has it unless told otherwise. */
	private static final IsaProfile ISA = IsaProfile.RV64GC.with(Extension.H, Extension.ZICNTR);

	private final Clock clock = new Clock();
	private final PhysicalBus bus = new PhysicalBus();
	private final Ram ram = new Ram(MEMORY);
	private final Hart hart;
	private final Machine machine;
	private final VirtBoard board;
	private final StringBuilder output = new StringBuilder();
	private final Deque<Integer> input = new ArrayDeque<>();
	private TestFinisher.Ending ending;

	BareBoard(HartConfig.AdUpdate adUpdate) {
		hart = new Hart(0, ISA, bus, clock, HartConfig.DEFAULT.withAdUpdate(adUpdate));
		machine = new Machine(List.of(hart), clock);
		board = new VirtBoard(clock, List.of(HartLines.of(hart)), this, end -> {
			ending = end;
			machine.requestStop();
		}, 0);
		bus.addMemory(VirtBoard.RAM, ram);
		board.attach(bus);
		put(TREE, board.deviceTree(MEMORY, ISA, BootFacts.NONE).toDtb());
		hart.setX(11, TREE);
	}

	/** Starts in the image, in M-mode. */
	void start(Path image) throws IOException, ImageException {
		hart.setPc(load(image));
	}

	/** Starts in OpenSBI, which starts the image in S-mode; skips the test where OpenSBI is not installed. */
	void startWithFirmware(Path image) throws IOException, ImageException {
		Assumptions.assumeTrue(Files.exists(OPENSBI), "OpenSBI is not installed");
		load(image);
		hart.setPc(load(OPENSBI));
	}

	private long load(Path file) throws IOException, ImageException {
		GuestImage.Elf image = (GuestImage.Elf) GuestImage.load(file);
		for (ElfSegment segment : image.elf().loadSegments()) {
			byte[] bytes = new byte[(int) segment.fileSize()];
			image.elf().data(segment).get(bytes);
			put(segment.paddr(), bytes);
		}
		return image.elf().physicalEntry();
	}

	private void put(long address, byte[] bytes) {
		if (!bus.write(address, bytes, 0, bytes.length)) {
			throw new IllegalArgumentException(String.format("there is no RAM at %#x", address));
		}
	}

	/** Runs until the guest ends, has written the text, or has used up that many instructions and trap entries. */
	void runUntil(String text, long budget) {
		for (long left = budget; left > 0 && ending == null && output.indexOf(text) < 0; left -= STEP) {
			machine.run(STEP);
			board.uart().poll();
		}
	}

	/** The exit code, as QEMU would have it; empty while the guest runs. */
	Optional<String> exit() {
		return switch (ending) {
			case null -> Optional.empty();
			case TestFinisher.Pass() -> Optional.of("0");
			case TestFinisher.Fail(int code) -> Optional.of(String.valueOf(code));
			case TestFinisher.Reset() -> Optional.of("reset");
		};
	}

	/** What the guest has written, without carriage returns. */
	String output() {
		return output.toString();
	}

	void type(String text) {
		text.chars().forEach(input::add);
	}

	@Override
	public void write(int octet) {
		if (octet != '\r') {
			output.append((char) (octet & 0xff));
		}
	}

	@Override
	public int read() {
		return input.isEmpty() ? -1 : input.poll();
	}

	@Override
	public void close() {
		ram.close();
	}
}

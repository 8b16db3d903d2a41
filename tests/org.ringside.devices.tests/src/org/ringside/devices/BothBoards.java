/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.junit.jupiter.api.Assumptions;
import org.ringside.devices.board.AiaChoice;
import org.ringside.devices.board.BoardOptions;
import org.ringside.devices.board.VirtBoard;
import org.ringside.devices.firmware.FirmwareItems;
import org.ringside.devices.virtio.BusDma;
import org.ringside.devices.virtio.Dma;
import org.ringside.devices.virtio.VirtioDevice;
import org.ringside.devices.virtio.VirtioSlots;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.Machine;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;

/** Runs a {@link DriverProgram} on QEMU's board and on ours. */
public final class BothBoards {

	private BothBoards() {
	}

	private static List<Long> answers(byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		List<Long> answers = new ArrayList<>();
		while (buffer.remaining() >= Long.BYTES) {
			answers.add(buffer.getLong());
		}
		return answers;
	}

	/**
	 * @param options the device, such as {@code -device virtio-rng-device}
	 * @return what QEMU's board answers; without QEMU the test is skipped
	 */
	public static List<Long> qemu(Path folder, byte[] image, boolean legacy, List<String> options) throws Exception {
		Path file = Files.write(folder.resolve("program.bin"), image);
		Path output = folder.resolve("output.bin");
		List<String> command = new ArrayList<>(List.of("qemu-system-riscv64", "-machine", "virt", "-m", "64M", "-bios", file.toString(), "-display",
				"none", "-serial", "file:" + output, "-monitor", "none", "-global", "virtio-mmio.force-legacy=" + legacy));
		command.addAll(options);
		Process qemu;
		try {
			qemu = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("qemu.txt").toFile()).start();
		} catch (IOException e) {
			Assumptions.abort("qemu-system-riscv64 is not installed");
			throw e;
		}
		try {
			assertTrue(qemu.waitFor(60, TimeUnit.SECONDS), "QEMU ends: " + Files.readString(folder.resolve("qemu.txt")));
		} finally {
			qemu.destroyForcibly();
		}
		return answers(Files.readAllBytes(output));
	}

	/** @return what our board answers with a virtio device in its first slot */
	public static List<Long> ours(byte[] image, boolean legacy, Function<Dma, VirtioDevice> device) {
		return ours(image, memory -> new BoardOptions(new VirtioSlots(memory, legacy, List.of(device.apply(memory))), new FirmwareItems(0, 1),
				AiaChoice.NONE));
	}

	/** @return what our board answers with these options, which are made from its memory */
	public static List<Long> ours(byte[] image, Function<Dma, BoardOptions> options) {
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		List<TestFinisher.Ending> endings = new ArrayList<>();
		Clock clock = new Clock(1, Clock.INSTRUCTIONS_PER_TICK);
		PhysicalBus bus = new PhysicalBus();
		Hart hart = new Hart(0, IsaProfile.RV64GC, bus, clock, HartConfig.DEFAULT);
		Machine machine = new Machine(List.of(hart), clock);
		Dma memory = new BusDma(bus);
		VirtBoard board = new VirtBoard(clock, List.of(HartLines.of(hart)), new SerialQueue(sent::write), ending -> {
			endings.add(ending);
			machine.requestStop();
		}, 0, options.apply(memory));
		board.connect(hart);
		try (Ram ram = new Ram(4 << 20)) {
			bus.addMemory(VirtBoard.RAM, ram);
			board.attach(bus);
			assertTrue(bus.write(DriverProgram.CODE, image, 0, image.length));
			hart.setPc(DriverProgram.CODE);
			for (int i = 0; i < 200 && endings.isEmpty(); i++) {
				machine.run(1_000_000);
			}
			assertEquals(List.of(new TestFinisher.Pass()), endings);
		}
		return answers(sent.toByteArray());
	}

	/** Holds that all answers are the same. */
	public static void expectSame(List<String> questions, List<Long> theirs, List<Long> ours, String label) {
		assertEquals(questions.size(), theirs.size(), "answers of QEMU, " + label);
		StringBuilder different = new StringBuilder();
		for (int i = 0; i < theirs.size(); i++) {
			if (!theirs.get(i).equals(ours.get(i))) {
				different.append(questions.get(i)).append(": QEMU ").append(Long.toHexString(theirs.get(i))).append(", ours ")
						.append(Long.toHexString(ours.get(i))).append('\n');
			}
		}
		assertEquals("", different.toString(), label);
	}
}

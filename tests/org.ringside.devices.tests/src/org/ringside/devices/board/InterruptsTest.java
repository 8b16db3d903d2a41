/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.devices.HartLines;
import org.ringside.devices.SerialQueue;
import org.ringside.devices.TestFinisher;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.ElfSegment;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.Machine;
import org.ringside.machine.MachineStop;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;

/** A program that lives on interrupts from every device prints and ends on our board as it does on QEMU's. */
class InterruptsTest {

	private static final String EXPECTED_BEFORE_INPUT = "STRhello\n";
	private static final String INPUT = "abcq";

	@TempDir
	Path folder;

	private Path program;

	@BeforeEach
	void assemble() throws Exception {
		require("riscv64-unknown-elf-as");
		Path source = folder.resolve("interrupts.S");
		try (InputStream in = InterruptsTest.class.getResourceAsStream("interrupts.S")) {
			Files.copy(in, source);
		}
		run("riscv64-unknown-elf-as", "-march=rv64imac_zicsr", "-mabi=lp64", "-o", "interrupts.o", "interrupts.S");
		run("riscv64-unknown-elf-ld", "-Ttext=0x80000000", "-o", "interrupts.elf", "interrupts.o");
		program = folder.resolve("interrupts.elf");
	}

	private static void require(String tool) {
		boolean found = false;
		for (String path : System.getenv("PATH").split(File.pathSeparator)) {
			found |= Files.isExecutable(Path.of(path, tool));
		}
		Assumptions.assumeTrue(found, tool + " is not installed");
	}

	private void run(String... command) throws IOException, InterruptedException {
		Path output = folder.resolve("output.txt");
		Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
				.redirectOutput(output.toFile()).start();
		assertTrue(process.waitFor(60, TimeUnit.SECONDS));
		assertEquals(0, process.exitValue(), Files.readString(output));
	}

	@Test
	void ourBoardInterruptsInOrder() throws Exception {
		StringBuilder console = new StringBuilder();
		SerialQueue port = new SerialQueue(octet -> console.append((char) octet));
		List<TestFinisher.Ending> endings = new ArrayList<>();
		Clock clock = new Clock();
		PhysicalBus bus = new PhysicalBus();
		Hart hart = new Hart(0, IsaProfile.RV64IMAC, bus, clock);
		Machine machine = new Machine(List.of(hart), clock);
		VirtBoard board = new VirtBoard(clock, List.of(HartLines.of(hart)), port, ending -> {
			endings.add(ending);
			machine.requestStop();
		}, 0);
		try (Ram ram = new Ram(1 << 20)) {
			bus.addMemory(VirtBoard.RAM, ram);
			board.attach(bus);
			ElfFile elf = ElfFile.read(program);
			for (ElfSegment whole : elf.loadSegments()) {
				ElfSegment segment = elf.withoutHeaders(whole);
				byte[] bytes = new byte[(int) segment.fileSize()];
				elf.data(segment).get(bytes);
				assertTrue(bus.write(segment.paddr(), bytes, 0, bytes.length));
			}
			hart.setPc(elf.physicalEntry());
			runFor(machine, board, clock, endings, 2_000_000);
			assertEquals(EXPECTED_BEFORE_INPUT, console.toString());
			port.type(INPUT.getBytes(StandardCharsets.US_ASCII));
			runFor(machine, board, clock, endings, 1_000_000);
			assertEquals(EXPECTED_BEFORE_INPUT + INPUT, console.toString());
			assertEquals(List.of(new TestFinisher.Fail(42)), endings);
		}
	}

	private static void runFor(Machine machine, VirtBoard board, Clock clock, List<TestFinisher.Ending> endings, long most) {
		long until = clock.instructions() + most;
		while (clock.instructions() < until && endings.isEmpty()) {
			board.uart().poll();
			// asleep for ever, as it is while it waits for input, time does not pass
			if (machine.run(100_000) instanceof MachineStop.Idle) {
				return;
			}
		}
	}

	@Test
	void qemuDoesTheSame() throws Exception {
		require("qemu-system-riscv64");
		Process qemu = new ProcessBuilder("qemu-system-riscv64", "-machine", "virt", "-bios", program.toString(), "-display",
				"none", "-serial", "stdio", "-monitor", "none").redirectError(folder.resolve("errors.txt").toFile()).start();
		try {
			byte[] before = qemu.getInputStream().readNBytes(EXPECTED_BEFORE_INPUT.length());
			assertEquals(EXPECTED_BEFORE_INPUT, new String(before, StandardCharsets.US_ASCII));
			qemu.getOutputStream().write(INPUT.getBytes(StandardCharsets.US_ASCII));
			qemu.getOutputStream().flush();
			assertTrue(qemu.waitFor(60, TimeUnit.SECONDS));
			assertEquals(INPUT, new String(qemu.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
			assertEquals(42, qemu.exitValue());
		} finally {
			qemu.destroyForcibly();
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

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

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.devices.HartLines;
import org.ringside.devices.SerialQueue;
import org.ringside.devices.TestFinisher;
import org.ringside.devices.board.AiaChoice;
import org.ringside.devices.board.BoardOptions;
import org.ringside.devices.board.VirtBoard;
import org.ringside.devices.firmware.FirmwareItems;
import org.ringside.devices.virtio.VirtioSlots;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.Machine;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;

/** Programs that work the interrupt controllers and their CSRs read the same on our board as on QEMU's; a seed reproduces one. */
class QemuInterruptsTest {

	/** Longer series: more programs of each kind. */
	private static final int PROGRAMS = Integer.getInteger("ringside.interrupts.programs", 6);
	private static final int STEPS = 1000;

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({"aplic", "aplic-imsic", "'aplic-imsic,guests=3'"})
	void qemuReadsTheSame(String text) throws Exception {
		AiaChoice aia = AiaChoice.parse(text);
		for (int seed = 1; seed <= PROGRAMS; seed++) {
			InterruptProgram program = new InterruptProgram(seed, aia.hasImsic(), aia.guestFiles());
			byte[] image = program.build(STEPS);
			List<Long> theirs = qemu(aia, image);
			List<Long> ours = ours(aia, image);
			assertEquals(program.answers(), theirs.size(), "answers of QEMU for seed " + seed);
			for (int i = 0; i < theirs.size(); i++) {
				if (!theirs.get(i).equals(ours.get(i))) {
					assertEquals(Long.toHexString(theirs.get(i)), Long.toHexString(ours.get(i)),
							"answer " + i + " of seed " + seed + " after " + program.history(i));
				}
			}
			assertTrue(theirs.size() > STEPS / 2 && theirs.stream().distinct().count() > 20, "there is something to compare");
		}
	}

	private static List<Long> answers(byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		List<Long> answers = new ArrayList<>();
		while (buffer.remaining() >= Long.BYTES) {
			answers.add(buffer.getLong());
		}
		return answers;
	}

	private List<Long> qemu(AiaChoice aia, byte[] image) throws IOException, InterruptedException {
		Path file = Files.write(folder.resolve("program.bin"), image);
		Path output = folder.resolve("output.bin");
		Process qemu;
		try {
			qemu = new ProcessBuilder("qemu-system-riscv64", "-machine", "virt,aia=" + aia.kind().text() + ",aia-guests=" + aia.guestFiles(), "-smp", "2",
					"-bios", file.toString(), "-display", "none", "-serial", "file:" + output, "-monitor", "none")
					.redirectErrorStream(true).redirectOutput(folder.resolve("qemu.txt").toFile()).start();
		} catch (IOException e) {
			Assumptions.abort("qemu-system-riscv64 is not installed");
			throw e;
		}
		try {
			assertTrue(qemu.waitFor(60, TimeUnit.SECONDS), "QEMU ends");
		} finally {
			qemu.destroyForcibly();
		}
		return answers(Files.readAllBytes(output));
	}

	private static List<Long> ours(AiaChoice aia, byte[] image) {
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		List<TestFinisher.Ending> endings = new ArrayList<>();
		Clock clock = new Clock(2, Clock.INSTRUCTIONS_PER_TICK);
		PhysicalBus bus = new PhysicalBus();
		IsaProfile isa = IsaProfile.parse(aia.hasImsic() ? "rv64imach_zicntr_smaia_ssaia" : "rv64imach_zicntr");
		List<Hart> harts = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			harts.add(new Hart(i, isa, bus, clock, HartConfig.DEFAULT.withGuestExternalInterrupts(aia.guestFiles())));
		}
		Machine machine = new Machine(List.of(harts.get(0)), clock);
		VirtBoard board = new VirtBoard(clock, harts.stream().map(HartLines::of).toList(), new SerialQueue(sent::write), ending -> {
			endings.add(ending);
			machine.requestStop();
		}, 0, new BoardOptions(VirtioSlots.EMPTY, new FirmwareItems(0, 2), aia));
		harts.forEach(board::connect);
		try (Ram ram = new Ram(1 << 20)) {
			bus.addMemory(VirtBoard.RAM, ram);
			board.attach(bus);
			assertTrue(bus.write(InterruptProgram.CODE, image, 0, image.length));
			harts.get(0).setPc(InterruptProgram.CODE);
			for (int i = 0; i < 100 && endings.isEmpty(); i++) {
				machine.run(1_000_000);
			}
			assertEquals(List.of(new TestFinisher.Pass()), endings);
		}
		return answers(sent.toByteArray());
	}
}

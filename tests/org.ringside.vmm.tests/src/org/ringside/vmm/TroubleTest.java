/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong is told in one sentence that names the thing, and nothing hangs. */
class TroubleTest {
	@TempDir
	private Path folder;

	private static String refusal(VmConfig.Builder builder) {
		String sentence = assertThrows(VmException.class, () -> VirtualMachine.create(builder.build()).close()).getMessage();
		assertTrue(sentence.endsWith("."), sentence);
		assertEquals(1, sentence.lines().count(), sentence);
		return sentence;
	}

	private Path file(String name, int... words) throws IOException {
		byte[] bytes = new byte[words.length * 4];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) (words[i / 4] >>> i % 4 * 8);
		}
		return Files.write(folder.resolve(name), bytes);
	}

	@Test
	void aFileThatIsNotThere() {
		assertTrue(refusal(VmConfig.of(folder.resolve("absent.elf"))).contains("absent.elf"));
		assertTrue(refusal(VmConfig.of(Guests.exampleKernel()).initrd(folder.resolve("absent.img"))).contains("absent.img"));
	}

	@Test
	void aDeviceTreeThatIsNone() throws IOException {
		Path tree = file("board.dtb", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
		assertEquals(tree + " is not a flattened device tree: it does not begin with d0 0d fe ed.",
				refusal(VmConfig.of(Guests.exampleKernel()).deviceTree(tree)));
	}

	@Test
	void memoryOfNonsenseSize() {
		VmConfig.Builder builder = VmConfig.of(Guests.exampleKernel());
		assertTrue(refusal(builder.memoryBytes(0)).contains("between 1 MiB and 16 GiB"));
		assertTrue(refusal(builder.memoryBytes(-4096)).contains("between"));
		assertTrue(refusal(builder.memoryBytes(Long.MAX_VALUE)).contains("between"));
		assertTrue(refusal(builder.memoryBytes((4L << 20) + 1)).contains("multiple of 4096"));
	}

	@Test
	void inputThatNobodyReadsWakesNobody() throws Exception {
		// lui t0, 1; srli t0, t0, 1; csrw mie, t0; wfi; j .-4
		Path sleeper = file("sleeper.bin", 0x0000_12b7, 0x0012_d293, 0x3042_9073, 0x1050_0073, 0xffdf_f06f);
		try (VirtualMachine vm = VirtualMachine.create(VmConfig.of(sleeper).build())) {
			vm.console().type(new byte[100]);
			vm.console().closeInput();
			assertInstanceOf(VmStop.Idle.class, assertTimeoutPreemptively(Duration.ofSeconds(60), () -> vm.run(1_000_000)));
		}
	}

	@Test
	void tooManyHarts() {
		assertTrue(refusal(VmConfig.of(Guests.exampleKernel()).harts(9)).contains("1 to 8"));
		assertTrue(refusal(VmConfig.of(Guests.exampleKernel()).harts(0)).contains("1 to 8"));
	}

	@Test
	void aSegmentOutsideRamIsNamedWithItsRange() {
		String sentence = refusal(VmConfig.of(Guests.exampleKernel()).memoryBytes(1 << 20));
		assertTrue(sentence.contains("Segment ") && sentence.contains("kernel.elf") && sentence.contains("0x80200000")
				&& sentence.contains("1 MiB"), sentence);
	}

	@Test
	void anImageThatIsLargerThanRam() throws IOException {
		Path image = folder.resolve("large.bin");
		byte[] bytes = new byte[2 << 20];
		java.util.Arrays.fill(bytes, (byte) 0x13);
		Files.write(image, bytes);
		String sentence = refusal(VmConfig.of(image).memoryBytes(1 << 20));
		assertTrue(sentence.contains("large.bin") && sentence.contains("2 MiB") && sentence.contains("1 MiB"), sentence);
	}

	@Test
	void anInitialRamDiskThatDoesNotFit() throws IOException {
		Path disk = Files.write(folder.resolve("disk.img"), new byte[6 << 20]);
		assertTrue(refusal(VmConfig.of(Guests.exampleKernel()).memoryBytes(8 << 20).initrd(disk)).contains("disk.img"));
	}

	@Test
	void whatIsNoImageForThisMachine() throws IOException {
		assertTrue(refusal(VmConfig.of(Files.writeString(folder.resolve("readme.txt"), "This is a text, and no kernel.\n".repeat(9))))
				.contains("readme.txt"));
		assertTrue(refusal(VmConfig.of(folder)).contains(folder.toString()));
		byte[] elf = Files.readAllBytes(Guests.exampleKernel());
		assertTrue(refusal(VmConfig.of(Files.write(folder.resolve("short.elf"), java.util.Arrays.copyOf(elf, 100)))).contains("short.elf"));
		elf[18] = 62; // x86-64
		assertTrue(refusal(VmConfig.of(Files.write(folder.resolve("other.elf"), elf))).contains("other.elf"));
	}

	@Test
	void firmwareThatIsToStartInSupervisorMode() {
		assertTrue(refusal(VmConfig.of(Guests.elf("m-pass")).kernel(Guests.exampleKernel()).startMode(StartMode.SUPERVISOR))
				.contains("machine mode"));
	}

	@Test
	void aMachineTooSmallForItsGuestIsToldAtOnceOrWhenItRunsOut() throws VmException, IOException {
		VmConfig.Builder builder = VmConfig.of(Guests.exampleKernel()).technique(Technique.TRAP_AND_EMULATE);
		assertTrue(refusal(builder.machineBytes(3 * 4096)).contains("too little for the image"));
		assertTrue(refusal(builder.machineBytes(4096).harts(2)).contains("too little for the monitor"));
		assertTrue(refusal(builder.machineBytes(5000).harts(1)).contains("multiple of 4096"));
		// lui a0, 0x80400; slli/srli clear the sign; then store to page after page
		Path greedy = file("greedy.bin", 0x0040_0537, 0x0010_0593, 0x01f5_9593, 0x00b5_0533, 0x0000_15b7, 0x0005_3023, 0x00b5_0533,
				0xff9f_f06f);
		try (VirtualMachine vm = VirtualMachine.create(VmConfig.of(greedy).technique(Technique.TRAP_AND_EMULATE).machineBytes(1 << 20).build())) {
			VmStop stop = vm.run(10_000_000);
			assertTrue(assertInstanceOf(VmStop.OutOfFrames.class, stop, stop.sentence()).sentence().contains("greedy.bin"));
			assertInstanceOf(VmStop.OutOfFrames.class, vm.run(10), "it cannot go on");
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aHandlerThatWasNeverSetIsAStormInWords(Technique technique) throws VmException {
		Guests.Run run = Guests.run(VmConfig.of(Guests.elf("s-nowhere")).technique(technique), "", Guests.PLENTY);
		String sentence = assertInstanceOf(VmStop.TrapStorm.class, run.stop()).sentence();
		assertTrue(sentence.contains("stvec was probably never set") && sentence.contains("instruction access fault"), sentence);
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aGuestThatSleepsForEverIsIdle(Technique technique) throws VmException, IOException {
		Path sleeper = file("sleeper.bin", 0x1050_0073, 0xffdf_f06f);
		try (VirtualMachine vm = VirtualMachine.create(VmConfig.of(sleeper).technique(technique).build())) {
			VmStop stop = vm.run(Guests.PLENTY);
			assertTrue(assertInstanceOf(VmStop.Idle.class, stop).sentence().contains("nothing will ever wake them"));
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void endlessWaitingForInputEndsOnInterruptOrWhenTheInputEnds(Technique technique) throws Exception {
		// li t0, 0x800; csrw mie, t0; wfi; j to wfi: external interrupts could wake it
		Path waiter = file("waiter.bin", 0x0000_12b7, 0x8002_8293, 0x3042_9073, 0x1050_0073, 0xffdf_f06f);
		try (VirtualMachine vm = VirtualMachine.create(VmConfig.of(waiter).technique(technique).build())) {
			Thread.ofPlatform().daemon().start(() -> {
				while (vm.instructions() < 4) {
					Thread.onSpinWait();
				}
				vm.interrupt();
			});
			vm.run(4);
			assertInstanceOf(VmStop.Interrupted.class, vm.run(Guests.PLENTY));
			vm.console().closeInput();
			assertInstanceOf(VmStop.Idle.class, vm.run(Guests.PLENTY));
		}
	}
}

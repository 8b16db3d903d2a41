/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.AssemblyResult;
import org.ringside.asm.LinkResult;
import org.ringside.asm.Linker;

/** Debian's Linux kernel, unmodified, boots to a process of ours that sleeps, faults, forks, talks and switches off. */
class LinuxTest {
	private static final Path FOLDER = Path.of("..", "linux");
	private static final Path KERNEL = FOLDER.resolve("target").resolve("vmlinux");
	private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.elf");
	private static final long MOST_INSTRUCTIONS = 30_000_000_000L;
	/** Each part on pages of its own, since Linux maps them with different permissions. */
	private static final String LAYOUT = """
			ENTRY(_start)
			SECTIONS {
				. = 0x10000;
				.text : { *(.text) }
				. = ALIGN(4096);
				.rodata : { *(.rodata) }
				. = ALIGN(4096);
				.bss : { *(.bss) }
			}
			""";

	@TempDir
	private Path folder;
	private Path initrd;

	@BeforeEach
	void packInitialRamDisk() throws Exception {
		Assumptions.assumeTrue(Files.exists(KERNEL), "tests/linux/fetch has not been run");
		AssemblyResult object = Assembler.assemble("init.s", Files.readString(FOLDER.resolve("init.s")), AssemblerOptions.DEFAULT);
		assertEquals(List.of(), object.problems());
		LinkResult program = Linker.link(List.of(object), "init.ld", LAYOUT);
		assertEquals(List.of(), program.messages());
		ByteArrayOutputStream archive = new ByteArrayOutputStream();
		entry(archive, "dev", 040755, 0, 0, new byte[0]);
		entry(archive, "dev/console", 020600, 5, 1, new byte[0]);
		entry(archive, "init", 0100755, 0, 0, program.toElf().orElseThrow());
		entry(archive, "TRAILER!!!", 0, 0, 0, new byte[0]);
		initrd = Files.write(folder.resolve("initrd.cpio"), archive.toByteArray());
	}

	/** An entry of a cpio archive of format newc: thirteen numbers of eight hexadecimal digits, name, contents, each padded to 4. */
	private static void entry(ByteArrayOutputStream archive, String name, int mode, int major, int minor, byte[] contents) {
		StringBuilder header = new StringBuilder("070701");
		for (int field : new int[] {archive.size(), mode, 0, 0, 1, 0, contents.length, 0, 0, major, minor, name.length() + 1, 0}) {
			header.append("%08x".formatted(field));
		}
		archive.writeBytes((header + name + '\0').getBytes(StandardCharsets.US_ASCII));
		pad(archive);
		archive.writeBytes(contents);
		pad(archive);
	}

	private static void pad(ByteArrayOutputStream archive) {
		while (archive.size() % 4 != 0) {
			archive.write(0);
		}
	}

	@ParameterizedTest
	@CsvSource({"BARE,1,true", "BARE,4,true", "BARE,1,false", "TRAP_AND_EMULATE,1,false", "TRAP_AND_EMULATE,2,false"})
	void kernelBootsToAProcessThatTalks(Technique technique, int harts, boolean withFirmware) throws VmException {
		Assumptions.assumeTrue(!withFirmware || Files.exists(OPENSBI), "needs the package opensbi");
		VmConfig.Builder builder = withFirmware ? VmConfig.of(OPENSBI).kernel(KERNEL) : VmConfig.of(KERNEL);
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = builder.technique(technique).harts(harts).memoryBytes(512L << 20).initrd(initrd)
				.append("console=ttyS0 earlycon=sbi").console(console).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			waitFor(vm, text, "init: the child found its copy\nsay> ");
			assertTrue(text.indexOf("init: hello from user space\ninit: slept\ninit: touched memory\n") >= 0, text.toString());
			assertTrue(harts == 1 || text.indexOf("Brought up 1 node, " + harts + " CPUs") >= 0, text.toString());
			console.type("the quick brown fox\n".getBytes(StandardCharsets.US_ASCII));
			waitFor(vm, text, "you said: the quick brown fox\nsay> ");
			console.type("quit\n".getBytes(StandardCharsets.US_ASCII));
			VmStop stop = vm.run(MOST_INSTRUCTIONS);
			assertTrue(text.indexOf("init: bye\n") >= 0 && text.indexOf("reboot: Power down") >= 0, text.toString());
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, stop.sentence()).verdict().passed(), stop.sentence());
			for (String trouble : List.of("BUG", "WARNING", "Oops", "stall", "panic")) {
				assertEquals(-1, text.indexOf(trouble + ":"), text.toString());
			}
		}
	}

	private static void waitFor(VirtualMachine vm, StringBuffer text, String wanted) {
		while (text.indexOf(wanted) < 0) {
			VmStop stop = vm.run(10_000_000);
			assertInstanceOf(VmStop.Budget.class, stop, () -> stop.sentence() + "\n" + text);
			assertTrue(vm.instructions() < MOST_INSTRUCTIONS, () -> "'" + wanted + "' never came:\n" + text);
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;

/** Debian's Linux on harts with vectors, and on harts with all extensions at once, keeps the vectors of its processes apart. */
class LinuxVectorTest {

	private static final Path FOLDER = Path.of("..", "linux");
	private static final Path KERNEL = FOLDER.resolve("target").resolve("vmlinux");
	private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.elf");
	private static final long MOST_INSTRUCTIONS = 4_000_000_000L;

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({"rv64gcv_zicntr_zifencei,1,false", "everything,1,false", "everything,2,true"})
	void processesKeepTheirVectors(String extensions, int harts, boolean withFirmware) throws Exception {
		Assumptions.assumeTrue(Files.exists(KERNEL), "tests/linux/fetch has not been run");
		Assumptions.assumeTrue(!withFirmware || Files.exists(OPENSBI), "needs the package opensbi");
		IsaProfile isa = extensions.equals("everything") ? IsaProfile.EVERYTHING : IsaProfile.parse(extensions);
		if (withFirmware) {
			// OpenSBI of 2022 neither clears mstatus.MDT, which is set at reset, nor gives seed to S-mode.
			isa = isa.without(Extension.SMDBLTRP, Extension.ZKR);
		}
		Path initrd = new CpioArchive().folder("dev").characterDevice("dev/console", 5, 1).file("init", LinuxProgram.of("vectors.s")).write(folder.resolve("initrd.cpio"));
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig.Builder builder = withFirmware ? VmConfig.of(OPENSBI).kernel(KERNEL) : VmConfig.of(KERNEL);
		VmConfig config = builder.isa(isa).harts(harts).memoryBytes(512L << 20).initrd(initrd).append("console=ttyS0").console(console).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			console.closeInput();
			VmStop stop = vm.run(MOST_INSTRUCTIONS);
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, () -> stop.sentence() + "\n" + text).verdict().passed(), stop.sentence());
		}
		assertEquals(List.of("init: hello", "init: every child kept its vectors"),
				text.toString().lines().filter(line -> line.startsWith("init: ")).toList(), text.toString());
		for (String trouble : List.of("BUG", "WARNING", "Oops", "stall", "panic")) {
			assertEquals(-1, text.indexOf(trouble + ":"), text.toString());
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.ringside.isa.IsaProfile;
import org.ringside.machine.HartConfig;
import org.ringside.machine.Machine;
import org.ringside.machine.TestBoard;

/** Runs an image on QEMU or on our machine and gives what it sent over the UART. */
final class Runner {

	private static final String QEMU = "qemu-system-riscv64";

	private Runner() {
	}

	/** Whether QEMU is installed. */
	static boolean qemuIsThere() {
		for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
			if (Files.isExecutable(Path.of(folder, QEMU))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * With one hart only, QEMU 7.2 does an atomic as a load and a store and reports its faults as those of a load; with
	 * two it does them as the specification says, and the second one waits.
	 *
	 * @param cpu QEMU's CPU options, such as {@code rv64,h=false}
	 */
	static byte[] qemu(byte[] image, String cpu) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("ringside");
		Path file = folder.resolve("image");
		Path output = folder.resolve("output");
		try {
			Files.write(file, image);
			Process process = new ProcessBuilder(QEMU, "-machine", "virt", "-cpu", cpu, "-m", "64M", "-smp", "2", "-bios", "none", "-device",
					"loader,addr=0x80000000,file=" + file, "-display", "none", "-monitor", "none", "-serial", "file:" + output).inheritIO().start();
			if (!process.waitFor(30, TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor();
				throw new IOException("QEMU did not come to an end");
			}
			return Files.readAllBytes(output);
		} finally {
			Files.deleteIfExists(file);
			Files.deleteIfExists(output);
			Files.delete(folder);
		}
	}

	/** The same on our machine; {@code turn} instructions at a time, so that runs of any length are cut anywhere. */
	static byte[] ringside(byte[] image, IsaProfile profile, HartConfig config, long turn) {
		try (TestBoard board = new TestBoard(profile, 1, 64 << 20, config)) {
			board.load(TestBoard.RAM, image);
			Machine machine = new Machine(board.harts, board.clock, turn);
			machine.run(200_000_000);
			if (board.verdict() != 0x5555) {
				throw new IllegalStateException("The program did not come to its end; pc is 0x" + Long.toHexString(board.hart().pc())
						+ " in " + board.hart().mode() + ", mcause " + board.hart().peekCsr(0x342) + ", mepc 0x"
						+ Long.toHexString(board.hart().peekCsr(0x341)));
			}
			return board.outputBytes();
		}
	}
}

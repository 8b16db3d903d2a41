/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs guests on QEMU, timed by the shell that starts it. */
final class Qemu {

	private static final String PROGRAM = "qemu-system-riscv64";

	private Qemu() {
	}

	static boolean isThere() {
		for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
			if (Files.isExecutable(Path.of(folder, PROGRAM))) {
				return true;
			}
		}
		return false;
	}

	/** @param icount whether QEMU counts instructions, as its record and replay needs */
	static Run run(Guest guest, long rounds, boolean icount) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("ringside-bench");
		Path image = folder.resolve("guest.elf");
		Path output = folder.resolve("output");
		Path times = folder.resolve("times");
		try {
			Files.write(image, guest.patched(rounds));
			String command = "TIMEFORMAT='%R %U %S'; time " + PROGRAM + " -machine virt -m 128M -bios none -display none -monitor none"
					+ (icount ? " -icount shift=3,sleep=off" : "") + " -kernel " + image + " -serial file:" + output;
			Process process = new ProcessBuilder("bash", "-c", command).redirectError(times.toFile()).start();
			process.getInputStream().readAllBytes();
			process.waitFor();
			String[] seconds = Files.readString(times).strip().split("\\s+");
			int n = seconds.length;
			if (n < 3) {
				throw new IOException("QEMU failed: " + String.join(" ", seconds));
			}
			return new Run(Files.readString(output, StandardCharsets.ISO_8859_1), 0, Double.parseDouble(seconds[n - 3]),
					Double.parseDouble(seconds[n - 2]) + Double.parseDouble(seconds[n - 1]));
		} finally {
			for (Path file : new Path[] {image, output, times}) {
				Files.deleteIfExists(file);
			}
			Files.delete(folder);
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs guests on QEMU, timed by the shell that starts it. Its start is measured once for each guest and taken off. */
final class Qemu {

	static final String PROGRAM = "qemu-system-riscv64";
	/** The firmware's last line before it starts a kernel; what stands before it is no output of the guest. */
	private static final String BANNER_END = "Boot HART MEDELEG";

	private final boolean icount;

	/** @param icount whether QEMU counts instructions, as its record and replay needs */
	Qemu(boolean icount) {
		this.icount = icount;
	}

	static boolean isThere() {
		for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
			if (Files.isExecutable(Path.of(folder, PROGRAM))) {
				return true;
			}
		}
		return false;
	}

	/** The steady time is that of a run of all rounds less that of a run of half of them. */
	Sample run(Guest guest, long rounds, Sample.Time start, Path image) throws IOException, InterruptedException {
		Sample half = once(guest, rounds / 2, image);
		Sample all = once(guest, rounds, image);
		return new Sample(all.output(), 0, all.whole().minus(half.whole()), all.whole().minus(start));
	}

	/** One run; steady and whole time are both that of the process. */
	Sample once(Guest guest, long rounds, Path image) throws IOException, InterruptedException {
		guest.writePatched(image, rounds);
		Path output = image.resolveSibling("output");
		Path times = image.resolveSibling("times");
		List<String> command = new ArrayList<>(List.of("TIMEFORMAT='%R %U %S'; time " + PROGRAM, "-machine virt -m 128M -display none -monitor none",
				"-bios " + (guest.isKernel() ? "default" : "none"), "-kernel " + image, "-serial file:" + output));
		if (icount) {
			command.add("-icount shift=3,sleep=off");
		}
		Process process = new ProcessBuilder("bash", "-c", String.join(" ", command)).redirectError(times.toFile()).start();
		process.getInputStream().readAllBytes();
		process.waitFor();
		String[] words = Files.readString(times).strip().split("\\s+");
		int n = words.length;
		if (n < 3) {
			throw new IOException("QEMU failed: " + String.join(" ", words));
		}
		Sample.Time time = new Sample.Time(Double.parseDouble(words[n - 3]), Double.parseDouble(words[n - 2]) + Double.parseDouble(words[n - 1]));
		return new Sample(withoutBanner(Files.readString(output, StandardCharsets.ISO_8859_1)), 0, time, time);
	}

	private static String withoutBanner(String output) {
		int banner = output.indexOf(BANNER_END);
		return (banner < 0 ? output : output.substring(output.indexOf('\n', banner) + 1)).replace("\r", "");
	}
}

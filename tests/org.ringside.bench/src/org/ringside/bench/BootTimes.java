/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long real systems take to their prompt, whole processes from their start: OpenSBI with U-Boot, and Linux with a shell,
 * as Debian packs them. The same files on both sides, by turns. Ours are started twice: as for the first time, and with what the
 * first run has kept of its hot code.
 */
final class BootTimes {

	private static final Path FIRMWARE = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.elf");
	private static final Path U_BOOT = Path.of("/usr/lib/u-boot/qemu-riscv64_smode/uboot.elf");
	private static final Path U_BOOT_FOR_QEMU = Path.of("/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin");
	private static final double NANO = 1e-9;
	private static final long LIMIT_SECONDS = 300;

	/** What is started, and the text at which it is there. */
	private record System(String name, Path kernel, Path kernelForQemu, List<String> more, List<String> moreForQemu, String prompt) {
	}

	private final Options options;
	private final PrintStream out;

	BootTimes(Options options, PrintStream out) {
		this.options = options;
		this.out = out;
	}

	boolean measure() throws IOException, InterruptedException {
		Path initrd = Files.createTempFile("ringside-bench", ".cpio");
		try {
			return measure(systems(initrd));
		} finally {
			Files.deleteIfExists(initrd);
		}
	}

	private List<System> systems(Path initrd) throws IOException {
		List<System> systems = new ArrayList<>();
		if (Files.exists(FIRMWARE) && Files.exists(U_BOOT)) {
			systems.add(new System("U-Boot", U_BOOT, U_BOOT_FOR_QEMU, List.of(), List.of(), "=> "));
		} else {
			out.println("U-Boot is not measured: the packages opensbi and u-boot-qemu are not installed");
		}
		Path linux = options.folder().resolveSibling("../linux/target").normalize();
		Path kernel = linux.resolve("vmlinux");
		Path busybox = linux.resolve("busybox");
		if (Files.exists(FIRMWARE) && Files.exists(kernel) && Files.exists(busybox)) {
			InitialRamDisk disk = new InitialRamDisk();
			disk.folder("dev");
			disk.console();
			disk.folder("bin");
			disk.program("bin/busybox", Files.readAllBytes(busybox));
			disk.program("init", "#!/bin/busybox sh\nexec /bin/busybox sh -i\n".getBytes(StandardCharsets.US_ASCII));
			Files.write(initrd, disk.bytes());
			String append = "console=ttyS0 earlycon=sbi";
			systems.add(new System("Linux", kernel, kernel, List.of("--initrd", initrd.toString(), "--append", append),
					List.of("-initrd", initrd.toString(), "-append", append), " # "));
		} else {
			out.println("Linux is not measured: tests/linux/fetch brings it");
		}
		return systems;
	}

	private boolean measure(List<System> systems) throws IOException, InterruptedException {
		out.printf("%-16s %-12s %-12s %-18s %-18s%n", "system", "wall s", "QEMU s", "ratio wall", "ratio cpu");
		boolean right = !systems.isEmpty();
		List<String> rows = new ArrayList<>(List.of("system,wall,qemu_wall,ratio_wall,ratio_wall_least,ratio_wall_most,ratio_cpu,ratio_cpu_least,ratio_cpu_most"));
		for (System system : systems) {
			int n = options.repeat();
			Sample.Time[] first = new Sample.Time[n];
			Sample.Time[] second = new Sample.Time[n];
			Sample.Time[] theirs = new Sample.Time[n];
			for (int i = 0; i < n; i++) {
				Path kept = Files.createTempDirectory("ringside-bench");
				try {
					first[i] = untilPrompt(ownCommand(system, kept), system.prompt());
					theirs[i] = options.qemu() ? untilPrompt(qemuCommand(system), system.prompt()) : new Sample.Time(0, 0);
					second[i] = untilPrompt(ownCommand(system, kept), system.prompt());
				} finally {
					delete(kept);
				}
			}
			rows.add(row(system.name(), first, theirs));
			rows.add(row(system.name() + " again", second, theirs));
		}
		if (options.csv().isPresent()) {
			Files.write(options.csv().get(), rows);
		}
		return right;
	}

	private String row(String name, Sample.Time[] ours, Sample.Time[] theirs) {
		int n = ours.length;
		double[] wall = new double[n];
		double[] cpu = new double[n];
		double[] own = new double[n];
		double[] other = new double[n];
		for (int i = 0; i < n; i++) {
			own[i] = ours[i].wall();
			other[i] = theirs[i].wall();
			wall[i] = theirs[i].wall() / ours[i].wall();
			cpu[i] = theirs[i].cpu() / ours[i].cpu();
		}
		out.printf(Locale.ROOT, "%-16s %-12.2f %-12.2f %-18s %-18s%n", name, Ratio.of(own).median(), Ratio.of(other).median(),
				Ratio.of(wall).text(), Ratio.of(cpu).text());
		return String.format(Locale.ROOT, "%s,%.3f,%.3f,%s,%s", name, Ratio.of(own).median(), Ratio.of(other).median(), Ratio.of(wall).csv(),
				Ratio.of(cpu).csv());
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
		Files.delete(folder);
	}

	/** The command line in a JVM of its own, with the options and the class path of this one. */
	private static List<String> ownCommand(System system, Path kept) {
		List<String> command = new ArrayList<>(List.of(Path.of(java.lang.System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
		command.addAll(List.of("-cp", java.lang.System.getProperty("java.class.path"), "org.ringside.cli.Main", "run", FIRMWARE.toString(), "--kernel",
				system.kernel().toString(), "--memory", "512M", "--hot-code", kept.toString()));
		command.addAll(system.more());
		return command;
	}

	private static List<String> qemuCommand(System system) {
		List<String> command = new ArrayList<>(List.of(Qemu.PROGRAM, "-machine", "virt", "-m", "512M", "-nographic", "-bios", FIRMWARE.toString(),
				"-kernel", system.kernelForQemu().toString()));
		command.addAll(system.moreForQemu());
		return command;
	}

	private static Sample.Time untilPrompt(List<String> command, String prompt) throws IOException, InterruptedException {
		long start = java.lang.System.nanoTime();
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		try {
			// A guest that never says what is waited for ends with its process.
			Thread limit = Thread.ofVirtual().start(() -> {
				try {
					if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
						process.destroyForcibly();
					}
				} catch (InterruptedException e) {
					Thread.currentThread().interrupt();
				}
			});
			StringBuilder text = new StringBuilder();
			InputStream output = process.getInputStream();
			byte[] buffer = new byte[4096];
			while (text.indexOf(prompt, Math.max(0, text.length() - buffer.length - prompt.length())) < 0) {
				int n = output.read(buffer);
				if (n < 0) {
					throw new IOException(command.get(0) + " ended before it said '" + prompt + "'; the last it said: "
							+ text.substring(Math.max(0, text.length() - 500)));
				}
				text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
			}
			double wall = (java.lang.System.nanoTime() - start) * NANO;
			double cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() * NANO;
			limit.interrupt();
			return new Sample.Time(wall, Math.max(1e-3, cpu));
		} finally {
			// Asked, and not forced, so that it keeps what was hot.
			process.destroy();
			if (!process.waitFor(10, TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor();
			}
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.ringside.image.ImageException;

/**
 * Measures guests on our machine and on QEMU by turns, checks that both print the same, and tells millions of instructions
 * per second and the ratios of wall and processor time. Ratios above 1 mean that we are faster. With {@code --asm}
 * the assembler is measured instead.
 */
public final class Bench {

	private static final String USAGE = "usage: bench [--guests FOLDER] [--instructions MILLIONS] [--repeat N] [--icount] [--csv FILE] [PROGRAM...]"
			+ "\n       bench --asm";
	private static final Set<String> VALUED = Set.of("--guests", "--instructions", "--repeat", "--csv");
	private static final double MEGA = 1e6;

	private Path folder = Path.of("tests", "guests", "elf");
	private double target = 1000 * MEGA;
	private int repeat = 3;
	private boolean icount;
	private Path csv;
	private final List<String> chosen = new ArrayList<>();

	private Bench() {
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		if (List.of(arguments).contains("--asm")) {
			System.exit(AssemblerSpeed.measure(System.out) ? 0 : 1);
		}
		Bench bench = new Bench();
		String problem = bench.parse(arguments);
		if (!problem.isEmpty()) {
			System.err.println(problem);
			System.err.println(USAGE);
			System.exit(2);
		}
		System.exit(bench.measureAll(System.out) ? 0 : 1);
	}

	private String parse(String[] arguments) {
		for (int i = 0; i < arguments.length; i++) {
			String argument = arguments[i];
			if (VALUED.contains(argument) && i + 1 == arguments.length) {
				return argument + " needs a value";
			}
			try {
				switch (argument) {
					case "--guests" -> folder = Path.of(arguments[++i]);
					case "--instructions" -> target = Double.parseDouble(arguments[++i]) * MEGA;
					case "--repeat" -> repeat = Math.max(1, Integer.parseInt(arguments[++i]));
					case "--csv" -> csv = Path.of(arguments[++i]);
					case "--icount" -> icount = true;
					default -> {
						if (argument.startsWith("-")) {
							return "there is no option " + argument;
						}
						chosen.add(argument);
					}
				}
			} catch (NumberFormatException e) {
				return argument + " needs a number, not '" + arguments[i] + "'";
			}
		}
		return Files.isDirectory(folder) ? "" : "there is no folder " + folder + " with guests";
	}

	private boolean measureAll(PrintStream out) throws IOException, InterruptedException {
		boolean qemu = Qemu.isThere();
		if (!qemu) {
			out.println("qemu-system-riscv64 is not installed: no ratios");
		}
		out.printf("%-12s %10s %10s %10s %10s %10s %11s %11s%n", "program", "Minsn", "MIPS", "MIPS/cpu", "QEMU MIPS", "QEMU/cpu", "ratio wall",
				"ratio cpu");
		List<String> rows = new ArrayList<>(List.of("program,instructions,mips,mips_cpu,qemu_mips,qemu_mips_cpu,ratio_wall,ratio_cpu"));
		double product = 1;
		int measured = 0;
		boolean right = true;
		for (Path path : guests()) {
			Guest guest;
			try {
				guest = new Guest(path);
			} catch (ImageException e) {
				out.println(e.getMessage());
				right = false;
				continue;
			}
			Measurement m = measure(guest, qemu);
			right &= m.agrees();
			out.println(m.row());
			rows.add(m.csv());
			product *= m.ratioCpu();
			measured++;
		}
		if (qemu && measured > 0) {
			out.printf(Locale.ROOT, "geometric mean of the ratios by processor time: %.2f%n", Math.pow(product, 1.0 / measured));
		}
		if (csv != null) {
			Files.write(csv, rows);
		}
		return right && measured > 0;
	}

	private List<Path> guests() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> file.getFileName().toString().matches("bench-.*\\.elf"))
					.filter(file -> chosen.isEmpty() || chosen.contains(file.getFileName().toString().replaceAll("^bench-|\\.elf$", "")))
					.sorted().toList();
		}
	}

	/** The median run of each machine; QEMU's start is measured by a run of one round and taken off. */
	private Measurement measure(Guest guest, boolean qemu) throws IOException, InterruptedException {
		long built = guest.builtRounds();
		Run probe = Run.onRingside(guest, built);
		long rounds = Math.max(1, Math.round(built * target / probe.instructions()));
		Run.onRingside(guest, Math.max(1, rounds / 2)); // warm-up
		List<Run> ours = new ArrayList<>();
		List<Run> theirs = new ArrayList<>();
		Run start = qemu ? Qemu.run(guest, 1, icount) : null;
		for (int i = 0; i < repeat; i++) {
			ours.add(Run.onRingside(guest, rounds));
			if (qemu) {
				theirs.add(Qemu.run(guest, rounds, icount));
			}
		}
		ours.sort((a, b) -> Double.compare(a.cpu(), b.cpu()));
		theirs.sort((a, b) -> Double.compare(a.cpu(), b.cpu()));
		Run mine = ours.get(repeat / 2);
		Run other = qemu ? theirs.get(repeat / 2) : null;
		return new Measurement(guest.name(), mine, other == null ? null
				: new Run(other.output(), mine.instructions(), Math.max(1e-3, other.wall() - start.wall()), Math.max(1e-3, other.cpu() - start.cpu())));
	}

	/** @param qemu {@code null} where there is none */
	private record Measurement(String name, Run ours, Run qemu) {

		boolean agrees() {
			return qemu == null || qemu.output().equals(ours.output());
		}

		double ratioCpu() {
			return qemu == null ? 1 : qemu.cpu() / ours.cpu();
		}

		private double ratioWall() {
			return qemu == null ? 1 : qemu.wall() / ours.wall();
		}

		String row() {
			String own = String.format(Locale.ROOT, "%-12s %10.0f %10.0f %10.0f", name, ours.instructions() / MEGA, ours.millionsPerSecond(),
					ours.millionsPerCpuSecond());
			return qemu == null ? own : own + String.format(Locale.ROOT, " %10.0f %10.0f %11.3f %11.3f%s", qemu.millionsPerSecond(),
					qemu.millionsPerCpuSecond(), ratioWall(), ratioCpu(), agrees() ? "" : "  THE OUTPUT DIFFERS");
		}

		String csv() {
			return String.format(Locale.ROOT, "%s,%d,%.1f,%.1f,%s,%s,%s,%s", name, ours.instructions(), ours.millionsPerSecond(),
					ours.millionsPerCpuSecond(), value(qemu == null ? 0 : qemu.millionsPerSecond()),
					value(qemu == null ? 0 : qemu.millionsPerCpuSecond()), value(qemu == null ? 0 : ratioWall()),
					value(qemu == null ? 0 : ratioCpu()));
		}

		private static String value(double number) {
			return number == 0 ? "" : String.format(Locale.ROOT, "%.3f", number);
		}
	}
}

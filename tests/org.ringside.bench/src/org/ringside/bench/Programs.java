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
import java.util.stream.Stream;

import org.ringside.image.ImageException;
import org.ringside.vmm.Technique;
import org.ringside.vmm.VmException;

/**
 * Programs on Ringside and on QEMU by turns: both print the same, and the table tells the ratios. A program of the machine
 * runs bare; a kernel runs under each technique.
 */
final class Programs {

	/** The program whose instructions are hardly executed one by one: its ratio would be a good part of a mean. */
	private static final String IN_BULK = "strings";
	private static final Sample.Time NOTHING = new Sample.Time(0, 0);
	/** A probe that was much too short is made longer by this factor. */
	private static final int FASTEST_GROWTH = 8;

	private final Options options;
	private final PrintStream out;

	Programs(Options options, PrintStream out) {
		this.options = options;
		this.out = out;
	}

	boolean measure() throws IOException, InterruptedException, VmException {
		if (!options.qemu()) {
			out.println("without QEMU there are no ratios");
		}
		out.println(Comparison.HEADER);
		List<Comparison> done = new ArrayList<>();
		Path work = Files.createTempDirectory("ringside-bench");
		try {
			for (Path path : guests()) {
				Guest guest = new Guest(path);
				for (Technique technique : guest.isKernel() ? Technique.values() : new Technique[] {Technique.BARE}) {
					Comparison comparison = compare(guest, technique, work.resolve("guest.elf"));
					out.println(comparison.row());
					done.add(comparison);
				}
			}
		} catch (ImageException e) {
			out.println(e.getMessage());
			return false;
		} finally {
			try (Stream<Path> files = Files.list(work)) {
				for (Path file : files.toList()) {
					Files.deleteIfExists(file);
				}
			}
			Files.delete(work);
		}
		means(done);
		if (options.csv().isPresent()) {
			List<String> rows = new ArrayList<>(List.of(Comparison.CSV_HEADER));
			done.forEach(comparison -> rows.add(comparison.csv()));
			Files.write(options.csv().get(), rows);
		}
		return !done.isEmpty() && done.stream().allMatch(Comparison::agrees);
	}

	private List<Path> guests() throws IOException {
		try (Stream<Path> files = Files.list(options.folder())) {
			return files.filter(Guest::isGuest).filter(file -> options.chosen().isEmpty() || options.chosen().contains(Guest.nameOf(file))).sorted()
					.toList();
		}
	}

	private Comparison compare(Guest guest, Technique technique, Path image) throws IOException, InterruptedException, VmException {
		OwnMachine own = new OwnMachine(technique, options.engine());
		Qemu qemu = new Qemu(options.icount());
		Sample.Time start = options.qemu() ? qemu.once(guest, 1, image).whole() : NOTHING;
		long rounds = rounds(guest, own, qemu, start, image);
		long built = guest.builtRounds();
		// Rounds are alike, so that the instructions of few tell where the half of many is.
		double perRound = (own.instructions(guest, built * 3, image) - own.instructions(guest, built, image)) / (2.0 * built);
		long half = Math.max(1, Math.round(perRound * rounds / 2));
		List<Sample> ours = new ArrayList<>();
		List<Sample> theirs = new ArrayList<>();
		for (int i = 0; i < options.repeat(); i++) {
			ours.add(own.run(guest, rounds, half, image));
			if (options.qemu()) {
				theirs.add(qemu.run(guest, rounds, start, image));
			}
		}
		return new Comparison(guest.name(), technique, rounds, guest.eventsPerRound(), ours, theirs);
	}

	/**
	 * As many as the slower of the two does in the time that the user gives a run; an even number. What is cold is slow: the
	 * speed is taken from a run that was long enough to be warm at its end.
	 */
	private long rounds(Guest guest, OwnMachine own, Qemu qemu, Sample.Time start, Path image) throws IOException, InterruptedException, VmException {
		long rounds = guest.builtRounds();
		while (true) {
			double slower = own.run(guest, rounds, Long.MAX_VALUE, image).whole().wall();
			if (options.qemu()) {
				slower = Math.max(slower, qemu.once(guest, rounds, image).whole().minus(start).wall());
			}
			if (slower > options.seconds() / 2) {
				return Math.max(2, Math.round(rounds * options.seconds() / slower) / 2 * 2);
			}
			rounds *= slower > options.seconds() / FASTEST_GROWTH ? 2 : FASTEST_GROWTH;
		}
	}

	private void means(List<Comparison> all) {
		mean("machine programs but " + IN_BULK, all.stream().filter(c -> c.events().isEmpty() && !c.name().equals(IN_BULK)).toList());
		for (Technique technique : Technique.values()) {
			mean("traps, tables and devices, " + technique, all.stream().filter(c -> c.events().isPresent() && c.technique() == technique).toList());
		}
	}

	private void mean(String what, List<Comparison> some) {
		if (some.isEmpty()) {
			return;
		}
		String ratios = options.qemu() ? String.format(Locale.ROOT, "steady cpu %.2f, steady wall %.2f, cold wall %.2f, ",
				geometric(some.stream().mapToDouble(c -> c.steadyCpu().median()).toArray()),
				geometric(some.stream().mapToDouble(c -> c.steadyWall().median()).toArray()),
				geometric(some.stream().mapToDouble(c -> c.coldWall().median()).toArray())) : "";
		out.printf(Locale.ROOT, "geometric means, %s: %s%.0f MIPS%n", what, ratios, geometric(some.stream().mapToDouble(Comparison::mips).toArray()));
	}

	private static double geometric(double[] values) {
		double sum = 0;
		for (double value : values) {
			sum += Math.log(value);
		}
		return Math.exp(sum / values.length);
	}
}

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
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

import org.ringside.image.ImageException;
import org.ringside.session.GuestLaunch;
import org.ringside.session.SessionException;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.Technique;

/**
 * What the debugger's features cost a program: in one session that runs warm, short whiles with and without by turns, as
 * ratios of the processor time per instruction. 1.00 is no cost, 1.05 is five in a hundred. What a program meets all the time
 * without being stopped is told in nanoseconds for each time, too.
 */
final class DebuggerCost {

	/** Of the time that the user gives a run: a while, and how long a feature that was just set is not measured. */
	private static final double WHILE = 0.1;
	private static final double SETTLING = 0.02;
	/** Pairs of whiles for each repetition that the user asks for: they are short. */
	private static final int PAIRS = 3;
	private static final long ENDLESS = Long.MAX_VALUE / 2;
	private static final String ROW = "%-10s %-18s %-28s %-18s %12s %12s%n";

	private final Options options;
	private final PrintStream out;
	private final List<String> rows = new ArrayList<>(List.of("program,technique,feature,median,least,most,ms_to_set,ns_each"));

	DebuggerCost(Options options, PrintStream out) {
		this.options = options;
		this.out = out;
	}

	boolean measure() throws IOException, InterruptedException {
		Path image = Files.createTempFile("ringside-bench", ".elf");
		try {
			out.printf(ROW, "program", "technique", "feature", "with by without", "ms to set", "ns each time");
			for (String program : options.chosen().isEmpty() ? List.of("core", "records", "syscalls", "faults", "tables") : options.chosen()) {
				measure(program, image);
			}
			if (options.csv().isPresent()) {
				Files.write(options.csv().get(), rows);
			}
			return true;
		} catch (ImageException | SessionException e) {
			out.println(e.getMessage());
			return false;
		} finally {
			Files.deleteIfExists(image);
		}
	}

	private void measure(String program, Path image) throws IOException, ImageException, SessionException, InterruptedException {
		Path kernel = options.folder().resolve("s-bench-" + program + ".elf");
		Guest guest = new Guest(Files.exists(kernel) ? kernel : options.folder().resolve("bench-" + program + ".elf"));
		guest.writePatched(image, ENDLESS);
		for (Technique technique : guest.isKernel() ? Technique.values() : new Technique[] {Technique.BARE}) {
			GuestLaunch.Builder launch = GuestLaunch.of(image).technique(technique);
			try (DebuggedRun run = new DebuggedRun(launch.name("measured").traced(EnumSet.noneOf(EventKind.class)).build())) {
				run.run(options.seconds());
				for (DebuggerFeature feature : guest.isKernel() ? DebuggerFeature.ofKernels() : DebuggerFeature.ofPrograms()) {
					measure(guest, technique, feature, run);
				}
			}
		}
	}

	private void measure(Guest guest, Technique technique, DebuggerFeature feature, DebuggedRun run) throws SessionException, InterruptedException {
		double[] pairs = new double[options.repeat() * PAIRS];
		double[] toSet = new double[pairs.length];
		double[] each = new double[pairs.length];
		for (int i = 0; i < pairs.length; i++) {
			run.run(options.seconds() * SETTLING);
			DebuggedRun.Cost without = run.run(options.seconds() * WHILE);
			DebuggerFeature.Set set = feature.setting().on(run.session());
			DebuggedRun.Cost settling = run.run(options.seconds() * SETTLING);
			long hits = set.hits();
			DebuggedRun.Cost with = run.run(options.seconds() * WHILE);
			long met = set.hits() - hits;
			set.off();
			if (!feature.hit() && met != 0) {
				throw new SessionException(guest.name() + " met what it should not: " + feature.name());
			}
			pairs[i] = with.perInstruction() / without.perInstruction();
			toSet[i] = (settling.nanoseconds() - settling.instructions() * with.perInstruction()) * 1e-6;
			each[i] = met == 0 ? 0 : (with.nanoseconds() - with.instructions() * without.perInstruction()) / met;
		}
		row(guest, technique, feature.name(), Ratio.of(pairs), text("%.1f", Ratio.of(toSet).median()),
				Ratio.of(each).median() == 0 ? "" : text("%.0f", Ratio.of(each).median()));
	}

	private void row(Guest guest, Technique technique, String feature, Ratio ratio, String toSet, String each) {
		out.printf(ROW, guest.name(), technique, feature, ratio.text(), toSet, each);
		rows.add(String.join(",", guest.name(), technique.toString(), "\"" + feature + "\"", ratio.csv(), toSet, each));
	}

	private static String text(String format, double value) {
		return String.format(Locale.ROOT, format, value);
	}
}

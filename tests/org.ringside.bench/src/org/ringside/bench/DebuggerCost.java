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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.ringside.image.ImageException;
import org.ringside.session.BreakpointSpec;
import org.ringside.session.GuestLaunch;
import org.ringside.session.Session;
import org.ringside.session.SessionException;
import org.ringside.session.SessionListener;
import org.ringside.session.SessionState;
import org.ringside.session.StopEvent;
import org.ringside.session.StopKind;
import org.ringside.vmm.Technique;

/**
 * What breakpoints of each kind cost a program that never meets them: runs with and without by turns, as ratios of time.
 * 1.00 is no cost, 1.05 is five in a hundred.
 */
final class DebuggerCost {

	private static final double NANO = 1e-9;
	private static final double PROBE_SECONDS = 0.5;
	/** Breakpoints that the program does not meet: an address behind it, and kinds of events that it has none of. */
	private static final List<String> BREAKPOINTS = List.of("gpa:0x87f00000", "trap:illegal-instruction", "hypercall:TIME.set_timer", "table-write");

	private final Options options;
	private final PrintStream out;

	DebuggerCost(Options options, PrintStream out) {
		this.options = options;
		this.out = out;
	}

	boolean measure() throws IOException, InterruptedException {
		Path image = Files.createTempFile("ringside-bench", ".elf");
		try {
			out.printf("%-10s %-18s %-28s %s%n", "program", "technique", "breakpoint", "time with by time without");
			for (String program : options.chosen().isEmpty() ? List.of("core", "records") : options.chosen()) {
				Guest guest = new Guest(options.folder().resolve("bench-" + program + ".elf"));
				for (Technique technique : Technique.values()) {
					measure(guest, technique, image);
				}
			}
			return true;
		} catch (ImageException | SessionException e) {
			out.println(e.getMessage());
			return false;
		} finally {
			Files.deleteIfExists(image);
		}
	}

	private void measure(Guest guest, Technique technique, Path image) throws IOException, SessionException, InterruptedException {
		long rounds = guest.builtRounds();
		double probe;
		do {
			rounds *= 4;
			guest.writePatched(image, rounds);
			probe = run(image, technique, Optional.empty());
		} while (probe < PROBE_SECONDS);
		guest.writePatched(image, Math.max(1, Math.round(rounds * options.seconds() / probe)));
		for (String breakpoint : BREAKPOINTS) {
			double[] pairs = new double[options.repeat()];
			for (int i = 0; i < pairs.length; i++) {
				double without = run(image, technique, Optional.empty());
				pairs[i] = run(image, technique, Optional.of(breakpoint)) / without;
			}
			out.printf(Locale.ROOT, "%-10s %-18s %-28s %s%n", guest.name(), technique, breakpoint, Ratio.of(pairs).text());
		}
	}

	/** Seconds of the whole run in a session. */
	private static double run(Path image, Technique technique, Optional<String> breakpoint) throws SessionException, InterruptedException {
		CompletableFuture<StopEvent> end = new CompletableFuture<>();
		try (Session session = Session.open(GuestLaunch.of(image).technique(technique).build())) {
			if (breakpoint.isPresent()) {
				session.breakpoints().add(BreakpointSpec.parse(breakpoint.get()));
			}
			session.addListener(new SessionListener() {
				@Override
				public void stateChanged(SessionState state, Optional<StopEvent> stop) {
					stop.filter(s -> state != SessionState.RUNNING && s.kind() != StopKind.ENTRY).ifPresent(end::complete);
				}
			});
			long start = System.nanoTime();
			session.resume();
			StopEvent stop = end.join();
			double seconds = (System.nanoTime() - start) * NANO;
			if (stop.kind() != StopKind.GUEST_EXIT) {
				throw new SessionException("The program met what it should not: " + stop.sentence());
			}
			return seconds;
		}
	}
}

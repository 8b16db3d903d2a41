/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.io.IOException;
import java.util.List;

/**
 * A longer comparison than the tests make: {@code [subject|all [instructions [first-seed]]]}. For each subject it runs
 * programs until so many instructions that count were generated (default a million), prints each difference with its seed,
 * and at the end a line per subject. The exit code is 1 if something differed.
 */
public final class DifferentialMain {

	private static final int MOST_SHOWN = 20;

	private DifferentialMain() {
	}

	public static void main(String[] arguments) throws Exception {
		String wanted = arguments.length > 0 ? arguments[0] : "all";
		long enough = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000_000;
		long first = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
		List<Subject> subjects = Subject.all().stream().filter(s -> wanted.equals("all") || s.name().equalsIgnoreCase(wanted)).toList();
		if (subjects.isEmpty()) {
			System.err.println("There is no subject " + wanted + "; expected all or one of " + Subject.all() + ".");
			System.exit(64);
		}
		int different = 0;
		for (Subject subject : subjects) {
			different += run(subject, enough, first);
		}
		System.exit(different == 0 ? 0 : 1);
	}

	private static int run(Subject subject, long enough, long first) throws Exception {
		long began = System.nanoTime();
		long instructions = 0;
		int different = 0;
		long seed = first;
		while (instructions < enough) {
			List<String> found;
			try {
				Comparison.Result result = Comparison.run(subject, seed);
				instructions += result.instructions();
				found = result.differences();
			} catch (IOException | IllegalStateException e) {
				found = List.of(subject + " seed " + seed + ": " + e.getMessage());
				instructions++;
			}
			if (!found.isEmpty() && different++ < MOST_SHOWN) {
				found.forEach(System.out::println);
			}
			seed++;
		}
		System.out.printf("%-14s %9d instructions in %4d programs from seed %d, %d programs differ, %d s%n", subject, instructions, seed - first,
				first, different, (System.nanoTime() - began) / 1_000_000_000);
		return different;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant who typed one that does not exist. */
final class SimilarNames {

	private static final int LONGEST = 64;

	private record Candidate(String name, int distance) {
	}

	private SimilarNames() {
	}

	static List<String> of(String wanted, Collection<String> known, int most) {
		if (wanted.isEmpty() || wanted.length() > LONGEST) {
			return List.of();
		}
		String lower = wanted.toLowerCase(Locale.ROOT);
		int tolerated = Math.max(1, wanted.length() / 3);
		return known.stream().filter(name -> !name.isEmpty() && name.length() <= LONGEST)
				.filter(name -> Math.abs(name.length() - lower.length()) <= tolerated)
				.map(name -> new Candidate(name, distance(lower, name.toLowerCase(Locale.ROOT))))
				.filter(candidate -> candidate.distance <= tolerated)
				.sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name)).limit(most)
				.map(Candidate::name).toList();
	}

	/** Levenshtein's distance. */
	private static int distance(String a, String b) {
		int[] row = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[b.length()];
	}
}

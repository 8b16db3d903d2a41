/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.spelling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** English words, American and British, and the terms of those who write kernels. Read once; any thread. */
final class Dictionary {
	private static final int MOST_SUGGESTIONS = 8;

	private static final class Loaded {
		private static final Set<String> WORDS = read();
	}

	private Dictionary() {
	}

	private static Set<String> read() {
		Set<String> words = new HashSet<>();
		for (String file : List.of("words.txt", "terms.txt")) {
			try (BufferedReader lines = new BufferedReader(
					new InputStreamReader(Dictionary.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
				lines.lines().forEach(line -> words.addAll(List.of(line.split(" "))));
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
		return words;
	}

	/** Whether a word is known, in capital letters or not. */
	static boolean knows(String word) {
		return Loaded.WORDS.contains(word.toLowerCase(Locale.ROOT));
	}

	/**
	 * Known words that differ by one letter, or by two neighbours that have changed places; at most eight. What people mistype most
	 * comes first: neighbours, a letter that should stand twice, a missing one; and who mistypes the first letter is rare.
	 */
	static List<String> similar(String word) {
		Set<String> found = new LinkedHashSet<>();
		String lower = word.toLowerCase(Locale.ROOT);
		for (int i = 0; i < lower.length() - 1; i++) {
			offer(lower.substring(0, i) + lower.charAt(i + 1) + lower.charAt(i) + lower.substring(i + 2), found);
		}
		for (int i = 0; i < lower.length(); i++) {
			offer(lower.substring(0, i) + lower.charAt(i) + lower.substring(i), found);
		}
		for (int i = 0; i <= lower.length(); i++) {
			for (char c = 'a'; c <= 'z'; c++) {
				offer(lower.substring(0, i) + c + lower.substring(i), found);
			}
		}
		for (int i = 0; i < lower.length(); i++) {
			offer(lower.substring(0, i) + lower.substring(i + 1), found);
		}
		for (int i = 0; i < lower.length(); i++) {
			for (char c = 'a'; c <= 'z'; c++) {
				offer(lower.substring(0, i) + c + lower.substring(i + 1), found);
			}
		}
		List<String> all = new ArrayList<>(found);
		all.sort(Comparator.comparing(other -> other.charAt(0) != lower.charAt(0)));
		return List.copyOf(all.subList(0, Math.min(MOST_SUGGESTIONS, all.size())));
	}

	private static void offer(String word, Set<String> found) {
		if (Loaded.WORDS.contains(word)) {
			found.add(word);
		}
	}
}

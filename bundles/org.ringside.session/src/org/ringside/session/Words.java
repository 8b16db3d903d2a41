/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;

/** How numbers and sets are written in the breakpoint language and in sentences, and nearest matches for typing errors. */
final class Words {

	private Words() {
	}

	static String hex(long value) {
		return "0x" + Long.toHexString(value);
	}

	static String list(Collection<?> values) {
		StringBuilder text = new StringBuilder();
		for (Object value : values) {
			text.append(text.isEmpty() ? "" : ",").append(value);
		}
		return text.toString();
	}

	/** {@code LOAD_PAGE_FAULT} as {@code load-page-fault}. */
	static String dashed(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** "a, b or c". */
	static String choice(Collection<String> words) {
		StringBuilder text = new StringBuilder();
		Iterator<String> left = words.iterator();
		while (left.hasNext()) {
			String word = left.next();
			text.append(text.isEmpty() ? "" : left.hasNext() ? ", " : " or ").append(word);
		}
		return text.toString();
	}

	/** {@code " Did you mean load-page-fault?"}, or the empty string where nothing is near. */
	static String didYouMean(String typed, Collection<String> known) {
		String wanted = typed.toLowerCase(Locale.ROOT);
		String best = "";
		int bestDistance = Math.max(1, wanted.length() / 3) + 1;
		for (String word : known) {
			String candidate = word.toLowerCase(Locale.ROOT);
			int distance = wanted.length() >= 3 && candidate.startsWith(wanted) ? 1 : distance(wanted, candidate);
			if (distance < bestDistance) {
				bestDistance = distance;
				best = word;
			}
		}
		return best.isEmpty() ? "" : " Did you mean " + best + "?";
	}

	/** Edit distance in which exchanging two neighbours counts as one error. */
	private static int distance(String a, String b) {
		int[][] d = new int[a.length() + 1][b.length() + 1];
		for (int i = 0; i <= a.length(); i++) {
			for (int j = 0; j <= b.length(); j++) {
				if (i == 0 || j == 0) {
					d[i][j] = i + j;
					continue;
				}
				boolean same = a.charAt(i - 1) == b.charAt(j - 1);
				d[i][j] = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
				if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
					d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
				}
			}
		}
		return d[a.length()][b.length()];
	}
}

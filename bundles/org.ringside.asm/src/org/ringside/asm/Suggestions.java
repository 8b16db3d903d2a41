/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ringside.isa.Alias;
import org.ringside.isa.Aliases;
import org.ringside.isa.Csr;
import org.ringside.isa.Csrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.Instructions;

/** Finds what may have been meant by a misspelt word. */
final class Suggestions {

	private static final List<String> PSEUDO = List.of("li", "la", "lla", "call", "tail", "jump", "sext.b", "sext.h", "zext.h", "zext.w", "unimp");

	private Suggestions() {
	}

	static String directive(String word) {
		return phrase(word, List.copyOf(Directives.all().keySet()));
	}

	static String instruction(String word, Collection<String> macros) {
		List<String> candidates = new ArrayList<>(PSEUDO);
		Instructions.all().stream().map(Instruction::mnemonic).forEach(candidates::add);
		Aliases.all().stream().map(Alias::mnemonic).forEach(candidates::add);
		candidates.addAll(macros);
		return phrase(word, candidates);
	}

	static String csr(String word) {
		return phrase(word, Csrs.all().stream().map(Csr::name).toList());
	}

	private static String phrase(String word, List<String> candidates) {
		String best = "";
		int least = Math.max(1, word.length() / 3) + 1;
		for (String candidate : candidates) {
			int distance = distance(word, candidate, least);
			if (distance < least) {
				least = distance;
				best = candidate;
			}
		}
		return best.isEmpty() ? "" : " Did you mean '" + best + "'?";
	}

	/** The number of letters to insert, delete, replace, or swap with the next one. */
	private static int distance(String a, String b, int limit) {
		if (Math.abs(a.length() - b.length()) >= limit) {
			return limit;
		}
		int[] beforeLast = new int[b.length() + 1];
		int[] last = new int[b.length() + 1];
		int[] row = new int[b.length() + 1];
		for (int k = 0; k <= b.length(); k++) {
			row[k] = k;
		}
		for (int i = 1; i <= a.length(); i++) {
			int[] free = beforeLast;
			beforeLast = last;
			last = row;
			row = free;
			row[0] = i;
			for (int k = 1; k <= b.length(); k++) {
				int replaced = last[k - 1] + (a.charAt(i - 1) == b.charAt(k - 1) ? 0 : 1);
				row[k] = Math.min(replaced, 1 + Math.min(last[k], row[k - 1]));
				if (i > 1 && k > 1 && a.charAt(i - 1) == b.charAt(k - 2) && a.charAt(i - 2) == b.charAt(k - 1)) {
					row[k] = Math.min(row[k], beforeLast[k - 2] + 1);
				}
			}
		}
		return row[b.length()];
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a source says of itself to others: which files it includes, and which names it makes global.
 *
 * @param includes included files, in order
 * @param exported names that are global or weak
 */
record SourceDeclarations(List<SourceModel.Include> includes, Set<String> exported) {
	private static final Set<String> INCLUDES = Set.of(".include", "#include");
	private static final Set<String> EXPORTS = Set.of(".global", ".globl", ".weak", ".comm");

	static SourceDeclarations of(String text, List<SourceToken> tokens) {
		List<SourceModel.Include> includes = new ArrayList<>();
		Set<String> exported = new HashSet<>();
		for (int i = 0; i < tokens.size(); i++) {
			String word = tokens.get(i).role() == TokenRole.DIRECTIVE ? tokens.get(i).in(text) : "";
			int end = lineEnd(text, tokens.get(i).end());
			if (INCLUDES.contains(word)) {
				include(text, tokens.get(i).end(), end, includes);
			} else if (EXPORTS.contains(word)) {
				for (int k = i + 1; k < tokens.size() && tokens.get(k).offset() < end; k++) {
					if (SourceModel.refersToAName(tokens.get(k))) {
						exported.add(tokens.get(k).in(text));
					}
				}
			}
		}
		return new SourceDeclarations(List.copyOf(includes), Set.copyOf(exported));
	}

	private static void include(String text, int from, int end, List<SourceModel.Include> includes) {
		int open = from;
		while (open < end && text.charAt(open) != '"' && text.charAt(open) != '<') {
			open++;
		}
		int close = open < end ? text.indexOf(text.charAt(open) == '<' ? '>' : '"', open + 1) : -1;
		if (close > open + 1 && close < end) {
			includes.add(new SourceModel.Include(text.substring(open + 1, close), open + 1));
		}
	}

	private static int lineEnd(String text, int from) {
		int end = from;
		while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
			end++;
		}
		return end;
	}
}

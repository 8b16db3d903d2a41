/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A token of the preprocessor (C11, section 6.4).
 *
 * @param text its characters
 * @param spaced whether white space stands before it
 * @param hidden macros that are not replaced in it, since it came from them
 */
record PreprocessorToken(String text, boolean spaced, Set<String> hidden) {

	/** Cuts a line into tokens; any text is one. */
	static List<PreprocessorToken> of(String text) {
		List<PreprocessorToken> tokens = new ArrayList<>();
		boolean spaced = false;
		int i = 0;
		while (i < text.length()) {
			char c = text.charAt(i);
			if (Character.isWhitespace(c)) {
				spaced = true;
				i++;
				continue;
			}
			int end = end(text, i);
			tokens.add(new PreprocessorToken(text.substring(i, end), spaced, Set.of()));
			spaced = false;
			i = end;
		}
		return tokens;
	}

	private static int end(String text, int start) {
		char c = text.charAt(start);
		int end = start + 1;
		if (isNameStart(c)) {
			while (end < text.length() && isNamePart(text.charAt(end))) {
				end++;
			}
		} else if (isDigit(c) || c == '.' && end < text.length() && isDigit(text.charAt(end))) {
			while (end < text.length() && (isNamePart(text.charAt(end)) || text.charAt(end) == '.')) {
				end++;
			}
		} else if (c == '"') {
			end = stringEnd(text, start);
		} else if (c == '\'') {
			end = characterEnd(text, start);
		} else if (c == '#' && text.startsWith("##", start)) {
			end++;
		} else if (text.startsWith("...", start)) {
			end = start + 3;
		}
		return end;
	}

	static int stringEnd(String text, int start) {
		int end = start + 1;
		while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
			end += text.charAt(end) == '\\' ? 2 : 1;
		}
		return Math.min(end < text.length() && text.charAt(end) == '"' ? end + 1 : end, text.length());
	}

	/** Behind a character constant; of an apostrophe that begins none, behind itself. */
	static int characterEnd(String text, int start) {
		int end = start + 1;
		end += end < text.length() && text.charAt(end) == '\\' ? 2 : 1;
		return end < text.length() && text.charAt(end) == '\'' ? end + 1 : start + 1;
	}

	static boolean isNameStart(char c) {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
	}

	static boolean isNamePart(char c) {
		return isNameStart(c) || isDigit(c);
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	boolean isName() {
		return isNameStart(text.charAt(0));
	}

	boolean is(String other) {
		return text.equals(other);
	}

	PreprocessorToken spaced(boolean to) {
		return spaced == to ? this : new PreprocessorToken(text, to, hidden);
	}

	PreprocessorToken hiding(Set<String> more) {
		if (hidden.containsAll(more)) {
			return this;
		}
		Set<String> all = new HashSet<>(hidden);
		all.addAll(more);
		return new PreprocessorToken(text, spaced, all);
	}

	/** As a text again. */
	static String join(List<PreprocessorToken> tokens) {
		StringBuilder text = new StringBuilder();
		for (PreprocessorToken token : tokens) {
			if (token.spaced && !text.isEmpty()) {
				text.append(' ');
			}
			text.append(token.text);
		}
		return text.toString();
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.List;
import java.util.Optional;

/** What an editor does by itself while a line is typed: indent the next one, close brackets, put lines into comments. */
public final class LineTyping {
	private LineTyping() {
	}

	/** The indent of the line that follows one, given what stands in the one before the caret. */
	public static String indentAfter(String before) {
		List<SourceToken> tokens = LineScan.tokens(before, false);
		String own = before.substring(0, before.length() - before.stripLeading().length());
		if (tokens.isEmpty()) {
			return before.isBlank() ? own : "";
		}
		return tokens.get(0).role() == TokenRole.LABEL ? " ".repeat(Columns.DEFAULT.mnemonic()) : own;
	}

	/** The character to add behind a typed one; empty where it stands alone. */
	public static Optional<Character> closing(String before, String after, char typed) {
		if (isText(before) || !after.isEmpty() && !Character.isWhitespace(after.charAt(0)) && ",;)]#/".indexOf(after.charAt(0)) < 0) {
			return Optional.empty();
		}
		return switch (typed) {
		case '(' -> Optional.of(')');
		case '[' -> Optional.of(']');
		case '"' -> Optional.of('"');
		default -> Optional.empty();
		};
	}

	/** Whether a typed character is the closing one that stands there already. */
	public static boolean typesOver(String before, String after, char typed) {
		if (after.isEmpty() || after.charAt(0) != typed) {
			return false;
		}
		return switch (typed) {
		case ')' -> count(before, '(') > count(before, ')');
		case ']' -> count(before, '[') > count(before, ']');
		case '"' -> isText(before) && !before.endsWith("\\");
		default -> false;
		};
	}

	/** Puts lines into comments, or takes them out if each of them is one; blank lines stay. */
	public static String toggleComment(String lines) {
		List<String> parts = List.of(lines.split("(?<=\\n)"));
		boolean out = parts.stream().filter(line -> !line.isBlank()).allMatch(line -> line.stripLeading().startsWith("#"));
		int margin = parts.stream().filter(line -> !line.isBlank()).mapToInt(LineTyping::indent).min().orElse(0);
		StringBuilder all = new StringBuilder();
		for (String line : parts) {
			if (line.isBlank()) {
				all.append(line);
			} else if (out) {
				int sign = line.indexOf('#');
				int rest = line.startsWith(" ", sign + 1) ? sign + 2 : sign + 1;
				all.append(line, 0, sign).append(line, rest, line.length());
			} else {
				all.append(line, 0, margin).append("# ").append(line, margin, line.length());
			}
		}
		return all.toString();
	}

	private static int indent(String line) {
		return line.length() - line.stripLeading().length();
	}

	/** Whether the end of a line lies within a string or a comment. */
	private static boolean isText(String before) {
		List<SourceToken> tokens = LineScan.tokens(before + "x", false);
		SourceToken last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
		return last != null && last.end() == before.length() + 1
				&& (last.role() == TokenRole.STRING || last.role() == TokenRole.COMMENT);
	}

	private static long count(String text, char c) {
		return text.chars().filter(other -> other == c).count();
	}
}

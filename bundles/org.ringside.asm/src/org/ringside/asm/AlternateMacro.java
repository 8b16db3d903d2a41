/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code .altmacro} changes: parameters without a backslash, local names, arguments in angle brackets or worked out. */
final class AlternateMacro {

	private final Assembly assembly;
	private int locals;

	AlternateMacro(Assembly assembly) {
		this.assembly = assembly;
	}

	/** Works out {@code %expression}, and takes away the marks of {@code <text>} and {@code !c}; commas in them do not separate. */
	String arguments(String text) {
		StringBuilder out = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"') {
				int end = stringEnd(text, i);
				out.append(text, i, end);
				i = end - 1;
			} else if (c == '<') {
				i = bracketed(text, i + 1, out);
			} else if (c == '%' && startsArgument(out)) {
				int end = i + 1;
				int depth = 0;
				while (end < text.length() && (depth > 0 || text.charAt(end) != ',' && !Character.isWhitespace(text.charAt(end)))) {
					depth += text.charAt(end) == '(' ? 1 : text.charAt(end) == ')' ? -1 : 0;
					end++;
				}
				out.append(new TokenStream(Lexer.tokens(text.substring(i + 1, end)), assembly).number("an expression"));
				i = end - 1;
			} else {
				out.append(c);
			}
		}
		return out.toString();
	}

	private static boolean startsArgument(StringBuilder before) {
		String text = before.toString().stripTrailing();
		return text.isEmpty() || text.endsWith(",") || text.endsWith("=") || text.length() < before.length();
	}

	/** As a string in quotation marks, which the macro takes away again. */
	private static int bracketed(String text, int from, StringBuilder out) {
		out.append('"');
		int i = from;
		int depth = 1;
		while (i < text.length()) {
			char c = text.charAt(i);
			if (c == '!' && i + 1 < text.length()) {
				c = text.charAt(++i);
			} else if (c == '<') {
				depth++;
			} else if (c == '>' && --depth == 0) {
				break;
			}
			out.append(c);
			i++;
		}
		out.append('"');
		return i;
	}

	/** The statements of a body with parameters replaced where they stand as words, and local names made unlike all others. */
	List<Statement> substitute(List<Statement> body, Map<String, String> values) {
		Map<String, String> all = new LinkedHashMap<>(values);
		List<Statement> result = new ArrayList<>();
		boolean head = true;
		for (Statement statement : body) {
			String text = statement.text();
			if (head && text.toLowerCase(Locale.ROOT).matches("local\\s.*")) {
				for (String name : Macro.split(text.substring("local".length()))) {
					all.put(name, ".LL%04x".formatted(++locals));
				}
				continue;
			}
			head = false;
			result.add(new Statement(words(text, all), statement.location()));
		}
		return result;
	}

	private static String words(String text, Map<String, String> values) {
		StringBuilder out = new StringBuilder();
		int i = 0;
		while (i < text.length()) {
			char c = text.charAt(i);
			if (c == '&') {
				int end = wordEnd(text, i + 1);
				boolean known = values.containsKey(text.substring(i + 1, end));
				out.append(known ? values.get(text.substring(i + 1, end)) : "&");
				i = known ? end : i + 1;
			} else if (Lexer.isNameStart(c) && (i == 0 || text.charAt(i - 1) != '\\')) {
				int end = wordEnd(text, i);
				String word = text.substring(i, end);
				out.append(values.getOrDefault(word, word));
				i = end;
			} else {
				int end = Lexer.isNamePart(c) ? wordEnd(text, i) : i + 1;
				out.append(text, i, end);
				i = end;
			}
		}
		return out.toString();
	}

	private static int wordEnd(String text, int start) {
		int end = start;
		while (end < text.length() && Lexer.isNamePart(text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static int stringEnd(String text, int start) {
		int end = start + 1;
		while (end < text.length() && text.charAt(end) != '"') {
			end += text.charAt(end) == '\\' ? 2 : 1;
		}
		return Math.min(end + 1, text.length());
	}
}

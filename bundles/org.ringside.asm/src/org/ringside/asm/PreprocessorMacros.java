/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that {@code #define} gives a meaning, and their replacement in a text. */
final class PreprocessorMacros {

	private static final int MAX_DEPTH = 100;
	private static final int MAX_LENGTH = 1 << 20;
	private static final int MAX_REPLACEMENTS = 100_000;
	private static final String REST = "__VA_ARGS__";

	/**
	 * A macro.
	 *
	 * @param parameters the names of its parameters; null if it is written without parentheses
	 * @param body what stands for it
	 */
	private record Definition(List<String> parameters, String body) {
	}

	private final Map<String, Definition> definitions = new HashMap<>();
	/** How many macros were replaced in this line. */
	private int replacements;

	boolean isDefined(String name) {
		return definitions.containsKey(name);
	}

	void define(String name, String body) {
		definitions.put(name, new Definition(null, body));
	}

	void undefine(String name) {
		definitions.remove(name);
	}

	/** Takes what stands after {@code #define}, without comments. */
	void define(String text) {
		int end = nameEnd(text, 0);
		String name = text.substring(0, end);
		if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
			throw new AssemblyException("Expected a name after #define.");
		}
		if (name.equals("defined")) {
			throw new AssemblyException("The name 'defined' cannot be given another meaning.");
		}
		if (end == text.length() || text.charAt(end) != '(') {
			define(name, text.substring(end).strip());
			return;
		}
		int close = text.indexOf(')', end);
		if (close < 0) {
			throw new AssemblyException("The parameters of the macro '" + name + "' have no end: expected ')'.");
		}
		List<String> parameters = new ArrayList<>();
		String list = text.substring(end + 1, close).strip();
		for (String parameter : list.isEmpty() ? new String[0] : list.split(",", -1)) {
			String stripped = parameter.strip();
			if (!stripped.equals("...") && (stripped.isEmpty() || nameEnd(stripped, 0) < stripped.length())) {
				throw new AssemblyException("'" + stripped + "' is no name for a parameter of the macro '" + name + "'.");
			}
			parameters.add(stripped.equals("...") ? REST : stripped);
		}
		String body = text.substring(close + 1).strip();
		if (body.contains("##")) {
			throw new AssemblyException("Pasting with ## is not supported: use .macro and \\parameter.");
		}
		definitions.put(name, new Definition(List.copyOf(parameters), body));
	}

	/** Replaces all macros outside of strings. */
	String replace(String text) {
		replacements = 0;
		return replace(text, Set.of(), 0);
	}

	/** A macro that is being replaced is not replaced again within its own body. */
	private String replace(String text, Set<String> hidden, int depth) {
		if (depth > MAX_DEPTH || text.length() > MAX_LENGTH || ++replacements > MAX_REPLACEMENTS) {
			throw new AssemblyException("The macros of the preprocessor in this line are too deep or too long.");
		}
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < text.length() && result.length() <= MAX_LENGTH;) {
			char c = text.charAt(i);
			int end = c == '"' ? stringEnd(text, i) : Lexer.isNamePart(c) ? nameEnd(text, i) : i + 1;
			Definition definition = definitions.isEmpty() || !Lexer.isNameStart(c) ? null : definitions.get(text.substring(i, end));
			if (definition == null || hidden.contains(text.substring(i, end))) {
				result.append(text, i, end);
				i = end;
				continue;
			}
			String name = text.substring(i, end);
			Set<String> inner = new HashSet<>(hidden);
			inner.add(name);
			if (definition.parameters() == null) {
				result.append(replace(definition.body(), inner, depth + 1));
				i = end;
				continue;
			}
			int open = end;
			while (open < text.length() && Character.isWhitespace(text.charAt(open))) {
				open++;
			}
			if (open == text.length() || text.charAt(open) != '(') {
				result.append(name);
				i = end;
				continue;
			}
			List<String> arguments = new ArrayList<>();
			i = arguments(name, text, open, arguments);
			arguments.replaceAll(argument -> replace(argument.strip(), hidden, depth + 1));
			result.append(replace(substitute(name, definition, arguments), inner, depth + 1));
		}
		return result.toString();
	}

	/** Collects what stands between parentheses and commas; answers where it ends. */
	private static int arguments(String name, String text, int open, List<String> arguments) {
		int nested = 0;
		int start = open + 1;
		for (int i = open; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"') {
				i = stringEnd(text, i) - 1;
			} else if (c == '(') {
				nested++;
			} else if (c == ',' && nested == 1 || c == ')' && --nested == 0) {
				arguments.add(text.substring(start, i));
				start = i + 1;
				if (c == ')') {
					return i + 1;
				}
			}
		}
		throw new AssemblyException("The arguments of the macro '" + name + "' have no end in this line: expected ')'.");
	}

	private static String substitute(String name, Definition definition, List<String> arguments) {
		List<String> parameters = definition.parameters();
		boolean open = !parameters.isEmpty() && parameters.getLast().equals(REST);
		boolean none = arguments.size() == 1 && arguments.get(0).isEmpty() && parameters.isEmpty();
		int given = none ? 0 : arguments.size();
		if (open ? given < parameters.size() - 1 : given != parameters.size()) {
			throw new AssemblyException("The macro '" + name + "' has " + parameters.size() + " parameters, but " + given + " arguments are given.");
		}
		Map<String, String> values = new HashMap<>();
		for (int i = 0; i < parameters.size(); i++) {
			boolean rest = open && i == parameters.size() - 1;
			values.put(parameters.get(i), rest ? String.join(", ", arguments.subList(i, given)) : arguments.get(i));
		}
		String body = definition.body();
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < body.length();) {
			char c = body.charAt(i);
			int end = c == '"' ? stringEnd(body, i) : Lexer.isNamePart(c) ? nameEnd(body, i) : i + 1;
			String piece = body.substring(i, end);
			result.append(values.getOrDefault(piece, piece));
			i = end;
		}
		return result.toString();
	}

	private static int nameEnd(String text, int start) {
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

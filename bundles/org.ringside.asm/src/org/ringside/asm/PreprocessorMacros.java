/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that {@code #define} gives a meaning, and their replacement (C11, section 6.10.3). */
final class PreprocessorMacros {

	private static final int MAX_TOKENS = 200_000;
	private static final int MAX_DEPTH = 100;
	private static final String REST = "__VA_ARGS__";

	/**
	 * A macro.
	 *
	 * @param parameters the names of its parameters; null if it is written without parentheses
	 * @param open whether the last parameter takes all that is left
	 * @param body what stands for it
	 */
	private record Definition(List<String> parameters, boolean open, List<PreprocessorToken> body) {
	}

	/** The arguments of a macro have no end in the text so far. */
	static final class Unfinished extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Unfinished(String name) {
			super(name, null, false, false);
		}
	}

	private final Map<String, Definition> definitions = new HashMap<>();
	/** How many tokens may still come of this line. */
	private int budget;

	boolean isDefined(String name) {
		return definitions.containsKey(name);
	}

	void define(String name, String body) {
		definitions.put(name, new Definition(null, false, PreprocessorToken.of(body)));
	}

	void undefine(String name) {
		definitions.remove(name);
	}

	/** Takes what stands after {@code #define}, without comments. */
	void define(String text) {
		int end = nameEnd(text, 0);
		String name = text.substring(0, end);
		if (name.isEmpty() || !PreprocessorToken.isNameStart(name.charAt(0))) {
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
		boolean open = false;
		String list = text.substring(end + 1, close).strip();
		for (String parameter : list.isEmpty() ? new String[0] : list.split(",", -1)) {
			String stripped = parameter.strip();
			open = stripped.endsWith("...");
			String plain = open ? stripped.substring(0, stripped.length() - 3).strip() : stripped;
			plain = plain.isEmpty() && open ? REST : plain;
			if (plain.isEmpty() || nameEnd(plain, 0) < plain.length()) {
				throw new AssemblyException("'" + stripped + "' is no name for a parameter of the macro '" + name + "'.");
			}
			parameters.add(plain);
		}
		definitions.put(name, new Definition(List.copyOf(parameters), open, PreprocessorToken.of(text.substring(close + 1).strip())));
	}

	/** Whether a name stands in a text that has a meaning; most lines have none, and stay as they are. */
	boolean touches(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"') {
				i = PreprocessorToken.stringEnd(text, i) - 1;
			} else if (PreprocessorToken.isNamePart(c)) {
				int end = nameEnd(text, i);
				if (PreprocessorToken.isNameStart(c) && definitions.containsKey(text.substring(i, end))) {
					return true;
				}
				i = end - 1;
			}
		}
		return false;
	}

	/**
	 * Replaces all macros outside of strings.
	 *
	 * @throws Unfinished if the arguments of a macro go on in the next line
	 */
	String replace(String text) {
		if (!touches(text)) {
			return text;
		}
		budget = MAX_TOKENS;
		int indent = 0;
		while (indent < text.length() && Character.isWhitespace(text.charAt(indent))) {
			indent++;
		}
		return text.substring(0, indent) + PreprocessorToken.join(expand(PreprocessorToken.of(text.substring(indent)), 0));
	}

	/** What was made is looked at again together with what follows it. */
	private List<PreprocessorToken> expand(List<PreprocessorToken> tokens, int depth) {
		if (depth > MAX_DEPTH) {
			throw new AssemblyException("The macros of the preprocessor in this line are too deep or too long.");
		}
		Deque<PreprocessorToken> open = new ArrayDeque<>(tokens);
		List<PreprocessorToken> result = new ArrayList<>();
		while (!open.isEmpty()) {
			if (--budget < 0) {
				throw new AssemblyException("The macros of the preprocessor in this line are too deep or too long.");
			}
			PreprocessorToken token = open.pop();
			Definition definition = token.isName() && !token.hidden().contains(token.text()) ? definitions.get(token.text()) : null;
			if (definition == null || definition.parameters() != null && (open.isEmpty() || !open.peek().is("("))) {
				result.add(token);
				continue;
			}
			Set<String> hidden = new HashSet<>(token.hidden());
			hidden.add(token.text());
			List<PreprocessorToken> made;
			if (definition.parameters() == null) {
				made = substitute(definition, Map.of(), Map.of());
			} else {
				Map<String, List<PreprocessorToken>> raw = arguments(token.text(), definition, open);
				Map<String, List<PreprocessorToken>> expanded = new HashMap<>();
				for (Map.Entry<String, List<PreprocessorToken>> argument : raw.entrySet()) {
					expanded.put(argument.getKey(), expand(argument.getValue(), depth + 1));
				}
				made = substitute(definition, raw, expanded);
			}
			for (int i = made.size() - 1; i >= 0; i--) {
				PreprocessorToken next = made.get(i).hiding(hidden);
				open.push(i == 0 ? next.spaced(token.spaced()) : next);
			}
			if (made.isEmpty() && token.spaced() && !open.isEmpty()) {
				open.push(open.pop().spaced(true));
			}
		}
		return result;
	}

	/** Takes the arguments behind a macro's name, by parameter. */
	private static Map<String, List<PreprocessorToken>> arguments(String name, Definition definition, Deque<PreprocessorToken> open) {
		List<List<PreprocessorToken>> given = new ArrayList<>();
		List<PreprocessorToken> current = new ArrayList<>();
		open.pop();
		int nested = 0;
		List<String> parameters = definition.parameters();
		while (true) {
			if (open.isEmpty()) {
				throw new Unfinished(name);
			}
			PreprocessorToken token = open.pop();
			if (token.is(")") && nested == 0) {
				break;
			}
			boolean rest = definition.open() && given.size() >= parameters.size() - 1;
			if (token.is(",") && nested == 0 && !rest) {
				given.add(current);
				current = new ArrayList<>();
			} else {
				nested += token.is("(") ? 1 : token.is(")") ? -1 : 0;
				current.add(current.isEmpty() ? token.spaced(false) : token);
			}
		}
		if (!parameters.isEmpty() || !current.isEmpty() || !given.isEmpty()) {
			given.add(current);
		}
		if (definition.open() && given.size() == parameters.size() - 1) {
			given.add(List.of());
		}
		if (given.size() != parameters.size()) {
			throw new AssemblyException("The macro '" + name + "' has " + parameters.size() + " parameters, but " + given.size() + " arguments are given.");
		}
		Map<String, List<PreprocessorToken>> values = new HashMap<>();
		for (int i = 0; i < parameters.size(); i++) {
			values.put(parameters.get(i), given.get(i));
		}
		return values;
	}

	private List<PreprocessorToken> substitute(Definition definition, Map<String, List<PreprocessorToken>> raw,
			Map<String, List<PreprocessorToken>> expanded) {
		List<PreprocessorToken> body = definition.body();
		List<PreprocessorToken> result = new ArrayList<>();
		for (int i = 0; i < body.size(); i++) {
			PreprocessorToken token = body.get(i);
			boolean pastes = i + 1 < body.size() && body.get(i + 1).is("##");
			if (token.is("#") && definition.parameters() != null && i + 1 < body.size() && raw.containsKey(body.get(i + 1).text())) {
				result.add(string(raw.get(body.get(++i).text()), token.spaced()));
			} else if (token.is("##") && i > 0 && i + 1 < body.size()) {
				i++;
				paste(result, body.get(i), definition, raw);
			} else if (raw.containsKey(token.text())) {
				List<PreprocessorToken> value = (pastes ? raw : expanded).get(token.text());
				add(result, value, token.spaced());
				if (pastes && value.isEmpty()) {
					// Something to paste to that is nothing.
					result.add(new PreprocessorToken(" ", token.spaced(), Set.of()));
				}
			} else {
				result.add(token);
			}
		}
		result.removeIf(token -> token.is(" "));
		return result;
	}

	private static void add(List<PreprocessorToken> result, List<PreprocessorToken> value, boolean spaced) {
		for (int k = 0; k < value.size(); k++) {
			result.add(k == 0 ? value.get(k).spaced(spaced) : value.get(k));
		}
	}

	/** Joins the last token with the next one; a comma before the rest of the arguments goes if there is no rest. */
	private static void paste(List<PreprocessorToken> result, PreprocessorToken next, Definition definition, Map<String, List<PreprocessorToken>> raw) {
		List<PreprocessorToken> value = raw.getOrDefault(next.text(), List.of(next));
		PreprocessorToken before = result.isEmpty() ? null : result.removeLast();
		boolean rest = before != null && before.is(",") && definition.open() && next.is(definition.parameters().getLast());
		if (rest) {
			if (!value.isEmpty()) {
				result.add(before);
				add(result, value, next.spaced());
			}
			return;
		}
		String left = before == null || before.is(" ") ? "" : before.text();
		String joined = left + (value.isEmpty() ? "" : value.get(0).text());
		boolean spaced = before != null && before.spaced();
		List<PreprocessorToken> pieces = PreprocessorToken.of(joined);
		for (int k = 0; k < pieces.size(); k++) {
			result.add(pieces.get(k).spaced(k == 0 && spaced));
		}
		if (pieces.isEmpty()) {
			result.add(new PreprocessorToken(" ", spaced, Set.of()));
		}
		for (int k = 1; k < value.size(); k++) {
			result.add(value.get(k));
		}
	}

	private static PreprocessorToken string(List<PreprocessorToken> value, boolean spaced) {
		StringBuilder text = new StringBuilder("\"");
		for (char c : PreprocessorToken.join(value).toCharArray()) {
			text.append(c == '"' || c == '\\' ? "\\" : "").append(c);
		}
		return new PreprocessorToken(text.append('"').toString(), spaced, Set.of());
	}

	private static int nameEnd(String text, int start) {
		int end = start;
		while (end < text.length() && PreprocessorToken.isNamePart(text.charAt(end))) {
			end++;
		}
		return end;
	}
}

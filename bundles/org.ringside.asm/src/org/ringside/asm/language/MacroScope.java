/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The extent of a macro, in which its parameters have a meaning.
 *
 * @param start the offset of {@code .macro}
 * @param bodyStart the offset behind its line
 * @param end the offset of {@code .endm}
 * @param parameters where the parameters are declared
 * @param names their names, in the same order
 */
record MacroScope(int start, int bodyStart, int end, List<SourceToken> parameters, List<String> names) {

	/** A parameter of a macro. */
	record Parameter(MacroScope macro, String name) {
	}

	/** All macros of a source that have an end. */
	static List<MacroScope> find(String text, List<SourceToken> tokens) {
		List<MacroScope> found = new ArrayList<>();
		List<Integer> open = new ArrayList<>();
		for (int i = 0; i < tokens.size(); i++) {
			String word = tokens.get(i).role() == TokenRole.DIRECTIVE ? tokens.get(i).in(text) : "";
			if (word.equals(".macro")) {
				open.add(i);
			} else if (word.equals(".endm") && !open.isEmpty()) {
				found.add(scope(text, tokens, open.remove(open.size() - 1), tokens.get(i).offset()));
			}
		}
		return found;
	}

	private static MacroScope scope(String text, List<SourceToken> tokens, int index, int end) {
		int lineEnd = tokens.get(index).end();
		while (lineEnd < text.length() && text.charAt(lineEnd) != '\n' && text.charAt(lineEnd) != '\r') {
			lineEnd++;
		}
		List<SourceToken> parameters = new ArrayList<>();
		// The first word is the macro's name; behind an equals sign stands a value, behind a colon a word such as req.
		for (int i = index + 2; i < tokens.size() && tokens.get(i).offset() < lineEnd; i++) {
			SourceToken token = tokens.get(i);
			int before = token.offset() - 1;
			while (before > 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
				before--;
			}
			boolean word = token.role() != TokenRole.COMMENT && token.role() != TokenRole.STRING && token.role() != TokenRole.NUMBER;
			if (word && text.charAt(before) != '=' && text.charAt(before) != ':') {
				parameters.add(token);
			}
		}
		return new MacroScope(tokens.get(index).offset(), lineEnd, end, List.copyOf(parameters), parameters.stream().map(token -> token.in(text)).toList());
	}

	/** The parameter at an offset, where it is declared or where it is used; of macros within macros the innermost that has it. */
	static Optional<Parameter> at(List<MacroScope> scopes, String text, int offset) {
		MacroScope best = null;
		String name = "";
		for (MacroScope scope : scopes) {
			String found = scope.nameAt(text, offset);
			if (!found.isEmpty() && (best == null || scope.start > best.start)) {
				best = scope;
				name = found;
			}
		}
		return best == null ? Optional.empty() : Optional.of(new Parameter(best, name));
	}

	private String nameAt(String text, int offset) {
		for (SourceToken token : parameters) {
			if (token.offset() <= offset && offset <= token.end()) {
				return token.in(text);
			}
		}
		if (offset < bodyStart || offset > end) {
			return "";
		}
		int from = offset;
		while (from > bodyStart && isPart(text.charAt(from - 1))) {
			from--;
		}
		if (from < text.length() && text.charAt(from) == '\\') {
			from++;
		}
		int to = from;
		while (to < end && isPart(text.charAt(to))) {
			to++;
		}
		String name = text.substring(from, to);
		return from > 0 && text.charAt(from - 1) == '\\' && names.contains(name) ? name : "";
	}

	/** Every place where a parameter stands: its declaration, and behind backslashes in the body. */
	List<SourceToken> occurrences(String text, String name) {
		List<SourceToken> found = new ArrayList<>();
		parameters.stream().filter(token -> token.in(text).equals(name)).forEach(token -> found.add(new SourceToken(token.offset(), token.length(), TokenRole.SYMBOL)));
		for (int at = text.indexOf("\\" + name, bodyStart); at >= 0 && at < end; at = text.indexOf("\\" + name, at + 1)) {
			int after = at + 1 + name.length();
			if (after >= text.length() || !isPart(text.charAt(after))) {
				found.add(new SourceToken(at + 1, name.length(), TokenRole.SYMBOL));
			}
		}
		return found;
	}

	private static boolean isPart(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '$';
	}
}

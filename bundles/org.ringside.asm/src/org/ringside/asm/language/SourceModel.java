/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One assembly source as an editor sees it: words with roles, what is defined where, what can be folded. Never changes. */
public final class SourceModel {
	private static final Set<String> CONSTANTS = Set.of(".equ", ".set", ".equiv", ".eqv");
	private static final Set<String> SECTIONS = Set.of(".text", ".data", ".bss", ".rodata");
	private static final Map<String, String> BLOCKS = Map.ofEntries(Map.entry(".macro", ".endm"), Map.entry(".rept", ".endr"),
			Map.entry(".rep", ".endr"), Map.entry(".irp", ".endr"), Map.entry(".irpc", ".endr"), Map.entry("#if", "#endif"),
			Map.entry("#ifdef", "#endif"), Map.entry("#ifndef", "#endif"));

	private final String text;
	private final List<SourceToken> tokens;
	private final int[] lineStarts;
	private final List<Definition> definitions = new ArrayList<>();
	private final Map<String, List<Definition>> byName = new HashMap<>();
	private final List<Fold> folds = new ArrayList<>();
	private final Set<Integer> foldedLines = new HashSet<>();
	private final SourceDeclarations declarations;
	private final List<MacroScope> macros;

	/**
	 * Lines that can be folded into the first of them.
	 *
	 * @param firstLine from 1
	 * @param lastLine from 1, included
	 */
	public record Fold(int firstLine, int lastLine) {
	}

	/**
	 * A file that the source includes.
	 *
	 * @param name as it is written
	 * @param offset of its first character
	 */
	public record Include(String name, int offset) {
	}

	private SourceModel(String text) {
		this.text = text;
		this.tokens = Collections.unmodifiableList(SourceScanner.scan(text));
		this.lineStarts = lineStarts(text);
		findDefinitions();
		findFolds();
		this.declarations = SourceDeclarations.of(text, tokens);
		this.macros = MacroScope.find(text, tokens);
	}

	/** Reads a source; every text is one. */
	public static SourceModel of(String text) {
		return new SourceModel(text);
	}

	/** The source. */
	public String text() {
		return text;
	}

	/** All words that have a role, in the order of the text. */
	public List<SourceToken> tokens() {
		return tokens;
	}

	/** All definitions, in the order of the text. */
	public List<Definition> definitions() {
		return Collections.unmodifiableList(definitions);
	}

	/** What can be folded: routines, macros, repetitions, conditions, and long comments; no two begin in the same line. */
	public List<Fold> folds() {
		return Collections.unmodifiableList(folds);
	}

	/** The line of an offset, from 1. */
	public int lineOf(int offset) {
		int found = Arrays.binarySearch(lineStarts, offset);
		return found >= 0 ? found + 1 : -found - 1;
	}

	/** How many lines there are, at least one. */
	public int lines() {
		return lineStarts.length;
	}

	/** The offset of the first character of a line, from 1. */
	public int lineOffset(int line) {
		return lineStarts[line - 1];
	}

	/** The word at an offset, or just before it. */
	public Optional<SourceToken> tokenAt(int offset) {
		int low = 0;
		int high = tokens.size() - 1;
		while (low <= high) {
			int middle = (low + high) >>> 1;
			SourceToken token = tokens.get(middle);
			if (offset < token.offset()) {
				high = middle - 1;
			} else if (offset > token.end() || offset == token.end() && middle + 1 < tokens.size()
					&& tokens.get(middle + 1).offset() == offset) {
				low = middle + 1;
			} else {
				return Optional.of(token);
			}
		}
		return Optional.empty();
	}

	/** The definition that a name at an offset refers to in this source; of {@code 1b} and {@code 1f} the nearest that way. */
	public Optional<Definition> definitionOf(SourceToken use) {
		String name = use.in(text);
		if (use.role() == TokenRole.SYMBOL && !name.isEmpty() && Character.isDigit(name.charAt(0))) {
			return local(name, use.offset());
		}
		return definition(name);
	}

	/** The first definition of a name. */
	public Optional<Definition> definition(String name) {
		List<Definition> found = byName.getOrDefault(name, List.of());
		return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
	}

	/**
	 * Every place where a name stands, its definitions among them; a local label only up to where it is defined anew, the
	 * parameter of a macro only in the macro.
	 */
	public List<SourceToken> occurrences(SourceToken of) {
		Optional<MacroScope.Parameter> parameter = parameterAt(of);
		if (parameter.isPresent()) {
			return parameter.get().macro().occurrences(text, parameter.get().name());
		}
		String name = of.in(text);
		if (!refersToAName(of)) {
			return List.of();
		}
		if (isLocal(name)) {
			Optional<Definition> target = definitionOf(of).or(() -> definitionAt(of.offset()));
			return target.isEmpty() ? List.of(of)
					: tokens.stream().filter(token -> isLocal(token) && digits(token.in(text)).equals(target.get().name()))
							.filter(token -> token.offset() == target.get().offset()
									|| token.role() == TokenRole.SYMBOL && definitionOf(token).equals(target))
							.toList();
		}
		return occurrences(name);
	}

	/** Every place where a name stands that is no local label. */
	List<SourceToken> occurrences(String name) {
		return tokens.stream().filter(token -> token.length() == name.length() && refersToAName(token) && token.in(text).equals(name)).toList();
	}

	/** The definition whose name begins at an offset. */
	Optional<Definition> definitionAt(int offset) {
		return definitions.stream().filter(definition -> definition.offset() == offset).findFirst();
	}

	/** The parameter of a macro that a word is, or has in it. */
	Optional<MacroScope.Parameter> parameterAt(SourceToken token) {
		if (macros.isEmpty() || token.role() == TokenRole.COMMENT) {
			return Optional.empty();
		}
		int slash = text.indexOf('\\', token.offset());
		return MacroScope.at(macros, text, slash >= 0 && slash < token.end() ? slash + 1 : token.offset());
	}

	/** The files that it includes, in order. */
	public List<Include> includes() {
		return declarations.includes();
	}

	/** Whether it makes a name known to files that are assembled apart. */
	public boolean isExported(String name) {
		return declarations.exported().contains(name);
	}

	/** Whether a name is that of a numeric label, or of a use of one. */
	static boolean isLocal(String name) {
		return !name.isEmpty() && Character.isDigit(name.charAt(0));
	}

	private boolean isLocal(SourceToken token) {
		return refersToAName(token) && Character.isDigit(text.charAt(token.offset()));
	}

	private static String digits(String name) {
		int end = 0;
		while (end < name.length() && Character.isDigit(name.charAt(end))) {
			end++;
		}
		return name.substring(0, end);
	}

	/** Whether a word is a name that a source defines somewhere: a label, a symbol or a macro. */
	public static boolean refersToAName(SourceToken token) {
		return token.role() == TokenRole.LABEL || token.role() == TokenRole.SYMBOL || token.role() == TokenRole.MACRO;
	}

	private Optional<Definition> local(String name, int offset) {
		boolean forward = name.endsWith("f");
		Definition best = null;
		for (Definition definition : byName.getOrDefault(digits(name), List.of())) {
			if (forward ? definition.offset() > offset : definition.offset() < offset) {
				if (best == null || !forward) {
					best = definition;
				}
			}
		}
		return Optional.ofNullable(best);
	}

	private void findDefinitions() {
		for (int i = 0; i < tokens.size(); i++) {
			SourceToken token = tokens.get(i);
			String word = token.in(text);
			switch (token.role()) {
			case LABEL -> define(word, Character.isDigit(word.charAt(0)) ? Definition.Kind.LOCAL_LABEL
					: Definition.Kind.LABEL, token, "");
			case DIRECTIVE -> directive(word, i);
			case SYMBOL -> {
				int equals = skipBlanks(token.end());
				if (equals < text.length() && text.charAt(equals) == '=' && startsLine(token)) {
					define(word, Definition.Kind.CONSTANT, token, restOfStatement(equals + 1));
				}
			}
			default -> {
				// uses, not definitions
			}
			}
		}
	}

	private void directive(String word, int index) {
		if (SECTIONS.contains(word)) {
			define(word, Definition.Kind.SECTION, tokens.get(index), "");
		}
		if (index + 1 >= tokens.size() || lineOf(tokens.get(index + 1).offset()) != lineOf(tokens.get(index).offset())) {
			return;
		}
		SourceToken next = tokens.get(index + 1);
		String name = next.in(text);
		if (CONSTANTS.contains(word)) {
			int comma = skipBlanks(next.end());
			define(name, Definition.Kind.CONSTANT, next, comma < text.length() && text.charAt(comma) == ','
					? restOfStatement(comma + 1) : "");
		} else if (word.equals(".comm") || word.equals(".lcomm")) {
			define(name, Definition.Kind.LABEL, next, "");
		} else if (word.equals(".macro")) {
			define(name, Definition.Kind.MACRO, next, restOfStatement(next.end()));
		} else if (word.equals("#define")) {
			define(name, Definition.Kind.CONSTANT, next, restOfStatement(next.end()));
		} else if (word.equals(".section") || word.equals(".pushsection")) {
			define(name, Definition.Kind.SECTION, next, "");
		}
	}

	private void define(String name, Definition.Kind kind, SourceToken token, String detail) {
		Definition definition = new Definition(name, kind, token.offset(), lineOf(token.offset()), detail);
		definitions.add(definition);
		if (kind != Definition.Kind.SECTION) {
			byName.computeIfAbsent(name, key -> new ArrayList<>()).add(definition);
		}
	}

	private boolean startsLine(SourceToken token) {
		int before = token.offset() - 1;
		while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
			before--;
		}
		return before < 0 || text.charAt(before) == '\n' || text.charAt(before) == ';';
	}

	private int skipBlanks(int offset) {
		int at = offset;
		while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
			at++;
		}
		return at;
	}

	private String restOfStatement(int offset) {
		int end = offset;
		while (end < text.length() && "\n\r#;".indexOf(text.charAt(end)) < 0
				&& !text.startsWith("//", end) && !text.startsWith("/*", end)) {
			end++;
		}
		return text.substring(offset, end).strip();
	}

	private void findFolds() {
		List<int[]> open = new ArrayList<>();
		List<String> ends = new ArrayList<>();
		for (SourceToken token : tokens) {
			int line = lineOf(token.offset());
			String word = token.role() == TokenRole.DIRECTIVE ? token.in(text) : "";
			String end = word.startsWith(".if") ? ".endif" : BLOCKS.get(word);
			if (end != null) {
				open.add(new int[] { line });
				ends.add(end);
			} else if (!ends.isEmpty() && ends.get(ends.size() - 1).equals(word)) {
				ends.remove(ends.size() - 1);
				fold(open.remove(open.size() - 1)[0], line);
			} else if (token.role() == TokenRole.COMMENT) {
				fold(line, lineOf(Math.max(token.offset(), token.end() - 1)));
			}
		}
		findRoutines();
		folds.sort((a, b) -> Integer.compare(a.firstLine(), b.firstLine()));
	}

	/** A routine reaches from a label at the margin to the last code before the next one or another section. */
	private void findRoutines() {
		int start = 0;
		int last = 0;
		for (SourceToken token : tokens) {
			int line = lineOf(token.offset());
			boolean label = token.role() == TokenRole.LABEL && lineStarts[line - 1] == token.offset()
					&& !Character.isDigit(text.charAt(token.offset())) && !text.startsWith(".L", token.offset());
			boolean section = token.role() == TokenRole.DIRECTIVE
					&& (SECTIONS.contains(token.in(text)) || token.in(text).equals(".section"));
			if (label || section) {
				if (start > 0) {
					fold(start, last);
				}
				start = label ? line : 0;
				last = line;
			} else if (token.role() != TokenRole.COMMENT && token.role() != TokenRole.DIRECTIVE) {
				last = Math.max(last, line);
			}
		}
		if (start > 0) {
			fold(start, last);
		}
	}

	private void fold(int first, int last) {
		if (last > first && foldedLines.add(first)) {
			folds.add(new Fold(first, last));
		}
	}

	private static int[] lineStarts(String text) {
		int[] starts = new int[16];
		int count = 1;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\n' || c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n')) {
				if (count == starts.length) {
					starts = Arrays.copyOf(starts, count * 2);
				}
				starts[count++] = i + 1;
			}
		}
		return Arrays.copyOf(starts, count);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.nio.charset.StandardCharsets;

/** Carries out statements one after the other: labels, assignments, macros, repetitions, directives, instructions. */
final class StatementProcessor {

	private static final int MAX_DEPTH = 100;
	private static final int MAX_PROBLEMS = 2000;
	private static final int MAX_STATEMENTS = 2_000_000;

	private final Assembly assembly;
	private final Assembler.FileSource files;
	private final Map<String, Macro> macros = new HashMap<>();
	private final Conditionals conditionals;
	private final InstructionAssembler instructions;
	private final DataDirectives data;
	private final StringDirectives strings;
	private final RepeatedData repeated;
	private final SectionDirectives sections;
	private final SymbolDirectives symbols;
	private final FileDirectives fileDirectives;
	private final InsnDirective insn;
	private final CallFrameDirectives frames;
	private AlternateMacro alternate;
	private int expansions;
	private int statementCount;
	private int depth;
	private boolean ended;
	private boolean leaveMacro;

	StatementProcessor(Assembly assembly, Assembler.FileSource files) {
		this.assembly = assembly;
		this.files = files;
		this.conditionals = new Conditionals(assembly);
		this.instructions = new InstructionAssembler(assembly);
		this.data = new DataDirectives(assembly);
		this.strings = new StringDirectives(assembly);
		this.repeated = new RepeatedData(assembly);
		this.sections = new SectionDirectives(assembly);
		this.symbols = new SymbolDirectives(assembly);
		this.fileDirectives = new FileDirectives(assembly);
		this.insn = new InsnDirective(assembly);
		this.frames = new CallFrameDirectives(assembly);
	}

	void process(List<Statement> statements) {
		for (int i = 0; i < statements.size() && !ended && !leaveMacro; i++) {
			Statement statement = statements.get(i);
			assembly.location = statement.location();
			if (++statementCount > MAX_STATEMENTS) {
				assembly.error(statement.location(), "Macros and repetitions made more than " + MAX_STATEMENTS + " statements.");
				ended = true;
				return;
			}
			try {
				i = statement(statements, i);
			} catch (AssemblyException e) {
				assembly.error(statement.location().right(e.column()), e.getMessage());
				if (assembly.problems.size() > MAX_PROBLEMS) {
					assembly.error(statement.location(), "There are more than " + MAX_PROBLEMS + " problems; what follows is not looked at.");
					ended = true;
				}
			}
		}
	}

	/** Reports what is still open at the end of the file, and symbols that must be defined. */
	void finish() {
		conditionals.finish();
		frames.finish();
		for (AsmSymbol symbol : assembly.symbols.values()) {
			if (!symbol.isDefined() && symbol.isTemporary() && symbol.used | Character.isDigit(symbol.name.charAt(0))) {
				String name = symbol.name.indexOf(':') < 0 ? symbol.name : symbol.title() + "f";
				assembly.error(assembly.location, "The local label '" + name + "' is not defined.");
			}
		}
	}

	/** Carries out one statement and answers the index of the last one that it took. */
	private int statement(List<Statement> statements, int index) {
		Statement statement = statements.get(index);
		String text = statement.text();
		String word = firstWord(text);
		if (conditionals.isConditional(word)) {
			conditionals.run(word, text.substring(word.length()));
			return index;
		}
		if (conditionals.isSkipping()) {
			// A macro that is skipped may have conditionals of its own, which then are balanced.
			return index;
		}
		int start = labels(text);
		String rest = text.substring(start);
		if (rest.isEmpty()) {
			return index;
		}
		word = firstWord(rest);
		String lower = word.toLowerCase(Locale.ROOT);
		String arguments = rest.substring(word.length());
		switch (lower) {
			case ".macro", ".rept", ".rep", ".irp", ".irpc" -> {
				int end = blockEnd(statements, index, lower.equals(".macro"));
				block(lower, arguments, statements.subList(index + 1, end));
				return end;
			}
			case ".endm", ".endr" -> throw new AssemblyException(lower + " without a beginning.", start);
			case ".exitm" -> leaveMacro = true;
			case ".purgem" -> {
				if (macros.remove(arguments.strip().toLowerCase(Locale.ROOT)) == null) {
					throw new AssemblyException("There is no macro '" + arguments.strip() + "' to take away.", start);
				}
			}
			case ".altmacro" -> alternate = new AlternateMacro(assembly);
			case ".noaltmacro" -> alternate = null;
			case ".include", ".incbin" -> include(lower, arguments);
			case ".end" -> ended = true;
			case ".err", ".error", ".warning", ".print" -> say(lower, arguments);
			default -> {
				Macro macro = macros.get(lower);
				if (macro != null) {
					expand(macro, arguments);
				} else {
					simple(word, lower, text, start);
				}
			}
		}
		return index;
	}

	private static String firstWord(String text) {
		int end = 0;
		while (end < text.length() && Lexer.isNamePart(text.charAt(end))) {
			end++;
		}
		return text.substring(0, end);
	}

	/** Defines the labels at the start and answers where the rest begins. */
	private int labels(String text) {
		int position = 0;
		while (true) {
			int end = position;
			while (end < text.length() && Lexer.isNamePart(text.charAt(end))) {
				end++;
			}
			int colon = end;
			while (colon < text.length() && Character.isWhitespace(text.charAt(colon))) {
				colon++;
			}
			if (end == position || colon == text.length() || text.charAt(colon) != ':') {
				return position;
			}
			String name = text.substring(position, end);
			if (Character.isDigit(name.charAt(0))) {
				if (!name.chars().allMatch(Character::isDigit)) {
					throw new AssemblyException("'" + name + "' is no name for a label: it begins with a digit.", position);
				}
				assembly.defineNumeric(name, position);
			} else {
				assembly.define(name, position);
			}
			position = colon + 1;
			while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
				position++;
			}
		}
	}

	private void simple(String word, String lower, String text, int start) {
		TokenStream tokens = new TokenStream(Lexer.tokens(text), assembly);
		while (tokens.peek().column() < start) {
			tokens.next();
		}
		if (tokens.peek(1).is("=")) {
			AsmToken name = tokens.next();
			tokens.next();
			boolean once = tokens.take("=");
			if (name.text().equals(".")) {
				assembly.section.add(new Fragment.Fill(tokens.expression(), true, 0, 1, assembly.location));
			} else {
				assembly.set(name.text(), tokens.expression(), once, name.column());
			}
			tokens.expectEnd();
			return;
		}
		if (tokens.peek(1).is("==")) {
			AsmToken name = tokens.next();
			tokens.next();
			assembly.set(name.text(), tokens.expression(), true, name.column());
			tokens.expectEnd();
			return;
		}
		if (tokens.peek().kind() != AsmToken.Kind.NAME) {
			throw tokens.expected("a label, an instruction or a directive");
		}
		tokens.next();
		if (lower.startsWith(".")) {
			if (!directive(lower, tokens)) {
				throw new AssemblyException("There is no directive '" + word + "'." + Suggestions.directive(lower), start);
			}
			return;
		}
		mark();
		if (!instructions.assemble(lower, tokens)) {
			throw new AssemblyException("There is no instruction or macro '" + word + "'." + Suggestions.instruction(lower, macros.keySet()), start);
		}
	}

	private boolean directive(String name, TokenStream tokens) {
		return data.run(name, tokens) || strings.run(name, tokens) || repeated.run(name, tokens) || sections.run(name, tokens)
				|| symbols.run(name, tokens) || insn.run(name, tokens) || frames.run(name, tokens) || fileDirectives.run(name, tokens);
	}

	/** Notes where the code of this line begins. */
	private void mark() {
		Location line = assembly.hasSourceLines ? assembly.sourceLine : assembly.location;
		if (line == null) {
			return;
		}
		assembly.sourceLine = null;
		assembly.section.mark(line);
	}

	/** The index of the statement that ends the block which begins at an index. */
	private int blockEnd(List<Statement> statements, int index, boolean macro) {
		int open = 0;
		for (int i = index; i < statements.size(); i++) {
			String text = statements.get(i).text();
			String word = firstWord(text).toLowerCase(Locale.ROOT);
			if (!word.startsWith(".")) {
				String rest = text.contains(":") ? text.substring(text.lastIndexOf(':') + 1).strip() : "";
				word = firstWord(rest).toLowerCase(Locale.ROOT);
			}
			boolean opens = macro ? word.equals(".macro") : word.equals(".rept") || word.equals(".rep") || word.equals(".irp") || word.equals(".irpc");
			open += opens ? 1 : word.equals(macro ? ".endm" : ".endr") ? -1 : 0;
			if (open == 0) {
				return i;
			}
		}
		ended = true;
		throw new AssemblyException(macro ? "This macro has no end: expected .endm." : "This repetition has no end: expected .endr.");
	}

	private void block(String kind, String header, List<Statement> body) {
		switch (kind) {
			case ".macro" -> {
				Macro macro = Macro.define(header, body);
				if (macros.putIfAbsent(macro.name().toLowerCase(Locale.ROOT), macro) != null) {
					throw new AssemblyException("The macro '" + macro.name() + "' is already defined.");
				}
			}
			case ".rept", ".rep" -> {
				TokenStream tokens = new TokenStream(Lexer.tokens(header), assembly);
				long count = tokens.number("a count");
				for (long i = 0; i < count && !ended && !leaveMacro; i++) {
					nested(body);
				}
			}
			default -> {
				List<String> pieces = Macro.split(header);
				if (pieces.isEmpty()) {
					throw new AssemblyException("Expected a name after " + kind + ".");
				}
				List<String> values = pieces.size() == 1 ? List.of("") : pieces.subList(1, pieces.size());
				if (kind.equals(".irpc")) {
					values = String.join("", values).chars().mapToObj(Character::toString).toList();
				}
				for (String quoted : values) {
					String value = Macro.unquote(quoted);
					Map<String, String> binding = new LinkedHashMap<>(Map.of(pieces.get(0), value));
					nested(body.stream().map(statement -> new Statement(Macro.substitute(statement.text(), binding, expansions), statement.location()))
							.toList());
				}
			}
		}
	}

	private void expand(Macro macro, String arguments) {
		nested(macro.expand(arguments, expansions++, assembly.location, alternate));
		leaveMacro = false;
	}

	private void nested(List<Statement> statements) {
		if (++depth > MAX_DEPTH) {
			depth--;
			throw new AssemblyException("Macros and included files are nested deeper than " + MAX_DEPTH + " levels.");
		}
		try {
			process(statements);
		} finally {
			depth--;
		}
	}

	private void include(String kind, String arguments) {
		Location here = assembly.location;
		TokenStream tokens = new TokenStream(Lexer.tokens(arguments), assembly);
		String name = tokens.string();
		Optional<byte[]> contents = files.read(name, here.file());
		if (contents.isEmpty()) {
			throw new AssemblyException("The file '" + name + "' was not found.");
		}
		if (kind.equals(".include")) {
			tokens.expectEnd();
			nested(StatementReader.read(name, new String(contents.get(), StandardCharsets.ISO_8859_1), assembly.problems));
			assembly.location = here;
			return;
		}
		long skip = tokens.take(",") ? tokens.number("a number of bytes to skip") : 0;
		long count = tokens.take(",") ? tokens.number("a number of bytes") : Math.max(contents.get().length - skip, 0);
		tokens.expectEnd();
		if (skip < 0 || count < 0 || skip + count > contents.get().length) {
			throw new AssemblyException("The file '" + name + "' has only " + contents.get().length + " bytes.");
		}
		assembly.section.data().bytes.write(contents.get(), (int) skip, (int) count);
	}

	private void say(String kind, String arguments) {
		String text = arguments.isBlank() ? kind + " was reached." : new TokenStream(Lexer.tokens(arguments), assembly).string();
		if (kind.equals(".warning") || kind.equals(".print")) {
			assembly.warning(assembly.location, text);
		} else {
			throw new AssemblyException(text);
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Conditional assembly: {@code .if} and its relatives. */
final class Conditionals {

	private static final class Level {
		final boolean outer;
		final Location location;
		boolean active;
		boolean done;
		boolean inElse;

		Level(boolean outer, boolean active, Location location) {
			this.outer = outer;
			this.active = active;
			this.done = active;
			this.location = location;
		}
	}

	private final Assembly assembly;
	private final Deque<Level> levels = new ArrayDeque<>();

	Conditionals(Assembly assembly) {
		this.assembly = assembly;
	}

	boolean isConditional(String word) {
		return word.startsWith(".if") || word.equals(".elseif") || word.equals(".else") || word.equals(".endif");
	}

	boolean isSkipping() {
		return !levels.isEmpty() && !levels.peek().active;
	}

	void run(String word, String arguments) {
		switch (word) {
			case ".else" -> {
				Level level = level(word);
				if (level.inElse) {
					throw new AssemblyException(".else comes twice.");
				}
				level.inElse = true;
				level.active = level.outer && !level.done;
			}
			case ".elseif" -> {
				Level level = level(word);
				level.active = level.outer && !level.done && !level.inElse && number(arguments) != 0;
				level.done |= level.active;
			}
			case ".endif" -> {
				level(word);
				levels.pop();
			}
			default -> {
				boolean outer = !isSkipping();
				Level level = new Level(outer, false, assembly.location);
				levels.push(level);
				level.active = outer && test(word, arguments);
				level.done = level.active;
			}
		}
	}

	private Level level(String word) {
		if (levels.isEmpty()) {
			throw new AssemblyException(word + " without .if.");
		}
		return levels.peek();
	}

	private long number(String arguments) {
		TokenStream tokens = new TokenStream(Lexer.tokens(arguments), assembly);
		long value = tokens.number("an expression");
		tokens.expectEnd();
		return value;
	}

	private boolean test(String word, String arguments) {
		return switch (word.toLowerCase(Locale.ROOT)) {
			case ".if", ".ifne" -> number(arguments) != 0;
			case ".ifeq" -> number(arguments) == 0;
			case ".iflt" -> number(arguments) < 0;
			case ".ifle" -> number(arguments) <= 0;
			case ".ifgt" -> number(arguments) > 0;
			case ".ifge" -> number(arguments) >= 0;
			case ".ifdef" -> isDefined(arguments);
			case ".ifndef", ".ifnotdef" -> !isDefined(arguments);
			case ".ifb" -> arguments.isBlank();
			case ".ifnb" -> !arguments.isBlank();
			case ".ifc", ".ifeqs" -> same(arguments);
			case ".ifnc", ".ifnes" -> !same(arguments);
			default -> throw new AssemblyException("There is no directive '" + word + "'.");
		};
	}

	private boolean isDefined(String name) {
		AsmSymbol symbol = assembly.symbols.get(name.strip());
		return symbol != null && symbol.isDefined();
	}

	private static boolean same(String arguments) {
		List<String> parts = List.of(arguments.split(",", 2));
		if (parts.size() != 2) {
			throw new AssemblyException("Expected two texts with a comma between them.");
		}
		return parts.get(0).strip().equals(parts.get(1).strip());
	}

	void finish() {
		for (Level level : levels) {
			assembly.error(level.location, "This condition has no end: expected .endif.");
		}
	}
}

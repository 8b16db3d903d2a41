/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the C preprocessor that assembly sources use: {@code #include}, {@code #define} of names, {@code #undef},
 * {@code #ifdef}, {@code #ifndef}, {@code #if} of a number or {@code defined(NAME)}, {@code #else}, {@code #endif}.
 * Lines stay where they are, so that messages name the right ones.
 */
final class Preprocessor {

	private static final int MAX_DEPTH = 50;

	private final Assembly assembly;
	private final Assembler.FileSource files;
	private final Map<String, String> definitions = new HashMap<>();

	Preprocessor(Assembly assembly, Assembler.FileSource files) {
		this.assembly = assembly;
		this.files = files;
		definitions.put("__ASSEMBLER__", "1");
		definitions.put("__riscv", "1");
		definitions.put("__riscv_xlen", "64");
		assembly.options.definitions().forEach((name, value) -> definitions.put(name, Long.toString(value)));
	}

	String process(String file, String text) {
		return process(file, text, 0);
	}

	private String process(String file, String text, int depth) {
		StringBuilder result = new StringBuilder();
		Deque<Boolean> active = new ArrayDeque<>();
		Deque<Boolean> done = new ArrayDeque<>();
		int number = 0;
		for (String line : text.split("\n", -1)) {
			number++;
			String stripped = line.strip();
			boolean directive = stripped.matches("#\\s*(include|define|undef|if|ifdef|ifndef|elif|else|endif|error|pragma)\\b.*");
			String included = "";
			if (directive) {
				try {
					included = directive(file, stripped.substring(1).strip(), active, done, depth);
				} catch (AssemblyException e) {
					assembly.error(new Location(file, number, 1), e.getMessage());
				}
			} else if (!active.contains(false)) {
				result.append(replace(line, 0));
			}
			result.append(included).append('\n');
		}
		if (!active.isEmpty()) {
			assembly.error(new Location(file, number, 1), "A condition of the preprocessor has no end: expected #endif.");
		}
		result.setLength(result.length() - 1);
		return result.toString();
	}

	private String directive(String file, String text, Deque<Boolean> active, Deque<Boolean> done, int depth) {
		String word = text.split("\\W", 2)[0];
		String rest = text.substring(word.length()).strip();
		boolean skipping = active.contains(false);
		switch (word) {
			case "ifdef", "ifndef", "if" -> {
				boolean condition = !skipping && switch (word) {
					case "ifdef" -> definitions.containsKey(rest);
					case "ifndef" -> !definitions.containsKey(rest);
					default -> test(rest);
				};
				active.push(condition);
				done.push(condition);
			}
			case "elif", "else" -> {
				if (active.isEmpty()) {
					throw new AssemblyException("#" + word + " without #if.");
				}
				active.pop();
				boolean condition = !active.contains(false) && !done.peek() && (word.equals("else") || test(rest));
				active.push(condition);
				done.push(done.pop() | condition);
			}
			case "endif" -> {
				if (active.isEmpty()) {
					throw new AssemblyException("#endif without #if.");
				}
				active.pop();
				done.pop();
			}
			default -> {
				return skipping ? "" : unconditional(file, word, rest, depth);
			}
		}
		return "";
	}

	private String unconditional(String file, String word, String rest, int depth) {
		switch (word) {
			case "define" -> {
				String[] parts = rest.split("\\s+", 2);
				if (parts[0].contains("(")) {
					throw new AssemblyException("Macros of the preprocessor with parameters are not supported: use .macro.");
				}
				definitions.put(parts[0], parts.length > 1 ? parts[1].replaceFirst("/\\*.*\\*/\\s*$|//.*$", "").strip() : "");
			}
			case "undef" -> definitions.remove(rest);
			case "error" -> throw new AssemblyException(rest.isEmpty() ? "#error was reached." : rest);
			case "include" -> {
				if (depth > MAX_DEPTH) {
					throw new AssemblyException("Included files are nested deeper than " + MAX_DEPTH + " levels.");
				}
				String name = rest.replaceAll("^[<\"]|[>\"].*$", "");
				Optional<byte[]> contents = files.read(name, file);
				if (contents.isEmpty()) {
					throw new AssemblyException("The file '" + name + "' was not found.");
				}
				// On one line, so that the lines below keep their numbers.
				return process(name, new String(contents.get(), StandardCharsets.ISO_8859_1), depth + 1).replaceAll("(#|//).*", "").replace("\n", " ; ");
			}
			default -> { /* a pragma says nothing to us */ }
		}
		return "";
	}

	private boolean test(String condition) {
		String text = condition.strip();
		if (text.startsWith("!")) {
			return !test(text.substring(1));
		}
		if (text.startsWith("defined")) {
			return definitions.containsKey(text.substring(7).replaceAll("[()\\s]", ""));
		}
		TokenStream tokens = new TokenStream(Lexer.tokens(replace(text, 0)), assembly);
		return tokens.number("a number or defined(NAME)") != 0;
	}

	/** Replaces defined names outside of strings. */
	private String replace(String line, int depth) {
		StringBuilder result = new StringBuilder();
		boolean changed = false;
		for (int i = 0; i < line.length();) {
			char c = line.charAt(i);
			if (c == '"') {
				int end = i + 1;
				while (end < line.length() && line.charAt(end) != '"') {
					end += line.charAt(end) == '\\' ? 2 : 1;
				}
				end = Math.min(end + 1, line.length());
				result.append(line, i, end);
				i = end;
			} else if (Lexer.isNamePart(c)) {
				int end = i;
				while (end < line.length() && Lexer.isNamePart(line.charAt(end))) {
					end++;
				}
				String word = line.substring(i, end);
				String value = definitions.get(word);
				changed |= value != null;
				result.append(value == null ? word : value);
				i = end;
			} else {
				result.append(c);
				i++;
			}
		}
		return changed && depth < 20 ? replace(result.toString(), depth + 1) : result.toString();
	}
}

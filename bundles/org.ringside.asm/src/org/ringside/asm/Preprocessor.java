/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The C preprocessor as far as assembly sources use it: {@code #include}, {@code #define} with and without parameters,
 * {@code #undef}, {@code #if} and its relatives, {@code #error}, pasting and turning into strings. Line markers in what it makes
 * tell files and lines.
 */
final class Preprocessor {

	static final Pattern DIRECTIVE = Pattern
			.compile("#\\s*(include|define|undef|if|ifdef|ifndef|elif|else|endif|error|warning|pragma|ident|line)\\b.*", Pattern.DOTALL);
	private static final int MAX_DEPTH = 50;
	/** A file that includes itself twice would be read without end long before it is too deep. */
	private static final int MAX_INCLUDED = 2000;
	private static final int MAX_JOINED = 500;
	private static final Pattern DEFINED = Pattern.compile("\\bdefined\\s*(?:\\(\\s*([\\w.$]+)\\s*\\)|([\\w.$]+))");

	private final Assembly assembly;
	private final Assembler.FileSource files;
	private final PreprocessorMacros macros = new PreprocessorMacros();
	private final Set<String> once = new HashSet<>();
	private int included;
	private int line;

	Preprocessor(Assembly assembly, Assembler.FileSource files) {
		this.assembly = assembly;
		this.files = files;
		PredefinedMacros.of(assembly.options.isa()).forEach(macros::define);
		assembly.options.definitions().forEach((name, value) -> macros.define(name, Long.toString(value)));
		assembly.options.macros().forEach(macros::define);
	}

	String process(String file, String text) {
		return process(file, text, 0);
	}

	private String process(String file, String text, int depth) {
		StringBuilder result = new StringBuilder();
		Deque<Boolean> active = new ArrayDeque<>();
		Deque<Boolean> done = new ArrayDeque<>();
		String plain = SourceComments.remove(text.replace("\r\n", "\n"),
				where -> assembly.error(new Location(file, where, 1), "This comment has no end: expected */."));
		String[] lines = plain.split("\n", -1);
		for (int i = 0; i < lines.length; i++) {
			int number = i + 1;
			line = number;
			String logical = lines[i];
			while (logical.stripTrailing().endsWith("\\") && i + 1 < lines.length) {
				logical = logical.stripTrailing();
				logical = logical.substring(0, logical.length() - 1) + " " + lines[++i];
			}
			try {
				String stripped = logical.strip();
				if (stripped.startsWith("#") && DIRECTIVE.matcher(stripped).matches()) {
					result.append(directive(file, stripped.substring(1).strip(), active, done, depth));
				} else if (!active.contains(false)) {
					if (logical.contains("__LINE__") || logical.contains("__FILE__")) {
						macros.define("__LINE__", Integer.toString(number));
						macros.define("__FILE__", "\"" + file + "\"");
					}
					for (int joined = 0;; joined++) {
						try {
							result.append(macros.replace(logical));
							break;
						} catch (PreprocessorMacros.Unfinished unfinished) {
							if (i + 1 == lines.length || joined == MAX_JOINED) {
								throw new AssemblyException("The arguments of the macro '" + unfinished.getMessage() + "' have no end: expected ')'.");
							}
							logical += " " + lines[++i];
						}
					}
				}
			} catch (AssemblyException e) {
				assembly.error(new Location(file, number, 1), e.getMessage());
			}
			result.append("\n".repeat(i + 2 - number));
		}
		if (!active.isEmpty()) {
			assembly.error(new Location(file, lines.length, 1), "A condition of the preprocessor has no end: expected #endif.");
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
				// A condition that cannot be worked out has an end all the same.
				active.push(false);
				done.push(false);
				boolean condition = !skipping && switch (word) {
					case "ifdef" -> macros.isDefined(rest);
					case "ifndef" -> !macros.isDefined(rest);
					default -> test(rest);
				};
				active.pop();
				active.push(condition);
				done.pop();
				done.push(condition);
			}
			case "elif", "else" -> {
				if (active.isEmpty()) {
					throw new AssemblyException("#" + word + " without #if.");
				}
				active.pop();
				boolean outer = !active.contains(false);
				active.push(false);
				boolean condition = outer && !done.peek() && (word.equals("else") || test(rest));
				active.pop();
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
			case "define" -> macros.define(rest);
			case "undef" -> macros.undefine(rest);
			case "error" -> throw new AssemblyException(rest.isEmpty() ? "#error was reached." : rest);
			case "include" -> {
				if (depth > MAX_DEPTH) {
					throw new AssemblyException("Included files are nested deeper than " + MAX_DEPTH + " levels.");
				}
				if (++included > MAX_INCLUDED) {
					throw new AssemblyException("More than " + MAX_INCLUDED + " files are included.");
				}
				String name = includedName(rest);
				Optional<byte[]> contents = files.read(name, file);
				if (contents.isEmpty()) {
					throw new AssemblyException("The file '" + name + "' was not found.");
				}
				if (once.contains(name)) {
					return "";
				}
				int here = line;
				String text = process(name, new String(contents.get(), StandardCharsets.ISO_8859_1), depth + 1);
				return "# 1 \"" + name + "\"\n" + text + "\n# " + here + " \"" + file + "\"";
			}
			case "warning" -> assembly.warning(new Location(file, line, 1), rest.isEmpty() ? "#warning was reached." : rest);
			case "pragma" -> {
				if (rest.equals("once")) {
					once.add(file);
				}
			}
			default -> { /* #ident and #line say nothing to us */ }
		}
		return "";
	}

	private boolean test(String condition) {
		// What is asked for with defined must not be replaced.
		String asked = DEFINED.matcher(condition).replaceAll(match -> {
			String name = match.group(1) != null ? match.group(1) : match.group(2);
			return macros.isDefined(name) ? "1" : "0";
		});
		return PreprocessorCondition.evaluate(macros.replace(asked)) != 0;
	}

	/** The name between quotation marks or angle brackets, which a macro may give. */
	private String includedName(String rest) {
		String text = rest.startsWith("<") || rest.startsWith("\"") ? rest : macros.replace(rest).replace(" ", "");
		char end = text.startsWith("<") ? '>' : '"';
		int close = text.length() > 1 ? text.indexOf(end, 1) : -1;
		if (close < 0 || !text.startsWith("<") && !text.startsWith("\"")) {
			throw new AssemblyException("Expected \"FILE\" or <FILE> after #include.");
		}
		return text.substring(1, close);
	}
}

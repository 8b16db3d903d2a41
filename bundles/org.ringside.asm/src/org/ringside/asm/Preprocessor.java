/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of the C preprocessor that assembly sources use: {@code #include}, {@code #define} with and without parameters,
 * {@code #undef}, {@code #if} and its relatives, {@code #error}; no pasting and no turning into strings. Lines stay where
 * they are, so that messages name the right ones.
 */
final class Preprocessor {

	private static final int MAX_DEPTH = 50;
	/** A file that includes itself twice would be read without end long before it is too deep. */
	private static final int MAX_INCLUDED = 2000;
	private static final Pattern DIRECTIVE = Pattern.compile("#\\s*(include|define|undef|if|ifdef|ifndef|elif|else|endif|error|pragma)\\b.*");
	private static final Pattern DEFINED = Pattern.compile("\\bdefined\\s*(?:\\(\\s*([\\w.$]+)\\s*\\)|([\\w.$]+))");

	private final Assembly assembly;
	private final Assembler.FileSource files;
	private final PreprocessorMacros macros = new PreprocessorMacros();
	private int included;

	Preprocessor(Assembly assembly, Assembler.FileSource files) {
		this.assembly = assembly;
		this.files = files;
		macros.define("__ASSEMBLER__", "1");
		macros.define("__riscv", "1");
		macros.define("__riscv_xlen", "64");
		assembly.options.definitions().forEach((name, value) -> macros.define(name, Long.toString(value)));
	}

	String process(String file, String text) {
		return process(file, text, 0);
	}

	private String process(String file, String text, int depth) {
		StringBuilder result = new StringBuilder();
		Deque<Boolean> active = new ArrayDeque<>();
		Deque<Boolean> done = new ArrayDeque<>();
		String[] lines = text.split("\n", -1);
		for (int i = 0; i < lines.length; i++) {
			int number = i + 1;
			String line = lines[i];
			StringBuilder ends = new StringBuilder("\n");
			while (line.endsWith("\\") && i + 1 < lines.length) {
				line = line.substring(0, line.length() - 1) + " " + lines[++i].stripTrailing();
				ends.append('\n');
			}
			try {
				String stripped = line.strip();
				if (stripped.startsWith("#") && DIRECTIVE.matcher(stripped).matches()) {
					result.append(directive(file, stripped.substring(1).strip(), active, done, depth));
				} else if (!active.contains(false)) {
					result.append(macros.replace(line));
				}
			} catch (AssemblyException e) {
				assembly.error(new Location(file, number, 1), e.getMessage());
			}
			result.append(ends);
		}
		if (!active.isEmpty()) {
			assembly.error(new Location(file, lines.length, 1), "A condition of the preprocessor has no end: expected #endif.");
		}
		result.setLength(result.length() - 1);
		return result.toString();
	}

	private String directive(String file, String text, Deque<Boolean> active, Deque<Boolean> done, int depth) {
		String word = text.split("\\W", 2)[0];
		String rest = withoutComments(text.substring(word.length())).strip();
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
		// What is asked for with defined must not be replaced.
		String asked = DEFINED.matcher(condition).replaceAll(match -> {
			String name = match.group(1) != null ? match.group(1) : match.group(2);
			return macros.isDefined(name) ? "1" : "0";
		});
		return PreprocessorCondition.evaluate(macros.replace(asked)) != 0;
	}

	/** Comments of both kinds are taken away outside of strings; one that goes on in the next line ends here. */
	private static String withoutComments(String text) {
		StringBuilder result = new StringBuilder();
		boolean string = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (string && c == '\\' && i + 1 < text.length()) {
				result.append(c).append(text.charAt(++i));
				continue;
			}
			string ^= c == '"';
			if (!string && text.startsWith("//", i)) {
				break;
			}
			if (!string && text.startsWith("/*", i)) {
				int close = text.indexOf("*/", i + 2);
				if (close < 0) {
					break;
				}
				result.append(' ');
				i = close + 1;
			} else {
				result.append(c);
			}
		}
		return result.toString();
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part of the linker script language that bare-metal images use. */
final class LinkerScriptParser {

	/** Thrown with the place in the script. */
	static final class ScriptException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		ScriptException(String message) {
			super(message, null, false, false);
		}
	}

	private record Word(String text, int line, boolean quoted) {
	}

	private static final Pattern WORDS = Pattern.compile("/\\*.*?\\*/|\"([^\"]*)\"|/DISCARD/|0[xX][0-9a-fA-F]+[kKmM]?|\\d+[kKmM]?|"
			+ "[A-Za-z_.$*?\\[][A-Za-z0-9_.$*?\\[\\]-]*|<<=|>>=|<<|>>|==|!=|<=|>=|&&|\\|\\||\\+=|-=|\\*=|/=|&=|\\|=|[^\\s]", Pattern.DOTALL);
	private static final Pattern EXPRESSION_NAME = Pattern.compile("[A-Za-z_.$][A-Za-z0-9_.$]*");

	/** The ELF header and one program header, which Ringside never loads. */
	private static final long HEADERS = 64 + 56;

	private final String file;
	private final List<Word> words = new ArrayList<>();
	private int position;

	private LinkerScriptParser(String file, String text) {
		this.file = file;
		Matcher matcher = WORDS.matcher(text);
		int line = 1;
		int counted = 0;
		while (matcher.find()) {
			for (; counted < matcher.start(); counted++) {
				line += text.charAt(counted) == '\n' ? 1 : 0;
			}
			if (!matcher.group().startsWith("/*")) {
				boolean quoted = matcher.group(1) != null;
				words.add(new Word(quoted ? matcher.group(1) : matcher.group(), line, quoted));
			}
		}
		words.add(new Word("", line, false));
	}

	/**
	 * Reads a script.
	 *
	 * @throws ScriptException with file and line, if it is not understood
	 */
	static LinkerScript parse(String file, String text) {
		LinkerScriptParser parser = new LinkerScriptParser(file, text);
		try {
			return parser.script();
		} catch (AssemblyException e) {
			throw parser.problem(e.getMessage());
		}
	}

	private ScriptException problem(String message) {
		return new ScriptException(file + ":" + words.get(position).line + ":1: error: " + message);
	}

	private ScriptException expected(String what) {
		String found = atEnd() ? "the end of the script" : "'" + words.get(position).text + "'";
		return problem("Expected " + what + ", but found " + found + ".");
	}

	private boolean atEnd() {
		return position == words.size() - 1;
	}

	private String peek() {
		return words.get(position).text;
	}

	private String word(int ahead) {
		return words.get(Math.min(position + ahead, words.size() - 1)).text;
	}

	private String next() {
		if (atEnd()) {
			throw expected("more");
		}
		return words.get(position++).text;
	}

	private boolean take(String word) {
		if (!atEnd() && !words.get(position).quoted && peek().equals(word)) {
			position++;
			return true;
		}
		return false;
	}

	private void expect(String word) {
		if (!take(word)) {
			throw expected("'" + word + "'");
		}
	}

	private LinkerScript script() {
		String entry = "";
		List<LinkerScript.Region> regions = new ArrayList<>();
		List<LinkerScript.Header> headers = new ArrayList<>();
		List<LinkerScript.Command> commands = new ArrayList<>();
		while (!atEnd()) {
			switch (peek()) {
				case "ENTRY" -> {
					next();
					expect("(");
					entry = next();
					expect(")");
				}
				case "OUTPUT_ARCH", "OUTPUT_FORMAT", "OUTPUT", "TARGET", "EXTERN", "SEARCH_DIR", "INPUT", "GROUP" -> {
					next();
					expect("(");
					while (!take(")")) {
						next();
					}
				}
				case "MEMORY" -> memory(regions);
				case "PHDRS" -> headers(headers);
				case "SECTIONS" -> {
					next();
					expect("{");
					while (!take("}")) {
						if (take("ENTRY")) {
							expect("(");
							entry = next();
							expect(")");
							take(";");
						} else if (!take(";")) {
							commands.add(sectionCommand());
						}
					}
				}
				case ";" -> next();
				default -> commands.add(simpleCommand());
			}
		}
		return new LinkerScript(entry, List.copyOf(regions), List.copyOf(headers), List.copyOf(commands));
	}

	private void memory(List<LinkerScript.Region> regions) {
		next();
		expect("{");
		while (!take("}")) {
			String name = next();
			if (take("(")) {
				while (!take(")")) {
					next();
				}
			}
			expect(":");
			next();
			expect("=");
			ScriptExpression origin = expression();
			expect(",");
			next();
			expect("=");
			regions.add(new LinkerScript.Region(name, origin, expression()));
		}
	}

	private void headers(List<LinkerScript.Header> headers) {
		next();
		expect("{");
		while (!take("}")) {
			String name = next();
			String type = next();
			int flags = -1;
			while (!take(";")) {
				String word = next();
				if (word.equals("FLAGS")) {
					expect("(");
					flags = (int) number(next());
					expect(")");
				}
			}
			headers.add(new LinkerScript.Header(name, type.equals("PT_LOAD"), flags));
		}
	}

	/** An assignment or assertion, with the semicolon behind it. */
	private LinkerScript.Command simpleCommand() {
		LinkerScript.Command command;
		if (take("ASSERT")) {
			expect("(");
			ScriptExpression condition = expression();
			expect(",");
			command = new LinkerScript.Assertion(condition, next());
			expect(")");
		} else if (peek().equals("PROVIDE") || peek().equals("PROVIDE_HIDDEN") || peek().equals("HIDDEN")) {
			boolean provide = next().startsWith("PROVIDE");
			expect("(");
			command = assignment(provide);
			expect(")");
		} else {
			command = assignment(false);
		}
		take(";");
		return command;
	}

	private LinkerScript.Assignment assignment(boolean provide) {
		String name = next();
		if (!EXPRESSION_NAME.matcher(name).matches()) {
			position--;
			throw expected("a command, a symbol or a section");
		}
		String operator = next();
		if (operator.equals("=")) {
			return new LinkerScript.Assignment(name, expression(), provide);
		}
		if (operator.length() >= 2 && operator.endsWith("=")) {
			return new LinkerScript.Assignment(name, new ScriptExpression.Binary(operator.substring(0, operator.length() - 1),
					new ScriptExpression.Name(name), expression()), provide);
		}
		position--;
		throw expected("'='");
	}

	private LinkerScript.Command sectionCommand() {
		String after = word(1);
		boolean simple = peek().equals("ASSERT") || peek().startsWith("PROVIDE") || peek().equals("HIDDEN") || after.equals("=") || after.matches("[-+*/&|]=|<<=|>>=");
		return simple ? simpleCommand() : output();
	}

	private LinkerScript.Output output() {
		String name = next();
		boolean noLoad = false;
		ScriptExpression address = null;
		while (!take(":")) {
			if (peek().equals("(") && word(1).matches("NOLOAD|INFO|COPY|DSECT|OVERLAY|READONLY")) {
				next();
				noLoad = next().equals("NOLOAD");
				expect(")");
			} else if (address == null && !atEnd()) {
				address = expression();
			} else {
				throw expected("':'");
			}
		}
		ScriptExpression load = null;
		ScriptExpression align = null;
		ScriptExpression subalign = null;
		while (!peek().equals("{")) {
			switch (next()) {
				case "AT" -> load = parenthesized();
				case "ALIGN" -> align = parenthesized();
				case "SUBALIGN" -> subalign = parenthesized();
				case "ONLY_IF_RO", "ONLY_IF_RW" -> { /* is not asked for by kernels that are linked once */ }
				default -> {
					position--;
					throw expected("'{'");
				}
			}
		}
		next();
		List<LinkerScript.Command> contents = new ArrayList<>();
		while (!take("}")) {
			if (!take(";")) {
				contents.add(content());
			}
		}
		List<String> headers = new ArrayList<>();
		String region = "";
		String loadRegion = "";
		byte[] fill = new byte[0];
		while (true) {
			if (take(">")) {
				region = next();
			} else if (peek().equals("AT") && word(1).equals(">")) {
				position += 2;
				loadRegion = next();
			} else if (take(":")) {
				headers.add(next());
			} else if (take("=")) {
				fill = fill();
			} else {
				take(",");
				take(";");
				return new LinkerScript.Output(name, address, load, align, subalign, List.copyOf(contents), List.copyOf(headers), region, loadRegion, noLoad,
						fill);
			}
		}
	}

	private ScriptExpression parenthesized() {
		expect("(");
		ScriptExpression value = expression();
		expect(")");
		return value;
	}

	private LinkerScript.Command content() {
		switch (peek()) {
			case "BYTE", "SHORT", "LONG", "QUAD", "SQUAD" -> {
				String word = next();
				int size = switch (word) {
					case "BYTE" -> 1;
					case "SHORT" -> 2;
					case "LONG" -> 4;
					default -> 8;
				};
				return new LinkerScript.Number(size, parenthesized());
			}
			case "KEEP" -> {
				next();
				expect("(");
				LinkerScript.Input input = input();
				expect(")");
				return input;
			}
			case "ASSERT", "PROVIDE", "PROVIDE_HIDDEN", "HIDDEN" -> {
				return simpleCommand();
			}
			case "FILL" -> {
				next();
				expect("(");
				byte[] pattern = fill();
				expect(")");
				return new LinkerScript.Fill(pattern);
			}
			case "CONSTRUCTORS" -> {
				next();
				return new LinkerScript.Input("*", false, List.of(), List.of(new LinkerScript.Pattern(".ctors", List.of(), List.of())));
			}
			default -> {
				String after = word(1);
				boolean plainFile = !after.matches("=|[-+*/&|]=|<<=|>>=");
				return plainFile ? input() : simpleCommand();
			}
		}
	}

	/** A file, with patterns of sections in parentheses; without them all of its sections are meant. */
	private LinkerScript.Input input() {
		List<String> excluded = new ArrayList<>();
		if (peek().equals("EXCLUDE_FILE")) {
			excluded.addAll(excluded());
		}
		boolean sorted = peek().equals("SORT") || peek().equals("SORT_BY_NAME");
		if (sorted) {
			next();
			expect("(");
		}
		String file = next();
		if (take(":")) {
			file += ":" + (peek().equals("(") ? "*" : next());
		}
		if (sorted) {
			expect(")");
		}
		List<LinkerScript.Pattern> sections = new ArrayList<>();
		if (take("(")) {
			while (!take(")")) {
				if (!take(",")) {
					patterns(sections, List.of(), List.of());
				}
			}
		} else {
			sections.add(new LinkerScript.Pattern("*", List.of(), List.of()));
		}
		return new LinkerScript.Input(file, sorted, List.copyOf(excluded), List.copyOf(sections));
	}

	private List<String> excluded() {
		next();
		expect("(");
		List<String> files = new ArrayList<>();
		while (!take(")")) {
			files.add(next());
		}
		return files;
	}

	private void patterns(List<LinkerScript.Pattern> sections, List<LinkerScript.Sort> sorts, List<String> without) {
		List<String> excluded = without;
		if (peek().equals("EXCLUDE_FILE")) {
			excluded = excluded();
		}
		LinkerScript.Sort sort = switch (peek()) {
			case "SORT", "SORT_BY_NAME" -> LinkerScript.Sort.NAME;
			case "SORT_BY_ALIGNMENT" -> LinkerScript.Sort.ALIGNMENT;
			case "SORT_BY_INIT_PRIORITY" -> LinkerScript.Sort.PRIORITY;
			default -> null;
		};
		boolean unsorted = peek().equals("SORT_NONE");
		if (sort == null && !unsorted || !word(1).equals("(")) {
			sections.add(new LinkerScript.Pattern(next(), sorts, excluded));
			return;
		}
		next();
		expect("(");
		List<LinkerScript.Sort> more = new ArrayList<>(sorts);
		if (!unsorted) {
			more.add(sort);
		}
		while (!take(")")) {
			if (!take(",")) {
				patterns(sections, List.copyOf(more), excluded);
			}
		}
	}

	/** A pattern for gaps: a hexadecimal number gives its bytes as they are written, any other four bytes, the highest first. */
	private byte[] fill() {
		boolean plain = word(1).equals(")") || word(1).equals("}") || word(1).equals(";") || position + 1 >= words.size() - 1 || !isOperator(word(1));
		String word = peek();
		if (plain && word.matches("0[xX][0-9a-fA-F]+")) {
			next();
			String digits = word.substring(2);
			digits = digits.length() % 2 == 0 ? digits : "0" + digits;
			return HexFormat.of().parseHex(digits);
		}
		ScriptExpression value = expression();
		if (!(value instanceof ScriptExpression.Constant constant)) {
			throw expected("a number to fill gaps with");
		}
		long bits = constant.value();
		return new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
	}

	private static boolean isOperator(String word) {
		return rank(word) >= 0 || word.equals("?");
	}

	private ScriptExpression expression() {
		ScriptExpression condition = binary(0);
		if (take("?")) {
			ScriptExpression yes = expression();
			expect(":");
			return new ScriptExpression.Choice(condition, yes, expression());
		}
		return condition;
	}

	private static int rank(String operator) {
		return switch (operator) {
			case "||" -> 0;
			case "&&" -> 1;
			case "|" -> 2;
			case "^" -> 3;
			case "&" -> 4;
			case "==", "!=" -> 5;
			case "<", ">", "<=", ">=" -> 6;
			case "<<", ">>" -> 7;
			case "+", "-" -> 8;
			case "*", "/", "%" -> 9;
			default -> -1;
		};
	}

	private ScriptExpression binary(int least) {
		ScriptExpression left = unary();
		while (rank(peek()) >= least) {
			String operator = next();
			left = new ScriptExpression.Binary(operator, left, binary(rank(operator) + 1));
		}
		return left;
	}

	private ScriptExpression unary() {
		String word = next();
		switch (word) {
			case "-", "~", "!", "+" -> {
				return new ScriptExpression.Unary(word, unary());
			}
			case "(" -> {
				ScriptExpression inner = expression();
				expect(")");
				return inner;
			}
			case "*" -> {
				position--;
				throw expected("an expression");
			}
			default -> {
				if (Character.isDigit(word.charAt(0))) {
					return new ScriptExpression.Constant(number(word));
				}
				if (!EXPRESSION_NAME.matcher(word).matches()) {
					position--;
					throw expected("an expression");
				}
				if (word.equals("SIZEOF_HEADERS")) {
					return new ScriptExpression.Constant(HEADERS);
				}
				return take("(") ? call(word) : new ScriptExpression.Name(word);
			}
		}
	}

	private ScriptExpression call(String function) {
		switch (function) {
			case "ADDR", "LOADADDR", "SIZEOF", "ALIGNOF", "ORIGIN", "LENGTH", "DEFINED", "CONSTANT" -> {
				String name = next();
				expect(")");
				return new ScriptExpression.Call(function, name, List.of());
			}
			case "ALIGN", "ABSOLUTE", "MAX", "MIN", "NEXT", "BLOCK", "LOG2CEIL" -> {
				List<ScriptExpression> arguments = new ArrayList<>(List.of(expression()));
				while (take(",")) {
					arguments.add(expression());
				}
				expect(")");
				return new ScriptExpression.Call(function, "", arguments);
			}
			default -> throw problem("There is no function '" + function + "' in linker scripts of Ringside.");
		}
	}

	private long number(String word) {
		String text = word.toLowerCase(Locale.ROOT);
		long factor = text.endsWith("k") ? 1024 : text.endsWith("m") ? 1024 * 1024 : 1;
		text = factor > 1 ? text.substring(0, text.length() - 1) : text;
		try {
			return factor * (text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseUnsignedLong(text));
		} catch (NumberFormatException notANumber) {
			throw problem("'" + word + "' is not a number of at most 64 bits.");
		}
	}
}

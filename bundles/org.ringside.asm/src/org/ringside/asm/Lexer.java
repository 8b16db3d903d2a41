/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.List;

/** Cuts a statement into tokens. */
final class Lexer {

	private static final String[] LONG_OPERATORS = {"<<", ">>", "==", "!=", "<>", "<=", ">=", "&&", "||"};

	private final String text;
	private final List<AsmToken> tokens = new ArrayList<>();
	private int position;

	private Lexer(String text) {
		this.text = text;
	}

	/** The tokens, of which the last is {@link AsmToken.Kind#END}. */
	static List<AsmToken> tokens(String text) {
		Lexer lexer = new Lexer(text);
		while (lexer.next()) {
			// next collects
		}
		return lexer.tokens;
	}

	static boolean isNameStart(char c) {
		return Character.isLetter(c) || c == '_' || c == '.' || c == '$';
	}

	static boolean isNamePart(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$';
	}

	private boolean next() {
		while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
			position++;
		}
		int start = position;
		if (position == text.length()) {
			add(AsmToken.Kind.END, "", 0, start);
			return false;
		}
		char c = text.charAt(position);
		if (isNameStart(c)) {
			while (position < text.length() && isNamePart(text.charAt(position))) {
				position++;
			}
			add(AsmToken.Kind.NAME, text.substring(start, position), 0, start);
		} else if (Character.isDigit(c)) {
			number(start);
		} else if (c == '"') {
			string(start);
		} else if (c == '\'') {
			character(start);
		} else {
			String operator = String.valueOf(c);
			for (String candidate : LONG_OPERATORS) {
				if (text.startsWith(candidate, position)) {
					operator = candidate;
				}
			}
			position += operator.length();
			add(AsmToken.Kind.PUNCTUATION, operator, 0, start);
		}
		return true;
	}

	private void add(AsmToken.Kind kind, String string, long value, int start) {
		tokens.add(new AsmToken(kind, string, value, start));
	}

	private void number(int start) {
		while (position < text.length() && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '_')) {
			position++;
		}
		String word = text.substring(start, position).toLowerCase();
		if (isLocal(word)) {
			add(AsmToken.Kind.LOCAL, word, 0, start);
			return;
		}
		boolean marked = word.length() > 1 && word.charAt(0) == '0' && "fdrs".indexOf(word.charAt(1)) >= 0;
		if (position < text.length() && text.charAt(position) == '.' || marked || isExponent(word)) {
			real(start);
			return;
		}
		try {
			long value;
			if (word.startsWith("0x")) {
				value = Long.parseUnsignedLong(word.substring(2), 16);
			} else if (word.startsWith("0b")) {
				value = Long.parseUnsignedLong(word.substring(2), 2);
			} else if (word.length() > 1 && word.startsWith("0")) {
				value = Long.parseUnsignedLong(word, 8);
			} else {
				value = Long.parseUnsignedLong(word);
			}
			add(AsmToken.Kind.NUMBER, word, value, start);
		} catch (NumberFormatException notANumber) {
			if (word.matches("0x[0-9a-f]{17,32}|[1-9][0-9]{19,38}")) {
				add(AsmToken.Kind.LARGE, word, 0, start);
				return;
			}
			throw new AssemblyException("'" + word + "' is not a number of at most 64 bits.", start);
		}
	}

	/** Digits and f or b; {@code 0b} with digits behind it is a binary number and never ends so. */
	private static boolean isLocal(String word) {
		char last = word.charAt(word.length() - 1);
		return (last == 'f' || last == 'b') && word.length() > 1 && digits(word, word.length() - 1);
	}

	private static boolean isExponent(String word) {
		int e = word.indexOf('e');
		return e > 0 && digits(word, e) && word.substring(e + 1).chars().allMatch(Character::isDigit);
	}

	private static boolean digits(String word, int end) {
		for (int i = 0; i < end; i++) {
			if (!Character.isDigit(word.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private void real(int start) {
		while (position < text.length() && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '.'
				|| (text.charAt(position) == '-' || text.charAt(position) == '+')
						&& Character.toLowerCase(text.charAt(position - 1)) == 'e')) {
			position++;
		}
		add(AsmToken.Kind.REAL, text.substring(start, position), 0, start);
	}

	private void string(int start) {
		position++;
		StringBuilder value = new StringBuilder();
		while (position < text.length()) {
			char c = text.charAt(position);
			if (c == '"') {
				position++;
				add(AsmToken.Kind.STRING, value.toString(), 0, start);
				return;
			}
			if (c == '\\') {
				value.append((char) escape());
			} else {
				value.append(c);
				position++;
			}
		}
		throw new AssemblyException("This string has no end: expected \".", start);
	}

	private void character(int start) {
		position++;
		if (position == text.length()) {
			throw new AssemblyException("Expected a character after the apostrophe.", start);
		}
		long value = text.charAt(position) == '\\' ? escape() : text.charAt(position++);
		if (position < text.length() && text.charAt(position) == '\'') {
			position++;
		}
		add(AsmToken.Kind.NUMBER, text.substring(start, position), value, start);
	}

	private int escape() {
		position++;
		if (position == text.length()) {
			return '\\';
		}
		char c = text.charAt(position++);
		switch (c) {
			case 'n':
				return '\n';
			case 't':
				return '\t';
			case 'r':
				return '\r';
			case 'b':
				return '\b';
			case 'f':
				return '\f';
			case 'v':
				return 0x0b;
			case 'x':
			case 'X':
				int hex = 0;
				while (position < text.length() && Character.digit(text.charAt(position), 16) >= 0) {
					hex = hex << 4 | Character.digit(text.charAt(position++), 16);
				}
				return hex & 0xff;
			default:
				if (Character.digit(c, 8) < 0) {
					return c;
				}
				int octal = Character.digit(c, 8);
				for (int i = 0; i < 2 && position < text.length() && Character.digit(text.charAt(position), 8) >= 0; i++) {
					octal = octal << 3 | Character.digit(text.charAt(position++), 8);
				}
				return octal & 0xff;
		}
	}
}

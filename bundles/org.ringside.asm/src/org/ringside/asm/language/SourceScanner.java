/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Divides a source into words with roles. It takes any text: what the assembler would refuse still gets the role that
 * it most likely is meant to have, since people look at sources that are not finished.
 */
final class SourceScanner {
	private static final Set<String> TYPES = Set.of("function", "object", "notype", "common", "tls_object", "gnu_indirect_function",
			"gnu_unique_object", "progbits", "nobits", "note", "init_array", "fini_array", "preinit_array", "plt");
	private final CharSequence text;
	private final List<SourceToken> tokens = new ArrayList<>();
	private int position;
	/** Whether the next word is the first of its statement. */
	private boolean first = true;
	/** Whether only white space stands before the position in its line. */
	private boolean lineStart = true;

	private SourceScanner(CharSequence text) {
		this.text = text;
	}

	static List<SourceToken> scan(CharSequence text) {
		return scan(text, false);
	}

	/** Scans a part of a source that begins with a line, which may lie within a block comment. */
	static List<SourceToken> scan(CharSequence text, boolean inComment) {
		SourceScanner scanner = new SourceScanner(text);
		if (inComment) {
			scanner.add(TokenRole.COMMENT, endOfBlock(text, 0));
		}
		while (scanner.position < text.length()) {
			scanner.next();
		}
		return scanner.tokens;
	}

	private void next() {
		char c = text.charAt(position);
		if (c == '\n' || c == '\r') {
			position++;
			first = true;
			lineStart = true;
		} else if (Character.isWhitespace(c)) {
			position++;
		} else if (c == '#') {
			numberSign();
		} else if (c == '/' && at(1) == '/') {
			add(TokenRole.COMMENT, endOfLine(position));
		} else if (c == '/' && at(1) == '*') {
			int start = position;
			add(TokenRole.COMMENT, endOfBlock(text, position + 2));
			if (endOfLine(start) < position) {
				// A statement could go on here, but nobody writes that, and lines can be scanned one by one without it.
				first = true;
				lineStart = true;
			}
		} else {
			word(c);
			lineStart = false;
		}
	}

	private void word(char c) {
		if (c == '"') {
			string();
			first = false;
		} else if (c == '\'') {
			character();
			first = false;
		} else if ((c == '%' || c == '@') && special(c)) {
			first = false;
		} else if (isNameStart(c)) {
			name();
		} else if (c >= '0' && c <= '9') {
			number();
		} else {
			if (c == ';') {
				first = true;
			}
			position++;
		}
	}

	/** The offset behind the end of a block comment; the end of the text if it is open. */
	static int endOfBlock(CharSequence text, int from) {
		int end = from + 1;
		while (end < text.length() && !(text.charAt(end - 1) == '*' && text.charAt(end) == '/')) {
			end++;
		}
		return Math.min(text.length(), end + 1);
	}

	/** A comment, or at the start of a line a directive of the preprocessor. */
	private void numberSign() {
		int end = position + 1;
		while (end < text.length() && text.charAt(end) == ' ') {
			end++;
		}
		int nameStart = end;
		while (end < text.length() && Character.isLetter(text.charAt(end))) {
			end++;
		}
		String name = text.subSequence(nameStart, end).toString();
		boolean directive = lineStart && List.of("include", "define", "undef", "if", "ifdef", "ifndef", "else", "elif",
				"endif", "error", "warning", "pragma").contains(name) && (nameStart == position + 1);
		if (directive) {
			add(TokenRole.DIRECTIVE, end);
			first = false;
			lineStart = false;
		} else {
			add(TokenRole.COMMENT, endOfLine(position));
		}
	}

	private void name() {
		int end = position;
		while (end < text.length() && isNamePart(text.charAt(end))) {
			end++;
		}
		String word = text.subSequence(position, end).toString();
		int after = end;
		while (after < text.length() && (text.charAt(after) == ' ' || text.charAt(after) == '\t')) {
			after++;
		}
		if (first && after < text.length() && text.charAt(after) == ':') {
			add(TokenRole.LABEL, end);
			position = after + 1;
		} else if (first && after < text.length() && text.charAt(after) == '='
				&& !(after + 1 < text.length() && text.charAt(after + 1) == '=')) {
			add(TokenRole.SYMBOL, end);
			first = false;
		} else if (first) {
			first = false;
			add(word.startsWith(".") ? TokenRole.DIRECTIVE
					: Vocabulary.mnemonic(word).map(Vocabulary.Mnemonic::role).orElse(TokenRole.MACRO), end);
		} else if (Vocabulary.isRegister(word)) {
			add(TokenRole.REGISTER, end);
		} else {
			add(Vocabulary.csr(word).isPresent() ? TokenRole.CSR : TokenRole.SYMBOL, end);
		}
	}

	/** A word with a sign before it that the language knows, such as {@code %hi} or {@code @function}: no name of the source. */
	private boolean special(char sign) {
		int end = position + 1;
		while (end < text.length() && isNamePart(text.charAt(end))) {
			end++;
		}
		String word = text.subSequence(position + 1, end).toString();
		if (!TYPES.contains(word) && !(sign == '%' && Vocabulary.allModifiers().containsKey(word))) {
			return false;
		}
		add(TokenRole.DIRECTIVE, end);
		return true;
	}

	private void number() {
		int end = position;
		while (end < text.length() && (isNamePart(text.charAt(end)))) {
			end++;
		}
		if (first && end < text.length() && text.charAt(end) == ':') {
			add(TokenRole.LABEL, end);
			position = end + 1;
			return;
		}
		char last = text.charAt(end - 1);
		boolean local = (last == 'f' || last == 'b') && digits(position, end - 1);
		add(local ? TokenRole.SYMBOL : TokenRole.NUMBER, end);
		first = false;
	}

	private boolean digits(int from, int to) {
		for (int i = from; i < to; i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return to > from;
	}

	private void string() {
		int end = position + 1;
		while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
			end += text.charAt(end) == '\\' && end + 1 < text.length() && text.charAt(end + 1) != '\n' ? 2 : 1;
		}
		boolean closed = end < text.length() && text.charAt(end) == '"';
		add(TokenRole.STRING, Math.min(text.length(), closed ? end + 1 : end));
	}

	private void character() {
		int end = position + 1;
		if (at(1) == '\\') {
			end++;
		}
		end = Math.min(end + 1, endOfLine(position));
		if (end < text.length() && text.charAt(end) == '\'') {
			end++;
		}
		add(TokenRole.NUMBER, Math.min(text.length(), end));
	}

	private void add(TokenRole role, int end) {
		tokens.add(new SourceToken(position, end - position, role));
		position = end;
	}

	private int endOfLine(int from) {
		int end = from;
		while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
			end++;
		}
		return end;
	}

	private char at(int ahead) {
		return position + ahead < text.length() ? text.charAt(position + ahead) : '\0';
	}

	static boolean isNameStart(char c) {
		return Character.isLetter(c) || c == '_' || c == '.' || c == '$' || c == '\\';
	}

	static boolean isNamePart(char c) {
		return isNameStart(c) || c >= '0' && c <= '9';
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the parts of lines into columns: labels at the margin, mnemonics, operands and comments each in a column. Only
 * white space changes, and what is inside comments and strings not at all.
 *
 * @param mnemonic column of mnemonics and directives, from 0
 * @param operands column of operands
 * @param comment column of comments that stand behind code
 */
public record Columns(int mnemonic, int operands, int comment) {
	/** The columns of most kernels. */
	public static final Columns DEFAULT = new Columns(8, 16, 40);

	/** The whole text with every line in columns. Line ends and lines within block comments stay as they are. */
	public String format(String text) {
		StringBuilder out = new StringBuilder(text.length() + text.length() / 8);
		SourceModel model = SourceModel.of(text);
		int start = 0;
		int next = 0;
		List<SourceToken> tokens = model.tokens();
		while (start < text.length()) {
			int end = start;
			while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
				end++;
			}
			List<SourceToken> line = new ArrayList<>();
			boolean open = next > 0 && tokens.get(next - 1).end() > start;
			while (next < tokens.size() && tokens.get(next).offset() < end) {
				line.add(tokens.get(next++));
			}
			boolean runsOn = !line.isEmpty() && line.get(line.size() - 1).end() > end;
			if (open || runsOn) {
				out.append(text, start, end);
			} else {
				out.append(line(text, start, end, line));
			}
			while (end < text.length() && (text.charAt(end) == '\n' || text.charAt(end) == '\r')) {
				out.append(text.charAt(end++));
				if (text.charAt(end - 1) == '\n') {
					break;
				}
			}
			start = end;
		}
		return out.toString();
	}

	private String line(String text, int start, int end, List<SourceToken> tokens) {
		String plain = text.substring(start, end);
		if (plain.isBlank()) {
			return "";
		}
		if (tokens.isEmpty()) {
			return plain.stripTrailing();
		}
		SourceToken first = tokens.get(0);
		if (first.role() == TokenRole.COMMENT) {
			boolean margin = plain.charAt(0) != ' ' && plain.charAt(0) != '\t';
			return (margin ? "" : pad("", mnemonic)) + plain.strip();
		}
		if (plain.charAt(0) == '#') {
			return plain.stripTrailing();
		}
		int codeEnd = end;
		String remark = "";
		SourceToken last = tokens.get(tokens.size() - 1);
		if (last.role() == TokenRole.COMMENT) {
			codeEnd = last.offset();
			remark = text.substring(last.offset(), end).strip();
		}
		int at = start;
		StringBuilder line = new StringBuilder();
		int index = 0;
		if (first.role() == TokenRole.LABEL) {
			int colon = text.indexOf(':', first.end()) + 1;
			line.append(text, first.offset(), first.end()).append(':');
			at = colon;
			index = 1;
		}
		String rest = text.substring(at, codeEnd).strip();
		if (!rest.isEmpty()) {
			SourceToken word = index < tokens.size() ? tokens.get(index) : null;
			boolean command = word != null && text.substring(at, word.offset()).isBlank()
					&& word.role() != TokenRole.LABEL && word.role() != TokenRole.SYMBOL;
			line = new StringBuilder(pad(line.toString(), mnemonic));
			if (command) {
				line.append(text, word.offset(), word.end());
				String arguments = text.substring(word.end(), codeEnd).strip();
				if (!arguments.isEmpty()) {
					line = new StringBuilder(pad(line.toString(), operands)).append(arguments);
				}
			} else {
				line.append(rest);
			}
		}
		return remark.isEmpty() ? line.toString() : pad(line.toString(), comment) + remark;
	}

	/** Fills with blanks up to a column; at least one where there is text before. */
	private static String pad(String text, int column) {
		int blanks = Math.max(text.isEmpty() ? 0 : 1, column - text.length());
		return text + " ".repeat(blanks);
	}
}

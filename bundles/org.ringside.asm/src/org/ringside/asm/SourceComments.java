/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

/**
 * Takes the comments out of a source before the preprocessor reads it: those of C, and those of the assembler, which begin with a
 * number sign behind code. Line ends stay, so that lines keep their numbers.
 */
final class SourceComments {

	private SourceComments() {
	}

	/** The text without comments. One that has no end reaches to the end of the text; {@code open} is told the line where it begins. */
	static String remove(String text, java.util.function.IntConsumer open) {
		StringBuilder out = new StringBuilder(text.length());
		boolean blank = true;
		boolean directive = false;
		int line = 1;
		int i = 0;
		while (i < text.length()) {
			char c = text.charAt(i);
			if (c == '\n') {
				boolean continued = out.length() > 0 && out.charAt(out.length() - 1) == '\\';
				directive &= continued;
				blank = !continued;
				line++;
				out.append(c);
				i++;
			} else if (c == '"' || c == '\'') {
				int end = c == '"' ? PreprocessorToken.stringEnd(text, i) : PreprocessorToken.characterEnd(text, i);
				out.append(text, i, end);
				i = end;
				blank = false;
			} else if (c == '/' && text.startsWith("/*", i)) {
				int close = text.indexOf("*/", i + 2);
				if (close < 0) {
					open.accept(line);
				}
				int end = close < 0 ? text.length() : close + 2;
				out.append(' ');
				for (; i < end; i++) {
					if (text.charAt(i) == '\n') {
						line++;
						// Within a directive, the lines of a comment belong to it.
						out.append(directive ? "\\\n" : "\n");
					}
				}
			} else if (c == '/' && text.startsWith("//", i)) {
				i = lineEnd(text, i);
			} else if (c == '#' && blank && !directive && startsDirective(text, i)) {
				directive = true;
				blank = false;
				out.append(c);
				i++;
			} else if (c == '#' && !directive) {
				i = lineEnd(text, i);
			} else {
				blank &= Character.isWhitespace(c);
				out.append(c);
				i++;
			}
		}
		return out.toString();
	}

	private static boolean startsDirective(String text, int at) {
		return Preprocessor.DIRECTIVE.matcher(text.substring(at, lineEnd(text, at)).strip()).matches();
	}

	private static int lineEnd(String text, int from) {
		int end = text.indexOf('\n', from);
		return end < 0 ? text.length() : end;
	}
}

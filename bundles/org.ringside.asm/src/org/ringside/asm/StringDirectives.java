/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.nio.charset.StandardCharsets;

/** The directives that put characters into a section. */
final class StringDirectives {

	private final Assembly assembly;

	StringDirectives(Assembly assembly) {
		this.assembly = assembly;
	}

	/** Carries out a directive; false if it is none of these. */
	boolean run(String name, TokenStream tokens) {
		switch (name) {
			case ".ascii" -> strings(tokens, 1, false);
			case ".asciz", ".string", ".string8" -> strings(tokens, 1, true);
			case ".string16" -> strings(tokens, 2, true);
			case ".string32" -> strings(tokens, 4, true);
			case ".string64" -> strings(tokens, 8, true);
			case ".ident" -> ident(tokens);
			case ".version" -> version(tokens);
			default -> {
				return false;
			}
		}
		tokens.expectEnd();
		return true;
	}

	/** Strings that stand beside each other without a comma are one. */
	private void strings(TokenStream tokens, int width, boolean terminated) {
		if (tokens.atEnd()) {
			return;
		}
		do {
			do {
				put(tokens.string(), width);
			} while (tokens.peek().kind() == AsmToken.Kind.STRING);
			if (terminated) {
				assembly.section.emit(0, width);
			}
		} while (tokens.take(","));
	}

	private void put(String text, int width) {
		for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
			assembly.section.emit(b & 0xff, width);
		}
	}

	/** Notes who made the file: in {@code .comment}, which begins with a zero. */
	private void ident(TokenStream tokens) {
		Assembly.Place here = assembly.place();
		Assembly.Place before = assembly.previous;
		boolean first = !assembly.sections.containsKey(".comment");
		SectionDefaults defaults = SectionDefaults.of(".comment");
		assembly.enter(".comment", defaults.type(), SectionDefaults.MERGED_STRINGS, 1);
		if (first) {
			assembly.section.emit(0, 1);
		}
		strings(tokens, 1, true);
		assembly.enter(here.section(), here.subsection());
		assembly.previous = before;
	}

	/** A note with the version as its owner (System V ABI, note section). */
	private void version(TokenStream tokens) {
		String text = tokens.string();
		Assembly.Place here = assembly.place();
		Assembly.Place before = assembly.previous;
		SectionDefaults defaults = SectionDefaults.of(".note");
		assembly.enter(".note", defaults.type(), defaults.flags(), 0);
		assembly.section.emit(text.length() + 1, 4);
		assembly.section.emit(0, 4);
		assembly.section.emit(1, 4);
		put(text, 1);
		assembly.section.emit(0, 1);
		assembly.section.add(new Fragment.Align(4, 0, 1, 0, false));
		assembly.section.alignment = 4;
		assembly.enter(here.section(), here.subsection());
		assembly.previous = before;
	}
}

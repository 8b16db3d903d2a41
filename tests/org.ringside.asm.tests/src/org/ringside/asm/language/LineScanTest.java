/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Lines that are scanned one by one give the words of the whole. */
class LineScanTest {

	@Test
	void aBlockCommentIsCarriedToTheNextLine() {
		assertTrue(LineScan.endsInComment("\tnop /* opens\n", false));
		assertTrue(LineScan.endsInComment("goes on", true));
		assertFalse(LineScan.endsInComment("ends */ nop", true));
		assertFalse(LineScan.endsInComment("ends */", true));
		assertTrue(LineScan.endsInComment("ends */ /*", true));
		assertFalse(LineScan.endsInComment("/* all in one */", false));
		assertTrue(LineScan.endsInComment("/*/", false), "the slash of the opening does not close it");
	}

	@Test
	void whatLooksLikeACommentInAStringOrBehindANumberSignIsNone() {
		assertFalse(LineScan.endsInComment("\t.asciz \"/*\"", false));
		assertFalse(LineScan.endsInComment("# see /*", false));
		assertFalse(LineScan.endsInComment("// see /*", false));
	}

	@Test
	void linesGiveTheWordsOfTheWhole() {
		String[] parts = { "/*", "*/", "//", "# ", "\"", "nop", " ", "\n", "label:", "csrr t0, satp", "*", "/", "'", "\n" };
		Random random = new Random(5);
		for (int run = 0; run < 3000; run++) {
			StringBuilder text = new StringBuilder();
			for (int i = 0; i < 14; i++) {
				text.append(parts[random.nextInt(parts.length)]);
			}
			assertEquals(byCharacter(text.length(), SourceScanner.scan(text)), byLines(text.toString()), text.toString());
		}
	}

	/** The role of each character, since a block comment is one word in the whole and one in each line otherwise. */
	private static List<TokenRole> byCharacter(int length, List<SourceToken> tokens) {
		TokenRole[] roles = new TokenRole[length];
		for (SourceToken token : tokens) {
			for (int i = token.offset(); i < token.end(); i++) {
				roles[i] = token.role();
			}
		}
		return new ArrayList<>(java.util.Arrays.asList(roles));
	}

	private static List<TokenRole> byLines(String text) {
		List<TokenRole> all = new ArrayList<>();
		boolean inComment = false;
		int start = 0;
		while (start < text.length()) {
			int end = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start) + 1;
			String line = text.substring(start, end);
			all.addAll(byCharacter(line.length(), LineScan.tokens(line, inComment)));
			inComment = LineScan.endsInComment(line, inComment);
			start = end;
		}
		return all;
	}
}

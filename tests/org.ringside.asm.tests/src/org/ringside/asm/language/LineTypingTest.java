/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

/** What happens by itself while a line is typed. */
class LineTypingTest {

	@Test
	void codeIsIndentedBehindALabelAndAsTheLineBefore() {
		assertEquals("        ", LineTyping.indentAfter("start:"));
		assertEquals("        ", LineTyping.indentAfter("start:  nop"));
		assertEquals("\t", LineTyping.indentAfter("\tnop"));
		assertEquals("    ", LineTyping.indentAfter("    # a remark"));
		assertEquals("", LineTyping.indentAfter(""));
		assertEquals("", LineTyping.indentAfter("# at the margin"));
	}

	@Test
	void bracketsAndQuotesComeInPairs() {
		assertEquals(Optional.of(')'), LineTyping.closing("\tld a0, 0", "", '('));
		assertEquals(Optional.of('"'), LineTyping.closing("\t.asciz ", "", '"'));
		assertEquals(Optional.empty(), LineTyping.closing("\t.asciz \"a", "\"", '('), "within a string");
		assertEquals(Optional.empty(), LineTyping.closing("\tnop # see ", "", '('), "within a comment");
		assertEquals(Optional.empty(), LineTyping.closing("\tld a0, 0", "sp)", '('), "before a word");
	}

	@Test
	void theClosingCharacterIsTypedOver() {
		assertTrue(LineTyping.typesOver("\tld a0, 0(sp", ")", ')'));
		assertFalse(LineTyping.typesOver("\tld a0, 0", ")", ')'));
		assertTrue(LineTyping.typesOver("\t.asciz \"a", "\"", '"'));
		assertFalse(LineTyping.typesOver("\t.asciz \"a\\", "\"", '"'), "an escaped quote belongs to the string");
	}

	@Test
	void linesGoIntoCommentsAndOut() {
		String lines = "\tnop\n\n\t\tret\n";
		assertEquals("\t# nop\n\n\t# \tret\n", LineTyping.toggleComment(lines));
		assertEquals(lines, LineTyping.toggleComment(LineTyping.toggleComment(lines)));
		assertEquals("# # a\n# nop\n", LineTyping.toggleComment("# a\nnop\n"), "one line of code: all go in");
		assertEquals("nop", LineTyping.toggleComment("#nop"));
	}
}

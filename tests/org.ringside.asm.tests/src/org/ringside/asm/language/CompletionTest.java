/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class CompletionTest {
	private static List<String> at(String text) {
		int caret = text.indexOf('|');
		return Completion.at(SourceModel.of(text.replace("|", "")), caret, List.of()).proposals().stream()
				.map(Completion.Proposal::text).toList();
	}

	@Test
	void aStatementBeginsWithAMnemonicADirectiveOrAMacro() {
		assertTrue(at("\tsfen|").contains("sfence.vma"));
		assertEquals(List.of(".macro"), at("\t.mac|"));
		assertTrue(at(".macro save_all\n.endm\n\tsave|").contains("save_all"));
		assertTrue(at("loop:\taddi|").contains("addiw"));
	}

	@Test
	void pseudoInstructionsAreOffered() {
		assertTrue(at("\tcal|").contains("call"));
		assertTrue(at("\tbeq|").containsAll(List.of("beq", "beqz")));
	}

	@Test
	void operandsAreRegistersAndNamesOfTheSource() {
		List<String> all = at("limit = 4\nstart:\n\tadd |");
		assertTrue(all.containsAll(List.of("a0", "sp", "limit", "start")));
		assertFalse(all.contains("addi"));
	}

	@Test
	void csrsAreOfferedOnlyToCsrInstructions() {
		assertTrue(at("\tcsrr t0, ssta|").contains("sstatus"));
		assertFalse(at("\taddi t0, ssta|").contains("sstatus"));
	}

	@Test
	void nothingIsOfferedInCommentsAndStrings() {
		assertTrue(at("# add|").isEmpty());
		assertTrue(at("\t.asciz \"add|\"").isEmpty());
	}

	@Test
	void theReplacedWordBeginsAtItsFirstCharacter() {
		assertEquals(1, Completion.at(SourceModel.of("\tsfence.v"), 9, List.of()).start());
	}

	@Test
	void namesOfOtherFilesAreOffered() {
		Definition far = new Definition("handle_trap", Definition.Kind.LABEL, 0, 3, "");
		assertTrue(Completion.at(SourceModel.of("\tcall han"), 9, List.of(far)).proposals().stream()
				.anyMatch(proposal -> proposal.text().equals("handle_trap")));
	}
}

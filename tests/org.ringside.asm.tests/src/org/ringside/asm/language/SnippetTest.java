/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerOptions;

/** What is offered for insertion is right. */
class SnippetTest {

	static List<Snippet> snippets() {
		return Snippet.all();
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void itAssembles(Snippet snippet) {
		String text = "        .equ ticks, 100000\n" + snippet.plain();
		assertEquals(List.of(), Assembler.assemble("snippet.s", text, AssemblerOptions.DEFAULT).problems());
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void itStandsInColumns(Snippet snippet) {
		assertEquals(snippet.plain(), Columns.DEFAULT.format(snippet.plain()));
	}
}

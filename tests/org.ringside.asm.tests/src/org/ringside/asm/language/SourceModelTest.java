/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class SourceModelTest {
	private static final String SOURCE = """
			/* A block
			   comment */
			        .equ    PAGE_SIZE, 0x1000   # bytes
			        .macro  twice reg
			        add     \\reg, \\reg, \\reg
			        .endm
			        .section .text
			        .global start
			start:  csrr    t0, sstatus         // read it
			        li      a0, PAGE_SIZE
			        twice   a0
			1:      addi    a0, a0, -1
			        bnez    a0, 1b
			        j       1f
			1:      sret
			        ecall
			        .asciz  "a # no comment; sret"
			""";

	private static final SourceModel MODEL = SourceModel.of(SOURCE);

	private static SourceToken token(String word, int nth) {
		int at = -1;
		for (int i = 0; i <= nth; i++) {
			at = SOURCE.indexOf(word, at + 1);
		}
		return MODEL.tokenAt(at).orElseThrow();
	}

	@Test
	void wordsHaveRoles() {
		assertEquals(TokenRole.COMMENT, token("/* A", 0).role());
		assertEquals(TokenRole.DIRECTIVE, token(".equ", 0).role());
		assertEquals(TokenRole.SYMBOL, token("PAGE_SIZE", 0).role());
		assertEquals(TokenRole.NUMBER, token("0x1000", 0).role());
		assertEquals(TokenRole.COMMENT, token("# bytes", 0).role());
		assertEquals(TokenRole.LABEL, token("start:", 0).role());
		assertEquals(TokenRole.REGISTER, token("t0", 0).role());
		assertEquals(TokenRole.CSR, token("sstatus", 0).role());
		assertEquals(TokenRole.COMMENT, token("// read", 0).role());
		assertEquals(TokenRole.MACRO, token("twice", 1).role());
		assertEquals(TokenRole.INSTRUCTION, token("addi", 0).role());
		assertEquals(TokenRole.PRIVILEGED, token("sret", 0).role());
		assertEquals(TokenRole.STRING, token("\"a # no", 0).role());
	}

	@Test
	void aStringHidesCommentsAndSeparators() {
		assertEquals("\"a # no comment; sret\"", token("\"a #", 0).in(SOURCE));
	}

	@Test
	void preprocessorLinesAreDirectives() {
		String text = "#include \"x.h\"\n# include is a comment here\n#define N 4\n";
		List<SourceToken> tokens = SourceModel.of(text).tokens();
		assertEquals(TokenRole.DIRECTIVE, tokens.get(0).role());
		assertEquals(TokenRole.STRING, tokens.get(1).role());
		assertEquals(TokenRole.COMMENT, tokens.get(2).role());
		assertEquals("N", SourceModel.of(text).definitions().get(0).name());
	}

	@Test
	void definitionsAreFoundWithKindAndDetail() {
		assertEquals(Definition.Kind.CONSTANT, MODEL.definition("PAGE_SIZE").orElseThrow().kind());
		assertEquals("0x1000", MODEL.definition("PAGE_SIZE").orElseThrow().detail());
		assertEquals("reg", MODEL.definition("twice").orElseThrow().detail());
		assertEquals(9, MODEL.definition("start").orElseThrow().line());
		assertEquals(List.of("PAGE_SIZE", "twice", ".text", "start", "1", "1"),
				MODEL.definitions().stream().map(Definition::name).toList());
	}

	@Test
	void localLabelsAreResolvedInTheirDirection() {
		assertEquals(12, MODEL.definitionOf(token("1b", 0)).orElseThrow().line());
		assertEquals(15, MODEL.definitionOf(token("1f", 0)).orElseThrow().line());
	}

	@Test
	void occurrencesOfALocalLabelAreThoseOfTheSameOne() {
		List<Integer> lines = MODEL.occurrences(token("1b", 0)).stream().map(use -> MODEL.lineOf(use.offset())).toList();
		assertEquals(List.of(12, 13), lines);
		assertEquals(lines, MODEL.occurrences(token("1:", 0)).stream().map(use -> MODEL.lineOf(use.offset())).toList());
	}

	@Test
	void occurrencesOfANameAreAllOfIt() {
		assertEquals(List.of(4, 11),
				MODEL.occurrences(token("twice", 0)).stream().map(use -> MODEL.lineOf(use.offset())).toList());
		assertTrue(MODEL.occurrences(token("addi", 0)).isEmpty(), "a mnemonic is no name of the source");
	}

	@Test
	void macrosAndLongCommentsFold() {
		assertEquals(List.of(new SourceModel.Fold(1, 2), new SourceModel.Fold(4, 6), new SourceModel.Fold(9, 17)), MODEL.folds());
	}

	@Test
	void anyTextIsDividedIntoOrderedWords() {
		Random random = new Random(5);
		String alphabet = "abz.$_\\:;,#/*\"'0x9fb \t\n\r()%-=";
		for (int round = 0; round < 2000; round++) {
			StringBuilder text = new StringBuilder();
			int length = random.nextInt(80);
			for (int i = 0; i < length; i++) {
				text.append(alphabet.charAt(random.nextInt(alphabet.length())));
			}
			SourceModel model = SourceModel.of(text.toString());
			int end = 0;
			for (SourceToken token : model.tokens()) {
				assertTrue(token.offset() >= end && token.length() > 0 && token.end() <= length,
						() -> "in " + text.toString().replace("\n", "\\n"));
				end = token.end();
				assertEquals(token, model.tokenAt(token.offset()).orElseThrow());
			}
		}
	}

	@Test
	void aRoutineFoldsFromItsLabelToItsLastInstruction() {
		SourceModel model = SourceModel.of("""
				        .text
				start:
				        li a0, 1
				1:      j 1b
				.Linside:
				        ret
				        # about the next

				next:   nop
				""");
		assertEquals(List.of(new SourceModel.Fold(2, 6)), model.folds());
	}
}

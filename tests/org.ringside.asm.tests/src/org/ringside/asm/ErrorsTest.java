/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringside.isa.IsaProfile;

/** Mistakes are told with their place and what was expected, all of a file at once, and nothing makes the assembler fail. */
class ErrorsTest {

	private static List<String> problems(String source) {
		return Assembler.assemble("a.s", source, AssemblerOptions.DEFAULT).problems().stream().map(Problem::toString).toList();
	}

	@Test
	void tellsPlaceAndExpectation() {
		assertEquals(List.of("a.s:2:9: error: Expected an integer register for rs1, but found 'q1'. Usage: add rd, rs1, rs2."),
				problems("nop\nadd a0, q1, a2"));
		assertEquals(List.of("a.s:1:2: error: There is no instruction or macro 'adi'. Did you mean 'addi'?"), problems(" adi a0, a0, 1"));
		assertEquals(List.of("a.s:1:1: error: There is no directive '.gloabl'. Did you mean '.global'?"), problems(".gloabl x"));
		assertEquals(List.of("a.s:3:1: error: The symbol 'x' is already defined at a.s:1:1."), problems("x:\nnop\nx:"));
		assertEquals(List.of("a.s:1:14: error: The operand imm is 5000, but must be from -2048 to 2047. Usage: addi rd, rs1, imm."),
				problems("addi a0, a0, 5000"));
	}

	@Test
	void reportsAllMistakesOfAFile() {
		List<String> problems = problems("""
				foo a0
				addi a0
				.if 1
				.macro m
				j 1f
				.string "abc
				/* open
				""");
		assertEquals(5, problems.size(), problems.toString());
	}

	@Test
	void whatTheProfileLacksIsNamed() {
		AssemblerOptions options = new AssemblerOptions(IsaProfile.RV64IMAC, List.of(), Map.of());
		assertEquals(List.of("a.s:1:1: error: The instruction 'fadd.s' needs the extension F, which is not enabled."),
				Assembler.assemble("a.s", "fadd.s fa0, fa1, fa2", options).problems().stream().map(Problem::toString).toList());
	}

	@Test
	void endlessSourcesEnd() {
		assertFalse(problems(".macro m\nm\n.endm\nm").isEmpty());
		assertFalse(problems(".rept 100000000\nnop\n.endr").isEmpty());
		assertFalse(problems(".equ a, a + 1\n.word a").isEmpty());
		assertFalse(problems(".rept 100000\n.set x, x + y\n.endr").isEmpty());
		assertFalse(problems(".word " + "x+".repeat(100_000) + "1").isEmpty());
		assertFalse(problems(".word 1 / 0").isEmpty());
		assertFalse(problems(".skip 0x7fffffffffffffff").isEmpty());
		Assembler.FileSource itself = (name, from) -> Optional.of(".include \"b.s\"".getBytes(StandardCharsets.UTF_8));
		assertFalse(Assembler.assemble("b.s", ".include \"b.s\"".getBytes(StandardCharsets.UTF_8), AssemblerOptions.DEFAULT, itself).succeeded());
		assertFalse(problems(".word " + "(".repeat(10_000)).isEmpty());
		assertFalse(problems(".word " + "-".repeat(10_000) + "x").isEmpty());
	}

	@Test
	void linkerTellsUndefinedSymbols() {
		AssemblyResult result = Assembler.assemble("a.s", "nop\ncall nowhere\nla a0, nothing", AssemblerOptions.DEFAULT);
		LinkResult linked = Linker.link(List.of(result), 0x80000000L);
		assertTrue(linked.toElf().isEmpty());
		assertEquals("a.s:2:1: error: The symbol 'nowhere' is not defined.", linked.messages().get(0));
		assertEquals(2, linked.messages().size(), linked.messages().toString());
		assertEquals(List.of("s.ld:1:1: error: Expected '{', but found the end of the script."),
				Linker.link(List.of(result), "s.ld", "SECTIONS\n").messages());
	}

	/** Random damage to sources, random bytes and random scripts: always an answer, never an exception. */
	@Test
	void survivesAnything() {
		Random random = new Random(12);
		String seed = """
				.macro save reg, slot=3
				sd \\reg, 8 * \\slot(sp)
				.endm
				_start: la a0, message
				1: beqz a0, 1b
				save a1, 4
				.if 1 + 2 == 3
				.rept 2
				li a0, 0x123456789abcdef
				.endr
				.endif
				.section .rodata, "a", @progbits
				message: .asciz "text\\n"
				.word message - ., %hi(x), 'a', 1f
				.equ n, . - message
				.size message, n
				.balign 8
				1: .insn r 0x33, 0, 0, a0, a1, a2
				""";
		for (int i = 0; i < 4_000; i++) {
			StringBuilder text = new StringBuilder(seed);
			for (int k = random.nextInt(8); k >= 0; k--) {
				int at = random.nextInt(text.length());
				switch (random.nextInt(4)) {
					case 0 -> text.deleteCharAt(at);
					case 1 -> text.setCharAt(at, (char) random.nextInt(256));
					case 2 -> text.insert(at, "()\"\\\n,:;%-.#1*".charAt(random.nextInt(14)));
					default -> text.insert(at, seed, at % 40, 40 + random.nextInt(100));
				}
			}
			String source = text.toString();
			AssemblyResult result = Assembler.assemble(i % 2 == 0 ? "a.s" : "a.S", source, AssemblerOptions.DEFAULT);
			if (result.succeeded()) {
				result.toElf();
				Linker.link(List.of(result), 0x80000000L);
			}
		}
		byte[] bytes = new byte[300];
		for (int i = 0; i < 2000; i++) {
			random.nextBytes(bytes);
			Assembler.assemble("a.s", bytes, AssemblerOptions.DEFAULT, (name, from) -> Optional.empty());
		}
	}

	@Test
	void aMisspeltCsrIsTold() {
		assertEquals(List.of("a.s:1:10: error: There is no CSR 'mstatsu'. Did you mean 'mstatus'? Usage: csrr rd, csr."), problems("csrr a0, mstatsu"));
	}

	@Test
	void manyMistakesEndTheReading() {
		List<String> problems = problems(".rept 100000\n.garbage\n.endr\n");
		assertTrue(problems.size() < 10, () -> problems.size() + " problems");
		assertTrue(problems.toString().contains("There are more than 2000 problems"), problems::toString);
	}

	/** Statements of every kind, cut, mixed and damaged; what is assembled all the same is linked, too. */
	@Test
	void survivesDamageToStatementsOfEveryKind() throws Exception {
		Path corpus = Path.of("corpus");
		assumeTrue(Files.isDirectory(corpus), "needs the corpus beside the sources of these tests");
		List<String> seeds = new java.util.ArrayList<>();
		for (String line : Files.readAllLines(corpus.resolve("statements.txt"))) {
			seeds.add(line.replace('|', '\n') + "\n");
		}
		for (String name : List.of("annotated-entry.S", "firmware.S", "self-test.S", "teaching-kernel.S", "addresses.s")) {
			seeds.add(Files.readString(corpus.resolve(name), StandardCharsets.ISO_8859_1));
		}
		String[] words = {"0x7fffffffffffffff", "-1", "99999999999999999999", "1f", "1b", ".", "\\@", "a0", "%lo(", "\"", "/*"};
		Random random = new Random(31);
		for (int i = 0; i < 1500; i++) {
			StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
			for (int k = random.nextInt(8); k >= 0 && !text.isEmpty(); k--) {
				int at = random.nextInt(text.length());
				String other = seeds.get(random.nextInt(seeds.size()));
				switch (random.nextInt(4)) {
					case 0 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
					case 1 -> text.setCharAt(at, (char) random.nextInt(256));
					case 2 -> text.insert(at, words[random.nextInt(words.length)]);
					default -> {
						int from = random.nextInt(other.length());
						text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(60)));
					}
				}
			}
			byte[] source = text.toString().getBytes(StandardCharsets.ISO_8859_1);
			boolean relax = random.nextBoolean();
			AssemblyResult result = Assembler.assemble(random.nextBoolean() ? "a.s" : "a.S", source, AssemblerOptions.DEFAULT.withRelax(relax),
					(name, from) -> Optional.empty());
			if (result.succeeded()) {
				LinkInput input = LinkInput.read("a.o", result.toElf().orElseThrow());
				Linker.linkInputs(List.of(input), 0x80000000L, relax);
			}
		}
	}
}

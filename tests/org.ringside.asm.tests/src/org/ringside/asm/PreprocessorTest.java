/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The preprocessor of {@code .S} files: what GCC makes of them is what we make, and mistakes name their line. */
class PreprocessorTest {

	private static final String SOURCE = """
			/* a comment "with a quotation mark */
			#include "more.h"
			#define NAME 7            // seven
			#define TWICE(x) ((x) * 2)
			#define SUM(a, b) (TWICE(a) + (b))
			#define STORE(reg, slot) sd reg, 8 * slot(sp)
			#define SAVE(...) STORE(__VA_ARGS__)
			#define BOTH(first, second) \\
				first; \\
				second
			#define EMPTY() nop
			#define TEXT "NAME # // TWICE(1)"
			#if defined(NAME) && !defined(OTHER) || 0
			li a0, TWICE(NAME)
			#else
			ebreak
			#endif
			#if NAME > 5 && (NAME & 3) == 3 && UNKNOWN == 0 && NAME * 2 - 1 == 13UL
			li a1, SUM(NAME, TWICE(3))
			#elif 1
			ebreak
			#endif
			#if NAME & 1 == 0
			ebreak
			#elif defined OTHER ? 1 : NAME < 8 && NAME >= 7 && NAME != 8 && 1 << 2 + 1 == 8
			wfi
			#endif
			#ifdef NAME /* yes */
			SAVE(ra, 3)
			#endif
			BOTH(STORE(s0, (1 + 1)), STORE(s1, 0))
			EMPTY()
			#undef NAME
			#ifndef NAME
			li a2, FROM_HEADER
			#endif
			TWICE: j TWICE
			.string TEXT
			""";

	private static AssemblyResult assemble(String source) {
		return Assembler.assemble("a.S", source.getBytes(StandardCharsets.ISO_8859_1), AssemblerOptions.DEFAULT,
				(name, from) -> name.equals("more.h") ? Optional.of("#define FROM_HEADER 17\n".getBytes(StandardCharsets.ISO_8859_1)) : Optional.empty());
	}

	@Test
	void agreesWithTheCompilersPreprocessor() throws Exception {
		try (GnuTools gnu = new GnuTools()) {
			assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, "riscv64-unknown-elf-gcc"))), "needs riscv64-unknown-elf-gcc");
			Files.writeString(gnu.folder.resolve("a.S"), SOURCE);
			Files.writeString(gnu.folder.resolve("more.h"), "#define FROM_HEADER 17\n");
			assertEquals("", gnu.run("gcc", "-march=rv64gc", "-mabi=lp64d", "-Wa,-mno-relax", "-c", "-o", "gnu.o", "a.S"));
			AssemblyResult result = assemble(SOURCE);
			assertEquals(List.of(), result.problems());
			Files.write(gnu.folder.resolve("ours.o"), result.toElf().orElseThrow());
			assertArrayEquals(gnu.section("gnu.o", ".text"), gnu.section("ours.o", ".text"));
		}
	}

	@Test
	void aMacroIsNotReplacedWithinItself() {
		assertEquals(List.of(), assemble("#define self self + 1\n#define f(x) f(x + 1)\n.equ f, 2\nli a0, f\n").problems());
	}

	@Test
	void macrosThatGrowWithoutEndAreTold() {
		StringBuilder source = new StringBuilder("#define a0_ nop;\n#define e0_\n");
		for (int i = 1; i < 60; i++) {
			source.append("#define a%d_ a%d_ a%d_\n#define e%d_ e%d_ e%d_\n".formatted(i, i - 1, i - 1, i, i - 1, i - 1));
		}
		source.append("a59_\ne59_\n");
		assertEquals(List.of("The macros of the preprocessor in this line are too deep or too long.",
				"The macros of the preprocessor in this line are too deep or too long."),
				assemble(source.toString()).problems().stream().map(Problem::message).toList());
	}

	@Test
	void aFileThatIncludesItselfTwiceIsTold() {
		byte[] itself = "#include \"a.S\"\n#include \"a.S\"\n".getBytes(StandardCharsets.ISO_8859_1);
		List<Problem> problems = Assembler.assemble("a.S", itself, AssemblerOptions.DEFAULT, (name, from) -> Optional.of(itself)).problems();
		assertEquals(Set.of("Included files are nested deeper than 50 levels.", "More than 2000 files are included."),
				problems.stream().map(Problem::message).collect(Collectors.toSet()));
	}

	private static List<String> problems(String source) {
		return assemble(source).problems().stream().map(Problem::toString).toList();
	}

	@Test
	void mistakesNameTheirLine() {
		assertEquals(List.of("a.S:2:1: error: The macro 'F' has 2 parameters, but 1 arguments are given."), problems("#define F(a, b) nop\nF(1)\n"));
		assertEquals(List.of("a.S:2:1: error: The arguments of the macro 'F' have no end: expected ')'."), problems("#define F(a) nop\nF(1\n"));
		assertEquals(List.of("a.S:4:1: error: There is no instruction or macro 'foo'."), problems("#define LONG(a) \\\n  nop; \\\n  nop\nfoo\nLONG(1)\n"));
		assertEquals(List.of("a.S:1:1: error: Expected a number, a name or defined(NAME), but found the end of the statement."), problems("#if 1 +\n#endif\n"));
		assertEquals(List.of("a.S:1:1: error: Expected a name after #define."), problems("#define (a)\n"));
	}
}

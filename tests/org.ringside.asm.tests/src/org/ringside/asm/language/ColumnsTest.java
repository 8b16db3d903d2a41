/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.AssemblyResult;
import org.ringside.isa.IsaProfile;

class ColumnsTest {
	private static final Path KERNEL = Path.of("../../bundles/org.ringside.examples/resources/kernels/twospaces");

	private static String format(String text) {
		return Columns.DEFAULT.format(text);
	}

	@Test
	void partsStandInColumns() {
		assertEquals("start:  li      a0, 1                   # one\n", format("start: li a0, 1 # one\n"));
		assertEquals("        ret\n", format("ret\n"));
		assertEquals("a_long_label: nop\n", format("a_long_label:   nop\n"));
	}

	@Test
	void commentsStayAtTheMarginOrGoToTheCode() {
		assertEquals("# about\n        # here\n", format("# about\n  # here  \n"));
	}

	@Test
	void blockCommentsAndEmptyLinesStay() {
		String text = "/* a\n     b  \n  c */\n\n        nop\n";
		assertEquals(text, format(text));
	}

	@Test
	void stringsAreNotTouched() {
		assertEquals("        .asciz  \"a   # b\"\n", format(".asciz \"a   # b\"\n"));
	}

	@Test
	void formattingTwiceChangesNothingMore() throws IOException {
		for (Path source : sources()) {
			String once = format(Files.readString(source));
			assertEquals(once, format(once), source.toString());
		}
	}

	@Test
	void theExampleKernelAssemblesToTheSameBytes() throws IOException {
		AssemblerOptions options = new AssemblerOptions(IsaProfile.RV64IMAC, List.of(KERNEL), java.util.Map.of());
		for (Path source : sources()) {
			String text = Files.readString(source);
			AssemblyResult before = assemble(source, text, options);
			AssemblyResult after = assemble(source, format(text), options);
			assertTrue(before.succeeded(), () -> source + ": " + before.problems());
			assertTrue(after.succeeded(), () -> source + ": " + after.problems());
			assertArrayEquals(before.section(".text").orElse(new byte[0]), after.section(".text").orElse(new byte[0]));
			assertArrayEquals(before.section(".rodata").orElse(new byte[0]),
					after.section(".rodata").orElse(new byte[0]));
		}
	}

	@Test
	void onlyWhiteSpaceChanges() throws IOException {
		for (Path source : sources()) {
			String text = Files.readString(source, StandardCharsets.UTF_8);
			assertEquals(text.replaceAll("\\s+", ""), format(text).replaceAll("\\s+", ""));
		}
	}

	private static AssemblyResult assemble(Path source, String text, AssemblerOptions options) {
		return Assembler.assemble(source.toString(), text.getBytes(StandardCharsets.UTF_8), options, (name, from) -> {
			try {
				return Optional.of(Files.readAllBytes(KERNEL.resolve(name)));
			} catch (IOException e) {
				return Optional.empty();
			}
		});
	}

	private static List<Path> sources() throws IOException {
		try (Stream<Path> files = Files.list(KERNEL)) {
			List<Path> sources = files.filter(file -> file.toString().endsWith(".s")).sorted(Comparator.naturalOrder())
					.toList();
			assertTrue(sources.size() > 5, "the example kernel's sources are in " + KERNEL);
			return sources;
		}
	}
}

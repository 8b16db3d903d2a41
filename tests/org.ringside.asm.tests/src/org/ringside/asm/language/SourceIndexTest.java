/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** Names across files: what means the same, and what another name would change. */
class SourceIndexTest {
	private static final String START = """
			#include "regs.h"
			        .include "lib/macros.inc"
			        .global start, shared
			        .extern elsewhere
			start:  save    a0
			        li      a1, FRAME
			        la      a2, table
			1:      bnez    a0, 1b
			        call    shared
			        call    elsewhere
			        lui     a3, %hi(hi)
			        ret
			shared: ret
			hi:     ret
			table:  .word   start
			""";
	private static final String MACROS = """
			        .macro save reg, slot=0
			        sd      \\reg, \\slot(sp)
			        addi    \\reg, \\reg, FRAME
			        .endm
			""";
	private static final String OTHER = """
			        .include "lib/macros.inc"
			        .type   elsewhere, @function
			        .globl  elsewhere
			elsewhere: call shared
			        save    a1, 8
			table:  .word   table
			1:      j       1b
			        li      a0, FRAME
			""";
	private static final String OWN = """
			shared: j       shared
			save:   nop
			""";

	private static final SourceIndex<String> INDEX = index(Map.of());

	private static SourceIndex<String> index(Map<String, String> changed) {
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("start.S", START);
		texts.put("regs.h", "#define FRAME 32\n");
		texts.put("lib/macros.inc", MACROS);
		texts.put("other.s", OTHER);
		texts.put("own.s", OWN);
		texts.putAll(changed);
		Map<String, SourceModel> models = new LinkedHashMap<>();
		texts.forEach((name, text) -> models.put(name, SourceModel.of(text)));
		return SourceIndex.of(models, (from, name) -> Optional.of(name).filter(texts::containsKey));
	}

	private static String text(String file) {
		return INDEX.sources().get(file).text();
	}

	private static int offset(String file, String word) {
		return text(file).indexOf(word);
	}

	private static String references(String file, String word) {
		return INDEX.references(file, offset(file, word)).stream()
				.map(place -> place.file() + ":" + place.line() + (place.definition() ? "*" : "")).collect(Collectors.joining(" "));
	}

	@Test
	void aGlobalNameMeansTheSameInFilesThatDoNotDefineIt() {
		assertEquals("start.S:3 start.S:9 start.S:13* other.s:4", references("start.S", "shared"));
		assertEquals("other.s:4 start.S:3 start.S:9 start.S:13*", references("other.s", "shared"));
		assertEquals("own.s:1* own.s:1", references("own.s", "shared"), "a file that defines it keeps its own");
		assertEquals("start.S:4 start.S:10 other.s:2 other.s:3 other.s:4*", references("start.S", "elsewhere"));
	}

	@Test
	void aNameThatIsNotGlobalStaysWhereFilesAreReadTogether() {
		assertEquals("start.S:7 start.S:15*", references("start.S", "table"));
		assertEquals("other.s:6* other.s:6", references("other.s", "table"));
		assertEquals("start.S:8* start.S:8", references("start.S", "1:"));
	}

	@Test
	void macrosAndConstantsAreFoundThroughIncludes() {
		assertEquals("start.S:5 lib/macros.inc:1* other.s:5", references("start.S", "save"));
		assertEquals("lib/macros.inc:1* start.S:5 other.s:5", references("lib/macros.inc", "save"));
		assertEquals("start.S:6 regs.h:1* lib/macros.inc:3", references("start.S", "FRAME"));
		assertEquals("own.s:2*", references("own.s", "save"));
	}

	@Test
	void aParameterStaysInItsMacro() {
		assertEquals("lib/macros.inc:1 lib/macros.inc:2 lib/macros.inc:3 lib/macros.inc:3", references("lib/macros.inc", "reg,"));
		assertEquals("lib/macros.inc:1 lib/macros.inc:2", references("lib/macros.inc", "\\slot"));
	}

	@Test
	void definitionsAreFoundInOtherFiles() {
		assertEquals("lib/macros.inc", INDEX.definition("start.S", offset("start.S", "save")).orElseThrow().file());
		assertEquals(4, INDEX.definition("start.S", offset("start.S", "elsewhere")).orElseThrow().line());
		assertTrue(INDEX.definition("start.S", offset("start.S", "ret")).isEmpty());
		assertEquals(List.of("FRAME", "save", "elsewhere"), INDEX.visibleDefinitions("start.S").stream()
				.map(place -> place.token().in(text(place.file()))).toList());
	}

	@Test
	void wordsOfTheLanguageAreNoNames() {
		assertEquals("start.S:11 start.S:14*", references("start.S", "hi:"), "%hi is not the label hi");
		assertEquals("", references("other.s", "@function"));
	}

	private static String renamed(String file, String word, String to) {
		Renaming<String> renaming = Renaming.of(INDEX, file, offset(file, word), to);
		return switch (renaming) {
		case Renaming.Refusal<String> refusal -> refusal.reason();
		case Renaming.Changes<String> changes -> changes.edits().entrySet().stream()
				.map(entry -> entry.getKey() + ":" + Renaming.apply(text(entry.getKey()), entry.getValue()).lines()
						.filter(line -> line.contains(to)).map(line -> line.strip().replaceAll("\\s+", " ")).collect(Collectors.joining("|")))
				.collect(Collectors.joining(" "));
		};
	}

	@Test
	void aNameChangesInAllFilesWhereItMeansTheSame() {
		assertEquals("start.S:.global start, common|call common|common: ret other.s:elsewhere: call common", renamed("start.S", "shared", "common"));
		assertEquals("lib/macros.inc:.macro keep reg, slot=0 start.S:start: keep a0 other.s:keep a1, 8", renamed("lib/macros.inc", "save", "keep"));
		assertEquals("lib/macros.inc:.macro save source, slot=0|sd \\source, \\slot(sp)|addi \\source, \\source, FRAME",
				renamed("lib/macros.inc", "\\reg", "source"));
	}

	@Test
	void aNumericLabelKeepsItsDirections() {
		assertEquals("start.S:77: bnez a0, 77b", renamed("start.S", "1b", "77"));
		assertEquals("start.S:loop: bnez a0, loop", renamed("start.S", "1b", "loop"));
		SourceIndex<String> two = SourceIndex.of(Map.of("a.s", SourceModel.of("1: nop\n2: nop\nj 1b\nj 2b\n")), (from, name) -> Optional.empty());
		assertInstanceOf(Renaming.Refusal.class, Renaming.of(two, "a.s", 0, "2"));
		assertInstanceOf(Renaming.Changes.class, Renaming.of(two, "a.s", 0, "3"));
	}

	@Test
	void whatCannotBeIsRefusedWithASentence() {
		assertEquals("'a b' is no name: expected letters, digits, '_', '.' and '$', and no digit at the start.", renamed("start.S", "table", "a b"));
		assertEquals("'2' is no name: expected letters, digits, '_', '.' and '$', and no digit at the start.", renamed("start.S", "table", "2"));
		assertEquals("'sp' is a register.", renamed("start.S", "table", "sp"));
		assertEquals("The name 'start' is already used in line 3 of start.S.", renamed("start.S", "table", "start"));
		assertEquals("'add' is an instruction.", renamed("start.S", "save", "add"));
		assertEquals("The macro has a parameter 'slot' already.", renamed("lib/macros.inc", "\\reg", "slot"));
		assertEquals("There is no name here that a source defines.", renamed("start.S", "ret", "x"));
		Map<String, SourceModel> one = Map.of("a.s", SourceModel.of("call nowhere\n"));
		assertEquals("'nowhere' is defined in none of these sources.",
				((Renaming.Refusal<String>) Renaming.of(SourceIndex.of(one, (from, name) -> Optional.empty()), "a.s", 6, "x")).reason());
	}

	@Test
	void filesThatIncludeEachOtherAreRead() {
		SourceIndex<String> round = index(Map.of("lib/macros.inc", MACROS + "\t.include \"start.S\"\n"));
		assertTrue(round.references("start.S", offset("start.S", "save")).size() >= 3);
	}
}

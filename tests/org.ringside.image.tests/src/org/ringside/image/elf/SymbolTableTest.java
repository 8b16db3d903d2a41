/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringside.image.elf.ElfSymbol.Binding;
import org.ringside.image.elf.ElfSymbol.Kind;

/** An address is told from the name that a person expects. */
class SymbolTableTest {

	private static ElfSymbol symbol(String name, long value, long size, Kind kind, Binding binding) {
		return new ElfSymbol(name, value, size, kind, binding, ".text");
	}

	private static final SymbolTable TABLE = SymbolTable.of(List.of(
			symbol("trap_entry", 0x1000, 0x40, Kind.FUNCTION, Binding.GLOBAL),
			symbol("save_registers", 0x1010, 0, Kind.NONE, Binding.LOCAL),
			symbol("inner", 0x1020, 0x10, Kind.FUNCTION, Binding.LOCAL),
			symbol("$xrv64i2p1_c2p0", 0x1000, 0, Kind.NONE, Binding.LOCAL),
			symbol(".L12", 0x1018, 0, Kind.NONE, Binding.LOCAL),
			symbol("__trap_alias", 0x1000, 0x40, Kind.FUNCTION, Binding.GLOBAL),
			symbol("boot", 0x2000, 0, Kind.NONE, Binding.GLOBAL),
			symbol("wait", 0x2008, 0, Kind.NONE, Binding.LOCAL),
			symbol("top", 0xffff_ffff_ffff_f000L, 0x1000, Kind.FUNCTION, Binding.GLOBAL),
			new ElfSymbol("UART", 0x1004, 0, Kind.NONE, Binding.GLOBAL, ElfSymbol.ABSOLUTE),
			new ElfSymbol("missing", 0x1008, 0, Kind.NONE, Binding.GLOBAL, ElfSymbol.UNDEFINED),
			new ElfSymbol("kernel.S", 0x1008, 0, Kind.FILE, Binding.LOCAL, ElfSymbol.ABSOLUTE),
			symbol("same", 0x3000, 0, Kind.NONE, Binding.LOCAL),
			symbol("same", 0x3008, 4, Kind.FUNCTION, Binding.GLOBAL)));

	@Test
	void innermostCoveringSymbolTellsTheAddress() {
		assertEquals("trap_entry", TABLE.describe(0x1000));
		assertEquals("trap_entry+0xc", TABLE.describe(0x100c));
		assertEquals("inner+0x4", TABLE.describe(0x1024));
		assertEquals("trap_entry+0x30", TABLE.describe(0x1030));
	}

	@Test
	void localLabelInsideAFunctionGivesWayToTheFunction() {
		assertEquals("trap_entry+0x10", TABLE.describe(0x1010));
		assertEquals("trap_entry+0x1c", TABLE.describe(0x101c));
	}

	@Test
	void labelsWithoutSizeReachToTheNext() {
		assertEquals("boot+0x4", TABLE.describe(0x2004));
		assertEquals("wait+0x2", TABLE.describe(0x200a));
	}

	@Test
	void gapsAndTheSpaceBeforeAllBelongToNobody() {
		assertEquals("0x1040", TABLE.describe(0x1040));
		assertEquals("0xfff", TABLE.describe(0xfff));
		assertEquals("0x0", TABLE.describe(0));
	}

	@Test
	void topOfTheAddressSpaceDoesNotWrap() {
		assertEquals("top+0xfff", TABLE.describe(-1L));
		assertEquals("top", TABLE.describe(0xffff_ffff_ffff_f000L));
	}

	@Test
	void globalOneOfANameWins() {
		assertEquals(0x3008, TABLE.find("same").orElseThrow().value());
		assertEquals(2, TABLE.named("same").size());
		assertEquals(0x1004, TABLE.find("UART").orElseThrow().value());
		assertTrue(TABLE.find("missing").isEmpty());
	}

	@Test
	void namesThatLookAlikeAreOffered() {
		assertEquals(List.of("trap_entry"), TABLE.similar("trap_entri", 3));
		assertEquals(List.of("boot"), TABLE.similar("boott", 3));
		assertEquals(List.of(), TABLE.similar("nothing_like_it", 3));
	}
}

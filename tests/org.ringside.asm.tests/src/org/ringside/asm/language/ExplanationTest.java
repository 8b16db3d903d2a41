/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class ExplanationTest {
	private static Optional<Explanation.Text> of(String text, String word) {
		return Explanation.at(SourceModel.of(text), text.indexOf(word), List.of());
	}

	private static String all(String text, String word) {
		Explanation.Text found = of(text, word).orElseThrow();
		return found.title() + "\n" + String.join("\n", found.lines());
	}

	@Test
	void aPrivilegedInstructionTellsWhatItCosts() {
		String said = all("\tsret\n", "sret");
		assertTrue(said.contains("Privileged: traps in U-mode"), said);
		assertTrue(said.contains("00010000001000000000000001110011"), said);
	}

	@Test
	void anOrdinaryInstructionTellsItsForm() {
		String said = all("\tadd a0, a1, a2\n", "add");
		assertTrue(said.startsWith("add rd, rs1, rs2"), said);
		assertTrue(said.contains("Under trap-and-emulate: no exit."), said);
	}

	@Test
	void aCsrInstructionCostsWhatItsCsrDoes() {
		assertTrue(all("\tcsrr a0, sstatus\n", "csrr").contains("one exit; the monitor does it on the guest's own sstatus."));
		assertTrue(all("\tcsrr a0, fcsr\n", "csrr").contains("no exit; the CSR belongs to U-mode."));
		assertTrue(all("\tcsrr a0, time\n", "csrr").contains("none where it is open"));
		assertTrue(all("\tsd a0, 0(a1)\n", "sd").contains("unless it writes a page table"));
		assertTrue(all("\tsfence.vma\n", "sfence.vma").contains("drops what it shadows"));
	}

	@Test
	void aCsrCanBeGivenByItsNumber() {
		assertTrue(all("\tcsrw 0x180, a0\n", "0x180").startsWith("satp"));
		assertTrue(all("\tcsrrw a0, 0x180, a1\n", "0x180").startsWith("satp"));
		assertTrue(all("\tli a0, 0x180\n", "0x180").startsWith("0x180"));
	}

	@Test
	void aPartOfAnAddressAndADirectiveAreExplained() {
		assertTrue(all("\tlui a0, %hi(x)\n", "%hi").startsWith("%hi(SYMBOL): The upper 20 bits"));
		assertTrue(all("\t.altmacro\n", ".altmacro").startsWith(".altmacro: "));
	}

	@Test
	void aPseudoInstructionTellsWhatItBecomes() {
		assertTrue(all("\tbeqz a0, x\n", "beqz").contains("Short for beq"));
	}

	@Test
	void aCsrTellsItsFields() {
		String said = all("\tcsrr t0, sstatus\n", "sstatus");
		assertTrue(said.contains("CSR 0x100"), said);
		assertTrue(said.contains("[18]  SUM"), said);
	}

	@Test
	void aNumberIsShownInAllBasesAndAsWhatItMayMean() {
		String said = all("\tli t0, 0xd\n", "0xd");
		assertTrue(said.contains("decimal 13"), said);
		assertTrue(said.contains("binary 1101"), said);
		assertTrue(said.toLowerCase().contains("load page fault"), said);
		assertTrue(all("\tli t0, 0xcf\n", "0xcf").contains("page-table entry"));
	}

	@Test
	void aSymbolTellsWhereItIsDefinedAndItsValue() {
		String said = all("\n\t.equ SIZE, 0x40\n\tli a0, SIZE\n", "SIZE\n");
		assertTrue(said.startsWith("SIZE = 0x40"), said);
		assertTrue(said.contains("line 2") && said.contains("64"), said);
	}

	@Test
	void aRegisterTellsItsOtherNameAndWhoSavesIt() {
		assertEquals("x8 = s0", of("\tmv fp, a0\n", "fp").orElseThrow().title());
		assertTrue(all("\tmv s1, a0\n", "s1").contains("callee"));
	}

	@Test
	void thereIsNothingToSayOfCommentsAndUnknownNames() {
		assertTrue(of("# sret\n", "sret").isEmpty());
		assertTrue(of("\tj nowhere\n", "nowhere").isEmpty());
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringside.isa.Decoder;
import org.ringside.isa.IsaProfile;

/** Instructions that came after the GNU assembler of the other tests, with the encodings that the specification gives. */
class NewerInstructionsTest {

	private static final IsaProfile ZCB = IsaProfile.parse("rv64gc_zba_zbb_zcb");

	private static long word(String line, IsaProfile isa, int bytes) {
		AssemblyResult result = Assembler.assemble("a.s", line + "\n", new AssemblerOptions(isa, List.of(), Map.of()));
		assertEquals(List.of(), result.problems(), line);
		byte[] text = result.code().sections().get(0).bytes;
		assertEquals(bytes, text.length, line);
		return Patch.get(text, 0, bytes);
	}

	private static void encodes(String line, int word) {
		assertEquals(Integer.toHexString(word), Long.toHexString(word(line, ZCB, 2)), line);
	}

	@Test
	void rowsOfZcb() {
		encodes("c.lbu s0, 0(s0)", 0x8000);
		encodes("c.lbu a5, 1(s0)", 0x805c);
		encodes("c.lbu s0, 2(a5)", 0x83a0);
		encodes("c.lhu s0, 0(s0)", 0x8400);
		encodes("c.lhu s0, 2(s1)", 0x84a0);
		encodes("c.lh s0, 0(s0)", 0x8440);
		encodes("c.lh a0, 2(s0)", 0x8468);
		encodes("c.sb s0, 3(s0)", 0x8860);
		encodes("c.sh s1, 2(s0)", 0x8c24);
		encodes("c.zext.b s0", 0x9c61);
		encodes("c.sext.b s0", 0x9c65);
		encodes("c.zext.h s0", 0x9c69);
		encodes("c.sext.h a5", 0x9fed);
		encodes("c.zext.w s0", 0x9c71);
		encodes("c.not s1", 0x9cf5);
		encodes("c.mul s0, s1", 0x9c45);
	}

	@Test
	void plainInstructionsBecomeThoseOfZcbWhereItIsThere() {
		encodes("lbu s0, 0(s0)", 0x8000);
		encodes("sh s1, 2(s0)", 0x8c24);
		encodes("zext.b s0, s0", 0x9c61);
		encodes("not s1, s1", 0x9cf5);
		encodes("mul s0, s0, s1", 0x9c45);
		encodes("mul s0, s1, s0", 0x9c45);
		word("lbu s0, 4(s0)", ZCB, 4);
		word("lhu s0, 1(s0)", ZCB, 4);
		word("lbu s0, 0(s0)", IsaProfile.RV64GC, 4);
	}

	@Test
	void zcbIsAskedForWhereItIsMissing() {
		List<Problem> problems = Assembler.assemble("a.s", "c.not s0\n", AssemblerOptions.DEFAULT).problems();
		assertTrue(problems.size() == 1 && problems.get(0).message().contains("Zcb"), problems::toString);
	}

	@Test
	void hintsOfZihintntl() {
		assertEquals(0x0020_0033, word("ntl.p1", ZCB, 4));
		assertEquals(0x0030_0033, word("ntl.pall", ZCB, 4));
		assertEquals(0x0040_0033, word("ntl.s1", ZCB, 4));
		assertEquals(0x0050_0033, word("ntl.all", ZCB, 4));
		assertEquals(0x900a, word("c.ntl.p1", ZCB, 2));
		assertEquals(0x9016, word("c.ntl.all", ZCB, 2));
		assertEquals("c.add", new Decoder(ZCB).decode(0x9016).instruction().mnemonic());
	}
}

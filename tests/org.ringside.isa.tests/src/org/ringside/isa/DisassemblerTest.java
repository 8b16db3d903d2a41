/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Symbols, roles and raw forms, which a comparison with objdump does not show. */
class DisassemblerTest {

	private final Decoder decoder = new Decoder(IsaProfile.EVERYTHING);

	@Test
	void namesTargets() {
		SymbolLookup symbols = address -> address == 0x80000010L ? Optional.of("loop") : Optional.empty();
		assertEquals("j\t80000010 <loop>", Disassembler.GNU.disassemble(decoder.decode(0x0100006f), 0x80000000L, symbols));
		assertEquals("j\t0x80000014", Disassembler.GNU.disassemble(decoder.decode(0x0100006f), 0x80000004L, symbols));
	}

	@Test
	void rawFormsShowTheEncoding() {
		assertEquals("addi\tzero,zero,0", Disassembler.RAW.disassemble(decoder.decode(0x13), 0, SymbolLookup.NONE));
		assertEquals("c.addi\tsp,-16", Disassembler.RAW.disassemble(decoder.decode(0x1141), 0, SymbolLookup.NONE));
		assertEquals("addi\tsp,sp,-16", Disassembler.GNU.disassemble(decoder.decode(0x1141), 0, SymbolLookup.NONE));
	}

	@Test
	void tokensCarryRoles() {
		assertEquals(List.of(new Token("csrr", Token.Role.SENSITIVE_MNEMONIC), new Token("\t", Token.Role.PUNCTUATION),
				new Token("a0", Token.Role.REGISTER), new Token(",", Token.Role.PUNCTUATION), new Token("satp", Token.Role.CSR)),
				Disassembler.GNU.tokens(decoder.decode(0x18002573), 0, SymbolLookup.NONE));
		assertEquals(Token.Role.PRIVILEGED_MNEMONIC, Disassembler.GNU.tokens(decoder.decode(0x30200073), 0, SymbolLookup.NONE).get(0).role());
		assertEquals(Token.Role.DIRECTIVE, Disassembler.GNU.tokens(decoder.decode(-1), 0, SymbolLookup.NONE).get(0).role());
	}

	@Test
	void newerExtensions() {
		assertEquals("fli.d\tfa0,0.5", Disassembler.GNU.disassemble(decoder.decode(Encoder.encode(Zfa.FLI_D, 10, 12)), 0, SymbolLookup.NONE));
		assertEquals("fcvtmod.w.d\ta0,fa1,rtz",
				Disassembler.GNU.disassemble(decoder.decode(Encoder.encode(Zfa.FCVTMOD_W_D, 10, 11)), 0, SymbolLookup.NONE));
		assertEquals("amocas.d.aqrl\ta0,a1,(a2)",
				Disassembler.GNU.disassemble(decoder.decode(Encoder.encode(Zacas.AMOCAS_D, 10, 11, 12, 3)), 0, SymbolLookup.NONE));
	}

	@Test
	void formsForPeople() {
		assertEquals("lw rd, imm(rs1)", RvI.LW.syntax());
		assertEquals("amoadd.d[.aq][.rl] rd, rs2, (rs1)", RvA.AMOADD_D.syntax());
		assertEquals("c.addi4spn rd', sp, imm", RvC.C_ADDI4SPN.syntax());
		assertEquals("ecall", RvI.ECALL.syntax());
		assertEquals("addi with imm = 0", Aliases.byMnemonic("mv").get(0).meaning());
	}
}

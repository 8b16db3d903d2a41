/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables hold together: patterns and operands agree, encodings do not collide, decode undoes encode. */
class InstructionTablesTest {

	private final Decoder decoder = new Decoder(IsaProfile.EVERYTHING);

	@ParameterizedTest
	@ValueSource(strings = {"rv64imac", "rv64gc", "rv64gcv", "rv64gch_zba_zbb_zbs_zicond", "rv64gc_zve32x", "rv64gcv_zvbb_zvbc_zvkng_zvksg_zvfbfwma", "rv64gc_zvbb"})
	void aProfileHasTheRowsThatItNames(String isa) {
		IsaProfile profile = IsaProfile.parse(isa);
		assertEquals(Instructions.all().stream().filter(row -> row.isIn(profile)).toList(), Instructions.of(profile));
	}

	@Test
	void operandsCoverExactlyTheOpenBitsOfThePattern() {
		for (Instruction row : Instructions.all()) {
			int open = 0;
			for (Operand operand : row.operands()) {
				assertEquals(0, open & operand.wordMask(), row.mnemonic() + ": operands share bits");
				open |= operand.wordMask();
			}
			int width = row.length() == 2 ? 0xffff : -1;
			assertEquals(~row.mask() & width, open, row.mnemonic() + ": operands and pattern differ");
			for (int bit = 0; bit < row.pattern().length(); bit++) {
				char c = row.pattern().charAt(row.pattern().length() - 1 - bit);
				for (Operand operand : row.operands()) {
					if ((operand.wordMask() & 1 << bit) != 0) {
						assertEquals(operand.letter(), c, row.mnemonic() + " bit " + bit);
					}
				}
			}
		}
	}

	@Test
	void lengthBitsAgreeWithTheLength() {
		for (Instruction row : Instructions.all()) {
			assertEquals(row.length(), Decoder.length(row.match()), row.mnemonic());
		}
	}

	@Test
	void rowsOverlapOnlyWhereOneIsASpecialCaseOfTheOther() {
		List<Instruction> all = Instructions.all();
		for (int i = 0; i < all.size(); i++) {
			for (int k = i + 1; k < all.size(); k++) {
				Instruction a = all.get(i);
				Instruction b = all.get(k);
				int common = a.mask() & b.mask();
				if (a.length() == b.length() && (a.match() & common) == (b.match() & common)) {
					assertTrue(common == a.mask() ^ common == b.mask() || separatedByRange(a, b),
							a.mnemonic() + " and " + b.mnemonic() + " overlap");
				}
			}
		}
	}

	/** Two rows that differ only in that an operand of one cannot be the value that is fixed in the other. */
	private static boolean separatedByRange(Instruction a, Instruction b) {
		int common = a.mask() & b.mask();
		for (Operand operand : a.operands()) {
			if (operand.kind().excludesZero() && (b.mask() & operand.wordMask()) == operand.wordMask() && (b.match() & operand.wordMask()) == 0) {
				return true;
			}
		}
		return common != 0 && a != b && b.operands().stream().anyMatch(operand -> operand.kind().excludesZero()
				&& (a.mask() & operand.wordMask()) == operand.wordMask() && (a.match() & operand.wordMask()) == 0);
	}

	@Test
	void mnemonicsAreUniqueAndHelpIsASentence() {
		Set<String> seen = new HashSet<>();
		for (Instruction row : Instructions.all()) {
			assertTrue(seen.add(row.mnemonic()), row.mnemonic() + " is there twice");
			assertTrue(row.help().endsWith("."), row.mnemonic() + ": " + row.help());
			assertFalse(row.isPrivileged() && !row.isSensitive(), row.mnemonic() + " is privileged, so it is sensitive");
		}
	}

	@Test
	void decodingUndoesEncoding() {
		Random random = new Random(1);
		Map<String, String> specialCases = new HashMap<>();
		for (Instruction row : Instructions.all()) {
			for (long[] values : Samples.of(row, 200, random)) {
				Decoded decoded = decoder.decode(Encoder.encode(row, values));
				if (decoded.instruction() != row) {
					int mask = decoded.instruction().mask();
					assertTrue((mask & row.mask()) == row.mask() && mask != row.mask(),
							row.mnemonic() + " decodes as " + decoded.instruction().mnemonic());
					specialCases.put(row.mnemonic(), decoded.instruction().mnemonic());
					continue;
				}
				for (int i = 0; i < values.length; i++) {
					assertEquals(values[i], decoded.value(row.operands().get(i)), row.mnemonic());
				}
			}
		}
		assertTrue(specialCases.size() < 12, () -> "too many rows are hidden by others: " + specialCases);
	}

	@Test
	void everyWordThatDecodesEncodesToItself() {
		Random random = new Random(2);
		int legal = 0;
		for (int i = 0; i < 3_000_000; i++) {
			Decoded decoded = decoder.decode(random.nextInt());
			if (decoded.isLegal()) {
				legal++;
				List<Operand> operands = decoded.instruction().operands();
				long[] values = operands.stream().mapToLong(decoded::value).toArray();
				assertEquals(decoded.word(), Encoder.encode(decoded.instruction(), values), decoded.instruction().mnemonic());
			}
		}
		assertTrue(legal > 1_000_000, "only " + legal + " words were legal");
	}

	@Test
	void theTreeFindsWhatALinearSearchFinds() {
		Random random = new Random(3);
		List<Instruction> rows = new ArrayList<>(Instructions.all());
		rows.sort((a, b) -> Integer.bitCount(b.mask()) - Integer.bitCount(a.mask()));
		for (Instruction near : rows) {
			for (int i = 0; i < 300; i++) {
				int word = (near.match() ^ (i < 32 ? 1 << i : 0)) | random.nextInt() & ~near.mask();
				Instruction expected = Illegal.ILLEGAL;
				for (Instruction row : rows) {
					int width = row.length() == 2 ? word & 0xffff : word;
					if (row.length() == Decoder.length(word) && (width & row.mask()) == row.match()
							&& row.operands().stream().allMatch(operand -> operand.check(operand.extract(width)).isEmpty())) {
						expected = row;
						break;
					}
				}
				assertEquals(expected, decoder.decode(word).instruction(), () -> "0x" + Integer.toHexString(word));
			}
		}
	}

	@Test
	void whatAProfileLacksIsIllegal() {
		Decoder small = new Decoder(IsaProfile.RV64I);
		assertEquals(RvI.ADD, small.decode(0x00b50533).instruction());
		assertEquals(Illegal.ILLEGAL, small.decode(0x02b50533).instruction(), "mul without M");
		assertEquals(Illegal.ILLEGAL, small.decode(0x0001).instruction(), "c.nop without C");
		assertEquals(Illegal.ILLEGAL, new Decoder(IsaProfile.RV64IMAC).decode(0x2108).instruction(), "c.fld without D");
		assertEquals(RvC.C_FLD, new Decoder(IsaProfile.RV64GC).decode(0x2108).instruction());
		assertEquals(RvI.FENCE, small.decode(0x0100000f).instruction(), "pause is a fence where it is not known");
		assertEquals(Zihintpause.PAUSE, decoder.decode(0x0100000f).instruction());
		assertEquals(Illegal.ILLEGAL, decoder.decode(0).instruction());
		assertEquals(Illegal.ILLEGAL, decoder.decode(-1).instruction());
	}

	@Test
	void registerPairsAndRoundNumbersAreRestricted() {
		int even = Encoder.encode(Zacas.AMOCAS_Q, 10, 12, 14);
		assertEquals(Zacas.AMOCAS_Q, decoder.decode(even).instruction());
		assertEquals(Illegal.ILLEGAL, decoder.decode(even | 1 << 7).instruction(), "odd rd");
		int round = Encoder.encode(Zkn.AES64KS1I, 1, 2, 10);
		assertEquals(Zkn.AES64KS1I, decoder.decode(round).instruction());
		assertEquals(Illegal.ILLEGAL, decoder.decode(round | 1 << 20).instruction(), "round 11");
	}

	/** Extensions that binutils 2.40 does not know: the fixed bits as the chapters of the unprivileged specification list them. */
	@Test
	void fixedBitsOfExtensionsThatBinutilsDoesNotKnow() {
		Map<Instruction, Integer> matches = Map.ofEntries(Map.entry(Zicond.CZERO_EQZ, 0x0e005033), Map.entry(Zicond.CZERO_NEZ, 0x0e007033),
				Map.entry(Zacas.AMOCAS_W, 0x2800202f), Map.entry(Zacas.AMOCAS_D, 0x2800302f), Map.entry(Zacas.AMOCAS_Q, 0x2800402f),
				Map.entry(Zfa.FLI_S, 0xf0100053), Map.entry(Zfa.FLI_D, 0xf2100053), Map.entry(Zfa.FLI_H, 0xf4100053),
				Map.entry(Zfa.FMINM_S, 0x28002053), Map.entry(Zfa.FMAXM_S, 0x28003053), Map.entry(Zfa.FMINM_D, 0x2a002053),
				Map.entry(Zfa.FMAXM_D, 0x2a003053), Map.entry(Zfa.FMINM_H, 0x2c002053), Map.entry(Zfa.FMAXM_H, 0x2c003053),
				Map.entry(Zfa.FROUND_S, 0x40400053), Map.entry(Zfa.FROUNDNX_S, 0x40500053), Map.entry(Zfa.FROUND_D, 0x42400053),
				Map.entry(Zfa.FROUNDNX_D, 0x42500053), Map.entry(Zfa.FROUND_H, 0x44400053), Map.entry(Zfa.FROUNDNX_H, 0x44500053),
				Map.entry(Zfa.FLEQ_S, 0xa0004053), Map.entry(Zfa.FLTQ_S, 0xa0005053), Map.entry(Zfa.FLEQ_D, 0xa2004053),
				Map.entry(Zfa.FLTQ_D, 0xa2005053), Map.entry(Zfa.FLEQ_H, 0xa4004053), Map.entry(Zfa.FLTQ_H, 0xa4005053),
				Map.entry(Zfa.FCVTMOD_W_D, 0xc2801053));
		matches.forEach((row, match) -> assertEquals(Integer.toHexString(match), Integer.toHexString(row.match()), row.mnemonic()));
		assertEquals(matches.size(), Zicond.values().length + Zacas.values().length + Zfa.values().length);
	}

	/** Words of version 1.0 of the specification "RISC-V Cryptography Extensions Volume II", Zvbb and Zvbc, each with v0.t, vd = v10, vs2 = v9. */
	@Test
	void vectorBitManipulationHasItsWords() {
		Map<String, Integer> words = Map.ofEntries(Map.entry("vandn.vv v10, v9, v8, v0.t", 0x0494_0557),
				Map.entry("vandn.vx v10, v9, s0, v0.t", 0x0494_4557), Map.entry("vbrev8.v v10, v9, v0.t", 0x4894_2557),
				Map.entry("vrev8.v v10, v9, v0.t", 0x4894_a557), Map.entry("vbrev.v v10, v9, v0.t", 0x4895_2557),
				Map.entry("vclz.v v10, v9, v0.t", 0x4896_2557), Map.entry("vctz.v v10, v9, v0.t", 0x4896_a557),
				Map.entry("vcpop.v v10, v9, v0.t", 0x4897_2557), Map.entry("vrol.vv v10, v9, v8, v0.t", 0x5494_0557),
				Map.entry("vrol.vx v10, v9, s0, v0.t", 0x5494_4557), Map.entry("vror.vv v10, v9, v8, v0.t", 0x5094_0557),
				Map.entry("vror.vx v10, v9, s0, v0.t", 0x5094_4557), Map.entry("vror.vi v10, v9, 29, v0.t", 0x509e_b557),
				Map.entry("vror.vi v10, v9, 61, v0.t", 0x549e_b557), Map.entry("vwsll.vv v10, v9, v8, v0.t", 0xd494_0557),
				Map.entry("vwsll.vx v10, v9, s0, v0.t", 0xd494_4557), Map.entry("vwsll.vi v10, v9, 29, v0.t", 0xd49e_b557),
				Map.entry("vclmul.vv v10, v9, v8, v0.t", 0x3094_2557), Map.entry("vclmul.vx v10, v9, s0, v0.t", 0x3094_6557),
				Map.entry("vclmulh.vv v10, v9, v8, v0.t", 0x3494_2557), Map.entry("vclmulh.vx v10, v9, s0, v0.t", 0x3494_6557));
		assertEquals(words.size() - 1, Zvbb.values().length + Zvbc.values().length);
		disassembleAs(words);
	}

	/** The same of the other chapters, each with vd = v4, vs2 = v8, vs1 = v12 or the immediate 0. */
	@Test
	void vectorCryptographyHasItsWords() {
		Map<String, Integer> words = Map.ofEntries(Map.entry("vaesdf.vv v4, v8", 0xa280_a277), Map.entry("vaesdf.vs v4, v8", 0xa680_a277),
				Map.entry("vaesdm.vv v4, v8", 0xa280_2277), Map.entry("vaesdm.vs v4, v8", 0xa680_2277),
				Map.entry("vaesef.vv v4, v8", 0xa281_a277), Map.entry("vaesef.vs v4, v8", 0xa681_a277),
				Map.entry("vaesem.vv v4, v8", 0xa281_2277), Map.entry("vaesem.vs v4, v8", 0xa681_2277),
				Map.entry("vaesz.vs v4, v8", 0xa683_a277), Map.entry("vaeskf1.vi v4, v8, 0", 0x8a80_2277),
				Map.entry("vaeskf2.vi v4, v8, 0", 0xaa80_2277), Map.entry("vghsh.vv v4, v8, v12", 0xb286_2277),
				Map.entry("vgmul.vv v4, v8", 0xa288_a277), Map.entry("vsha2ms.vv v4, v8, v12", 0xb686_2277),
				Map.entry("vsha2ch.vv v4, v8, v12", 0xba86_2277), Map.entry("vsha2cl.vv v4, v8, v12", 0xbe86_2277),
				Map.entry("vsm4k.vi v4, v8, 0", 0x8680_2277), Map.entry("vsm4r.vv v4, v8", 0xa288_2277),
				Map.entry("vsm4r.vs v4, v8", 0xa688_2277), Map.entry("vsm3me.vv v4, v8, v12", 0x8286_2277),
				Map.entry("vsm3c.vi v4, v8, 0", 0xae80_2277));
		assertEquals(words.size(), Zvk.values().length);
		disassembleAs(words);
	}

	/** Chapters "Zfbfmin", "Zvfbfmin" and "Zvfbfwma". */
	@Test
	void brainFloatsHaveTheirWords() {
		Map<String, Integer> words = Map.of("fcvt.bf16.s fa0, fa1, rtz", 0x4485_9553, "fcvt.s.bf16 fa0, fa1", 0x4065_f553,
				"vfncvtbf16.f.f.w v4, v8, v0.t", 0x488e_9257, "vfwcvtbf16.f.f.v v4, v8", 0x4a86_9257,
				"vfwmaccbf16.vv v4, v12, v8", 0xee86_1257, "vfwmaccbf16.vf v4, fa2, v8, v0.t", 0xec86_5257);
		assertEquals(words.size(), Zfbfmin.values().length + Zvfbf.values().length);
		disassembleAs(words);
	}

	private static void disassembleAs(Map<String, Integer> words) {
		Decoder decoder = new Decoder(IsaProfile.EVERYTHING);
		words.forEach((line, word) -> assertEquals(line.replaceAll("[ \t]+", ""),
				Disassembler.GNU.disassemble(decoder.decode(word), 0, SymbolLookup.NONE).replaceAll("[ \t]+", "")));
	}

	/** Chapters "Zabha", "Zimop" and "Zcmop": widths in funct3, and the number of a may-be-operation in its pieces. */
	@Test
	void fixedBitsFollowFromThoseOfWordsAndFromNumbers() {
		for (Zabha row : Zabha.values()) {
			String word = row.mnemonic().substring(0, row.mnemonic().length() - 1) + "w";
			int match = Instructions.byMnemonic(word).orElseThrow().row().match() & ~0x7000;
			assertEquals(match | (row.mnemonic().endsWith(".h") ? 0x1000 : 0), row.row().match(), row.mnemonic());
		}
		for (int n = 0; n < 32; n++) {
			int match = 0x81c0_4073 | n >> 4 << 30 | (n >> 2 & 3) << 26 | (n & 3) << 20;
			assertEquals(match, Zimop.valueOf("MOP_R_" + n).row().match(), "mop.r." + n);
		}
		for (int n = 0; n < 8; n++) {
			int match = 0x8200_4073 | n >> 2 << 30 | (n & 3) << 26;
			assertEquals(match, Zimop.valueOf("MOP_RR_" + n).row().match(), "mop.rr." + n);
		}
		for (int n = 1; n < 16; n += 2) {
			assertEquals(0x6001 | n << 7, RvC.valueOf("C_MOP_" + n).row().match(), "c.mop." + n);
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our disassembly is GNU objdump's, word for word, apart from differences that are named here with their reason. */
class DisassemblyAgainstObjdumpTest {

	/** Extensions that binutils 2.40 does not know. */
	private static final Set<Extension> UNKNOWN = Set.of(Extension.ZICOND, Extension.ZACAS, Extension.ZFA, Extension.ZCB, Extension.ZABHA,
			Extension.ZIMOP, Extension.ZCMOP, Extension.ZVKB, Extension.ZVBB, Extension.ZVBC,
			Extension.ZVKG, Extension.ZVKNED, Extension.ZVKNHA, Extension.ZVKSED, Extension.ZVKSH,
			Extension.ZFBFMIN, Extension.ZVFBFMIN, Extension.ZVFBFWMA);

	private static final Set<String> WITHDRAWN = Set.of("uret", "hret", "sfence.vm", "dret");
	private static final Set<String> NEWER = Set.of("mireg2", "mireg3", "mireg4", "mireg5", "mireg6", "sireg2", "sireg3", "sireg4",
			"sireg5", "sireg6", "vsireg2", "vsireg3", "vsireg4", "vsireg5", "vsireg6", "scountinhibit", "mcyclecfg", "minstretcfg");
	private static final String RV32_OR_DEBUG = "[a-z0-9]+h\\b|dcsr|dpc|dscratch[01]|pmpcfg(1?[13579])\\b|ustatus|uie|utvec|uscratch|uepc|ucause|utval|uip"
			+ "|sedeleg|sideleg|mbase|mbound|mibase|mibound|mdbase|mdbound";
	private static final Pattern IMMEDIATE_FORMS = Pattern.compile(
			"^(add|xor|or|and|slt|sll|srl|sra|csrrw|csrrs|csrrc|ror|bset|bclr|binv|bext|csrw|csrs|csrc)i(w|u|)(\t)");

	private final Decoder decoder = new Decoder(IsaProfile.EVERYTHING.without(Extension.ZICOND, Extension.ZACAS, Extension.ZFA, Extension.ZCB, Extension.ZABHA,
			Extension.ZIMOP, Extension.ZCMOP, Extension.ZVKB, Extension.ZVBB, Extension.ZVBC,
			Extension.ZVKG, Extension.ZVKNED, Extension.ZVKNHA, Extension.ZVKSED, Extension.ZVKSH,
			Extension.ZFBFMIN, Extension.ZVFBFMIN, Extension.ZVFBFWMA));

	@BeforeEach
	void needsBinutils() {
		Binutils.assumeInstalled();
	}

	@Test
	void everyRow() throws Exception {
		Random random = new Random(4);
		List<Integer> words = new ArrayList<>();
		for (Instruction row : Instructions.all()) {
			if (!UNKNOWN.contains(row.extension())) {
				for (long[] values : Samples.of(row, 60, random)) {
					words.add(Encoder.encode(row, values));
				}
			}
		}
		compare(words);
	}

	@Test
	void everyPseudoInstruction() throws Exception {
		Random random = new Random(5);
		List<Integer> words = new ArrayList<>();
		for (Alias alias : Aliases.all()) {
			for (long[] values : Samples.of(alias.base(), 40, random)) {
				int word = Encoder.encode(alias.base(), values);
				for (Expansion.Binding binding : alias.bindings()) {
					word = binding.target().insert(word, switch (binding) {
						case Expansion.Copy copy -> copy.source().extract(word);
						case Expansion.Constant constant -> constant.value();
					});
				}
				words.add(word);
			}
		}
		compare(words);
	}

	@Test
	void everyCompressedWord() throws Exception {
		List<Integer> words = new ArrayList<>();
		for (int word = 0; word < 0x10000; word++) {
			if (Decoder.length(word) == 2) {
				words.add(word);
			}
		}
		compare(words);
	}

	@Test
	void wordsNearEveryRow() throws Exception {
		Random random = new Random(6);
		List<Integer> words = new ArrayList<>();
		for (Instruction row : Instructions.all()) {
			for (int i = 0; i < 100 && row.length() == 4; i++) {
				int word = row.match() | random.nextInt() & ~row.mask();
				add(words, i % 3 == 0 ? word : (word ^ 1 << 2 + random.nextInt(30)) | 3);
			}
		}
		for (int i = 0; i < 30_000; i++) {
			add(words, random.nextInt() | 3);
		}
		compare(words);
	}

	/** Leaves away words that begin an instruction of more than 32 bits for objdump. */
	private static void add(List<Integer> words, int word) {
		if ((word & 0x1f) != 0x1f) {
			words.add(word);
		}
	}

	private void compare(List<Integer> words) throws Exception {
		List<String> theirs = Binutils.disassemble(words, true);
		assertEquals(words.size(), theirs.size());
		List<String> differences = new ArrayList<>();
		long pc = 0;
		for (int i = 0; i < words.size(); i++) {
			int word = words.get(i);
			Decoded decoded = decoder.decode(word);
			String ours = Disassembler.GNU.disassemble(decoded, pc, SymbolLookup.NONE);
			if (!ours.equals(theirs.get(i)) && !isExplained(decoded, ours, theirs.get(i))) {
				differences.add("%08x ours '%s' objdump '%s'".formatted(decoded.word(), ours, theirs.get(i)));
			}
			pc += decoded.length();
		}
		assertTrue(differences.isEmpty(), () -> differences.size() + " differences:\n" + String.join("\n", differences.subList(0, Math.min(600, differences.size()))));
	}

	private static boolean isExplained(Decoded decoded, String ours, String theirs) {
		Instruction row = decoded.instruction();
		String theirMnemonic = theirs.split("\t")[0];
		// binutils 2.40 writes addi as add and slliw as sllw, which the assembler reads too; later versions do as we do.
		String renamed = IMMEDIATE_FORMS.matcher(ours).replaceFirst("$1$2$3");
		if (renamed.equals(theirs)) {
			return true;
		}
		if (row instanceof RvC) {
			// objdump shows hints (writes to x0, shifts by 0, additions of 0) as compressed; we show what they expand to.
			String base = theirMnemonic.replaceFirst("^c\\.", "").replaceFirst("64$", "");
			return isHint(decoded) && (base.equals("nop") || base.equals(decoded.expanded().instruction().mnemonic())
					|| row.mnemonic().equals(theirMnemonic) || theirs.endsWith(",0"));
		}
		if (row instanceof Zicsr) {
			// Registers of RV32 and of debug mode, which have no name here, and registers that are newer than binutils 2.40.
			String name = Csrs.byNumber(decoded.csr()).map(Csr::name).orElse("");
			String number = "0x" + Integer.toHexString(decoded.csr());
			return name.isEmpty() ? renamed.replace(number, "").equals(theirs.replaceFirst(RV32_OR_DEBUG, ""))
					: NEWER.contains(name) && renamed.replace(name, number).equals(theirs);
		}
		if (decoded.isLegal()) {
			// Fields that the specification tells hardware to ignore, and rounding modes of conversions that are exact.
			boolean ignored = row.operands().stream().anyMatch(operand -> operand.role() == Operand.Role.IGNORED && decoded.value(operand) != 0);
			boolean exact = row.operands().contains(Operand.RM_EXACT) && decoded.rm() != 0;
			return theirMnemonic.equals(".4byte") && (ignored || exact)
					|| row == RvI.FENCE && ours.replaceAll("\\b0\\b", "unknown").equals(theirs);
		}
		// Instructions that were withdrawn, the reserved stack adjustment by 0, and AES rounds beyond 10.
		// objdump 2.40 takes its own number of the macro vmsge.vx for an encoding.
		return WITHDRAWN.contains(theirMnemonic) || theirMnemonic.equals("vmsge.vx") || decoded.word() == 0x6101
				|| theirMnemonic.equals("aes64ks1i") && Operand.RNUM.extract(decoded.word()) > 10;
	}

	private static boolean isHint(Decoded compressed) {
		Decoded expanded = compressed.expanded();
		return expanded.rd() == 0 || expanded.imm() == 0;
	}
}

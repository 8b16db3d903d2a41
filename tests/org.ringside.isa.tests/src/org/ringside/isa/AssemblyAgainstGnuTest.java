/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What we disassemble the GNU assembler assembles back to the same word, and CSR names are its names. */
class AssemblyAgainstGnuTest {

	private static final Set<Extension> UNKNOWN = Set.of(Extension.ZICOND, Extension.ZACAS, Extension.ZFA, Extension.ZCB, Extension.ZABHA,
			Extension.ZIMOP, Extension.ZCMOP, Extension.ZVKB, Extension.ZVBB, Extension.ZVBC,
			Extension.ZVKG, Extension.ZVKNED, Extension.ZVKNHA, Extension.ZVKSED, Extension.ZVKSH,
			Extension.ZFBFMIN, Extension.ZVFBFMIN, Extension.ZVFBFWMA);

	/** CSRs that came after binutils 2.40. */
	private static final Set<String> NEWER = Set.of("mireg2", "mireg3", "mireg4", "mireg5", "mireg6", "sireg2", "sireg3", "sireg4",
			"sireg5", "sireg6", "vsireg2", "vsireg3", "vsireg4", "vsireg5", "vsireg6", "scountinhibit", "mcyclecfg", "minstretcfg");

	@BeforeEach
	void needsBinutils() {
		Binutils.assumeInstalled();
	}

	@Test
	void everyRowAsEncoded() throws Exception {
		assembleBack(Disassembler.RAW, 7);
	}

	@Test
	void everyRowWithPseudoInstructions() throws Exception {
		assembleBack(Disassembler.GNU, 8);
	}

	private void assembleBack(Disassembler disassembler, int seed) throws Exception {
		Random random = new Random(seed);
		Decoder decoder = new Decoder(IsaProfile.EVERYTHING);
		StringBuilder source = new StringBuilder(".option norelax\n");
		List<Decoded> expected = new ArrayList<>();
		for (Instruction row : Instructions.all()) {
			if (UNKNOWN.contains(row.extension()) || row.length() == 2 && disassembler == Disassembler.GNU) {
				continue;
			}
			for (long[] values : Samples.of(row, 30, random)) {
				Decoded decoded = decoder.decode(Encoder.encode(row, values));
				String line = disassembler.disassemble(decoded, 0, SymbolLookup.NONE);
				if (isWritable(decoded, line)) {
					String target = row.operands().stream().anyMatch(operand -> operand.kind() == Operand.Kind.TARGET)
							? line.replaceFirst("0x[0-9a-f]+$", ".%+d".formatted(decoded.imm())) : line;
					source.append(row.length() == 2 ? ".option rvc\n" : ".option norvc\n").append(target).append('\n');
					expected.add(decoded);
				}
			}
		}
		Binutils.Assembled assembled = Binutils.assemble(source.toString(), Binutils.MARCH);
		assertEquals("", assembled.messages());
		ByteBuffer bytes = ByteBuffer.wrap(assembled.text()).order(ByteOrder.LITTLE_ENDIAN);
		for (Decoded decoded : expected) {
			int word = decoded.length() == 2 ? bytes.getShort() & 0xffff : bytes.getInt();
			assertEquals(Integer.toHexString(decoded.word()), Integer.toHexString(word),
					() -> disassembler.disassemble(decoded, 0, SymbolLookup.NONE));
		}
		assertEquals(0, bytes.remaining());
		assertTrue(expected.size() > 5000, "only " + expected.size() + " instructions were compared");
	}

	/** Leaves away what has no written form: ignored fields, reserved rounding modes and fence sets. */
	private static boolean isWritable(Decoded decoded, String line) {
		for (Operand operand : decoded.instruction().operands()) {
			long value = decoded.value(operand);
			if (operand.role() == Operand.Role.IGNORED && value != 0 || operand == Operand.RM_EXACT && value != 0
					|| operand.kind() == Operand.Kind.FENCE_SET && value == 0) {
				return false;
			}
		}
		// The assembler has other names for compressed shifts by 0, which are hints.
		boolean shiftByZero = decoded.instruction().operands().contains(Operand.C_SHAMT) && decoded.imm() == 0;
		boolean newCsr = decoded.instruction() instanceof Zicsr && NEWER.stream().anyMatch(line::contains);
		return !line.contains("unknown") && !shiftByZero && !newCsr;
	}

	@Test
	void csrNamesAndNumbers() throws Exception {
		StringBuilder source = new StringBuilder(".option norvc\n");
		List<Csr> asked = Csrs.all().stream().filter(csr -> !NEWER.contains(csr.name())).toList();
		for (Csr csr : asked) {
			source.append("csrr zero, ").append(csr.name()).append('\n');
		}
		Binutils.Assembled assembled = Binutils.assemble(source.toString(),
				"rv64gcvh_zkr_sstc_sscofpmf_smstateen");
		assertEquals("", assembled.messages());
		ByteBuffer bytes = ByteBuffer.wrap(assembled.text()).order(ByteOrder.LITTLE_ENDIAN);
		for (Csr csr : asked) {
			assertEquals(csr.number(), bytes.getInt() >>> 20, csr.name());
		}
		assertTrue(asked.size() > 250, "only " + asked.size() + " CSRs were compared");
	}
}

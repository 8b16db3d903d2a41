/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringside.isa.Alias;
import org.ringside.isa.Aliases;
import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.Instructions;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.Operand;
import org.ringside.isa.Registers;
import org.ringside.isa.Syntax;

/** Every row and every pseudo-instruction, with operands that compress and that do not, becomes the bytes that GNU as makes. */
class InstructionsAgainstGnuTest {

	/** Extensions that binutils 2.40 does not know. */
	private static final Set<Extension> UNKNOWN = Set.of(Extension.ZICOND, Extension.ZACAS, Extension.ZFA, Extension.ZCB, Extension.ZABHA,
			Extension.ZIMOP, Extension.ZCMOP, Extension.ZVKB, Extension.ZVBB, Extension.ZVBC,
			Extension.ZVKG, Extension.ZVKNED, Extension.ZVKNHA, Extension.ZVKSED, Extension.ZVKSH,
			Extension.ZFBFMIN, Extension.ZVFBFMIN, Extension.ZVFBFWMA);
	private static final String[] ROUNDING = {"rne", "rtz", "rdn", "rup", "rmm", "dyn"};
	private static final String[] CSRS = {"mstatus", "satp", "fcsr", "cycle", "0x7c0", "hgatp", "pmpaddr63"};
	private static final String[] TYPES = {"e8,m1,ta,ma", "e16, mf2, tu, mu", "e32,m8", "e64", "mf8, ta", "m4,tu,ma", "ta", "e8,ma", "0x1d", "517", "e16,mf4,ta,mu"};
	private static final String[] SETS = {"iorw", "rw", "w", "i", "or"};

	private final Random random = new Random(11);

	@Test
	void everyRow() throws Exception {
		List<String> lines = new ArrayList<>();
		for (Instruction row : Instructions.all()) {
			if (!UNKNOWN.contains(row.extension())) {
				for (int i = 0; i < 40; i++) {
					lines.add(line(row.mnemonic(), row, row.row().syntax()));
				}
			}
		}
		compare(lines);
	}

	@Test
	void everyPseudoInstruction() throws Exception {
		List<String> lines = new ArrayList<>();
		for (Alias alias : Aliases.all()) {
			if (alias.mnemonic().contains("ntl.")) {
				// Newer than binutils 2.40: NewerInstructionsTest has them.
				continue;
			}
			for (int i = 0; i < 40; i++) {
				lines.add(line(alias.mnemonic(), alias.base(), alias.syntax()));
			}
		}
		compare(lines);
	}

	/** Comparisons that vectors have only in other forms. */
	@Test
	void vectorComparisons() throws Exception {
		List<String> lines = new ArrayList<>();
		for (String mask : List.of("", ",v0.t")) {
			for (String vd : List.of("v0", "v1", "v31")) {
				for (String stem : List.of("vmslt", "vmsltu", "vmsge", "vmsgeu")) {
					for (int value = -16; value <= 17; value++) {
						lines.add("%s.vi %s,v9,%d%s".formatted(stem, vd, value, mask));
					}
				}
				for (String stem : List.of("vmsge.vx", "vmsgeu.vx")) {
					lines.add("%s %s,v2,a0%s".formatted(stem, vd, mask));
					lines.add("%s %s,v2,a0,v0.t,v7".formatted(stem, vd));
				}
			}
		}
		compare(lines);
	}

	/** Registers that compression treats in their own ways, in every combination. */
	@Test
	void specialRegisters() throws Exception {
		String[] registers = {"zero", "ra", "sp", "s0", "a5", "t6"};
		List<String> lines = new ArrayList<>();
		for (String rd : registers) {
			for (String rs1 : registers) {
				for (String mnemonic : List.of("add", "sub", "and", "or", "xor", "addw", "subw", "sll", "slt", "mul")) {
					for (String rs2 : registers) {
						lines.add("%s %s,%s,%s".formatted(mnemonic, rd, rs1, rs2));
					}
				}
				for (String mnemonic : List.of("addi", "addiw", "andi", "xori", "ori", "slti", "add", "and", "addw")) {
					for (int value : new int[] {-2048, -512, -496, -33, -32, -16, -1, 0, 1, 4, 8, 16, 31, 32, 255, 496, 508, 1020, 1024, 2047}) {
						lines.add("%s %s,%s,%d".formatted(mnemonic, rd, rs1, value));
					}
				}
				for (String mnemonic : List.of("slli", "srli", "srai", "slliw", "sll", "srlw")) {
					for (int value : new int[] {0, 1, 31}) {
						lines.add("%s %s,%s,%d".formatted(mnemonic, rd, rs1, value));
					}
				}
				for (String mnemonic : List.of("lw", "ld", "lwu", "sw", "sd", "jalr", "lb")) {
					for (int value : new int[] {-8, 0, 4, 8, 124, 128, 248, 252, 256, 504, 508}) {
						lines.add("%s %s,%d(%s)".formatted(mnemonic, rd, value, rs1));
					}
				}
				for (String mnemonic : List.of("mv", "not", "neg", "negw", "sext.w", "seqz", "snez", "sltz", "sgtz", "jalr", "beqz", "bnez")) {
					lines.add("%s %s,%s".formatted(mnemonic, rd, mnemonic.startsWith("b") ? ".+8" : rs1));
				}
				for (String mnemonic : List.of("beq", "bne", "blt")) {
					lines.add("%s %s,%s,.+8".formatted(mnemonic, rd, rs1));
				}
			}
			for (int value : new int[] {0, 1, 31, 32, 0xfffe0, 0xfffff, 0xfffdf}) {
				lines.add("lui %s,%d".formatted(rd, value));
			}
			lines.add("jr " + rd);
			lines.add("jalr " + rd);
			lines.add("li " + rd + ",0");
			lines.add("li " + rd + ",31");
		}
		compare(lines);
	}

	@Test
	void constants() throws Exception {
		List<String> lines = new ArrayList<>();
		for (int shift = 0; shift < 64; shift++) {
			for (long offset : new long[] {-2049, -2048, -1, 0, 1, 2047, 2048, 0x12345}) {
				lines.add("li a0, " + ((1L << shift) + offset));
				lines.add("li s11, " + ((-1L << shift) + offset));
			}
		}
		for (int i = 0; i < 2000; i++) {
			lines.add("li t1, " + (random.nextLong() >> random.nextInt(64)));
		}
		compare(lines);
	}

	private void compare(List<String> lines) throws Exception {
		for (String option : List.of(".option rvc\n", ".option norvc\n")) {
			List<String> usable = new ArrayList<>(lines);
			if (option.contains("norvc")) {
				usable.removeIf(line -> line.startsWith("c."));
			}
			try (GnuTools gnu = new GnuTools()) {
				String messages = gnu.assemble(option + String.join("\n", usable) + "\n", "a.o");
				// Lines that GNU as refuses are left away: what it accepts, we must accept.
				Set<Integer> refused = new java.util.HashSet<>();
				java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(":(\\d+): Error").matcher(messages);
				while (matcher.find()) {
					refused.add(Integer.parseInt(matcher.group(1)) - 2);
				}
				assertTrue(refused.size() < usable.size() / 3, () -> refused.size() + " refused: " + messages.substring(0, 2000));
				List<String> accepted = new ArrayList<>();
				for (int i = 0; i < usable.size(); i++) {
					if (!refused.contains(i)) {
						accepted.add(usable.get(i));
					}
				}
				// A label between the lines tells where each begins.
				String source = option + String.join("\n", accepted) + "\n";
				assertEquals("", gnu.assemble(source, "b.o"));
				byte[] theirs = gnu.section("b.o", ".text");
				AssemblyResult result = Assembler.assemble("b.s", source, AssemblerOptions.DEFAULT);
				assertEquals(List.of(), result.problems().stream().limit(20).toList(), () -> "first: " + result.problems().get(0) + " "
						+ accepted.get(result.problems().get(0).location().line() - 2));
				byte[] ours = result.section(".text").orElseThrow();
				assertSame(theirs, ours, accepted, option);
			}
		}
	}

	/** Finds the first line whose bytes differ by assembling longer and longer beginnings. */
	private static void assertSame(byte[] theirs, byte[] ours, List<String> lines, String option) {
		int mismatch = java.util.Arrays.mismatch(theirs, ours);
		if (mismatch < 0) {
			return;
		}
		int low = 0;
		int high = lines.size();
		while (low < high) {
			int middle = (low + high + 1) / 2;
			byte[] start = Assembler.assemble("c.s", option + String.join("\n", lines.subList(0, middle)) + "\n", AssemblerOptions.DEFAULT)
					.section(".text").orElseThrow();
			if (start.length <= mismatch) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}
		HexFormat hex = HexFormat.of();
		int to = mismatch & ~1;
		throw new AssertionError(option + lines.get(low) + ": GNU " + hex.formatHex(theirs, to, Math.min(to + 8, theirs.length)) + " ours "
				+ hex.formatHex(ours, to, Math.min(to + 8, ours.length)));
	}

	private String line(String mnemonic, Instruction row, Syntax syntax) {
		StringBuilder text = new StringBuilder(mnemonic);
		if (row.operands().contains(Operand.AQRL)) {
			text.append(new String[] {"", ".aq", ".rl", ".aqrl"}[random.nextInt(4)]);
		}
		text.append(' ');
		int popular = 8 + random.nextInt(8);
		boolean same = random.nextBoolean();
		for (Syntax.Part part : syntax.parts()) {
			switch (part) {
				case Syntax.Literal literal -> text.append(literal.text());
				case Syntax.Field field when field.operand().kind() == Operand.Kind.MASK && same -> text.setLength(text.lastIndexOf(","));
				case Syntax.Field field -> text.append(operand(field.operand(), same ? popular : -1));
			}
		}
		return text.toString();
	}

	private String operand(Operand operand, int favourite) {
		int register = favourite >= 0 && random.nextInt(3) > 0 ? favourite : random.nextInt(3) == 0 ? 2 : random.nextInt(32);
		return switch (operand.kind()) {
			case INTEGER_REGISTER -> Registers.x(register);
			case NON_SP_REGISTER -> Registers.x(register == 2 ? 3 : register);
			case NON_ZERO_REGISTER -> Registers.x(Math.max(register, 1));
			case EVEN_REGISTER -> Registers.x(register & 30);
			case POPULAR_REGISTER -> Registers.x(8 | register & 7);
			case FLOAT_REGISTER -> Registers.f(register);
			case POPULAR_FLOAT_REGISTER -> Registers.f(8 | register & 7);
			case VECTOR_REGISTER -> Registers.v(register);
			case MASK -> "v0.t";
			case VECTOR_TYPE -> TYPES[random.nextInt(TYPES.length)];
			case CSR -> CSRS[random.nextInt(CSRS.length)];
			case ROUNDING_MODE -> ROUNDING[random.nextInt(ROUNDING.length)];
			case FENCE_SET -> SETS[random.nextInt(SETS.length)];
			case TARGET -> ". + " + value(operand, 40);
			case UPPER, NON_ZERO_UPPER -> Long.toString(value(operand, 64 * 4096) >> 12 & 0xfffff);
			default -> Long.toString(value(operand, 64));
		};
	}

	private long value(Operand operand, long small) {
		long span = (operand.maximum() - operand.minimum()) / operand.alignment() + 1;
		while (true) {
			long value = random.nextBoolean() ? operand.minimum() + Math.floorMod(random.nextLong(), span) * operand.alignment()
					: random.nextLong(-small, small) / operand.alignment() * operand.alignment();
			if (operand.check(value).isEmpty()) {
				return value;
			}
		}
	}
}

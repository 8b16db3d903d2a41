/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.util.Random;
import java.util.function.LongBinaryOperator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringside.isa.Encoder;
import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.RvC;
import org.ringside.isa.Zabha;
import org.ringside.isa.Zacas;
import org.ringside.isa.Zicond;
import org.ringside.isa.Zimop;
import org.ringside.machine.Hart;
import org.ringside.machine.TestBoard;

/**
 * Instructions that QEMU 7.2 has not, with random operands and registers, against what their chapters say, written once
 * more. The system property {@code ringside.integer.cases} sets how many of each (default 20000), {@code ringside.integer.seed} the seed.
 */
class IntegerReferenceTest {

	private static final int CASES = Integer.getInteger("ringside.integer.cases", 20_000);
	private static final long SEED = Long.getLong("ringside.integer.seed", 1);
	private static final long MEMORY = TestBoard.RAM + 0x1000;
	private static final long[] AWKWARD = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, 0xffff_ffffL, 0x80, 0x8000,
			0xff, 0xffff, 0x1_0000_0000L};

	private static TestBoard board;
	private static Hart hart;
	private final Random random = new Random(SEED);

	@BeforeAll
	static void open() {
		board = new TestBoard(IsaProfile.RV64IMAC.with(Extension.ZICOND, Extension.ZCB, Extension.ZBA, Extension.ZBB, Extension.ZACAS,
				Extension.ZABHA, Extension.ZIMOP, Extension.ZCMOP));
		hart = board.hart();
	}

	@AfterAll
	static void close() {
		board.close();
	}

	private long value() {
		return random.nextInt(3) == 0 ? AWKWARD[random.nextInt(AWKWARD.length)] : random.nextLong() >> random.nextInt(64);
	}

	private void execute(Instruction instruction, long... operands) {
		long before = hart.retired();
		hart.setPc(TestBoard.RAM);
		hart.stepInstruction(Encoder.encode(instruction, operands));
		assertEquals(before + 1, hart.retired(), instruction.mnemonic());
		assertEquals(TestBoard.RAM + instruction.length(), hart.pc(), instruction.mnemonic());
	}

	private void three(Instruction instruction, LongBinaryOperator meaning) {
		for (int i = 0; i < CASES; i++) {
			int rd = random.nextInt(32);
			int rs1 = random.nextInt(32);
			int rs2 = random.nextInt(32);
			hart.setX(rs1, value());
			hart.setX(rs2, value());
			long expected = rd == 0 ? 0 : meaning.applyAsLong(hart.x(rs1), hart.x(rs2));
			execute(instruction, rd, rs1, rs2);
			assertEquals(expected, hart.x(rd), instruction.mnemonic() + " case " + i);
		}
	}

	@Test
	void conditionalOperations() {
		three(Zicond.CZERO_EQZ, (value, condition) -> condition == 0 ? 0 : value);
		three(Zicond.CZERO_NEZ, (value, condition) -> condition != 0 ? 0 : value);
	}

	/** Chapters "Zimop" and "Zcmop": zero for rd, and nothing at all. */
	@Test
	void operationsThatAnExtensionMayDefine() {
		for (Zimop row : Zimop.values()) {
			if (row.operands().size() == 3) {
				three(row, (a, b) -> 0);
			} else {
				hart.setX(5, value());
				hart.setX(6, value());
				execute(row, 5, 6);
				assertEquals(0, hart.x(5), row.mnemonic());
			}
		}
		for (int n = 1; n < 16; n += 2) {
			long value = value();
			hart.setX(n, value);
			execute(RvC.valueOf("C_MOP_" + n));
			assertEquals(value, hart.x(n), "c.mop." + n);
		}
	}

	private static long combine(String mnemonic, long old, long operand, long expected) {
		return switch (mnemonic.substring(0, mnemonic.indexOf('.'))) {
			case "amoswap" -> operand;
			case "amoadd" -> old + operand;
			case "amoxor" -> old ^ operand;
			case "amoand" -> old & operand;
			case "amoor" -> old | operand;
			case "amomin" -> Math.min(old, operand);
			case "amomax" -> Math.max(old, operand);
			case "amominu" -> Long.compareUnsigned(old, operand) < 0 ? old : operand;
			case "amomaxu" -> Long.compareUnsigned(old, operand) > 0 ? old : operand;
			case "amocas" -> old == expected ? operand : old;
			default -> throw new AssertionError(mnemonic);
		};
	}

	/** Chapter "Zabha": the upper bits of rs2 are ignored, rd takes the old value sign-extended, and the neighbours in memory stay. */
	@Test
	void atomicsOnBytesAndHalfWords() {
		for (Zabha row : Zabha.values()) {
			int size = row.mnemonic().endsWith(".b") ? 1 : 2;
			int unused = 64 - 8 * size;
			for (int i = 0; i < CASES; i++) {
				int rd = random.nextInt(32);
				int rs2 = random.nextInt(32);
				int rs1 = pick(rd, rs2);
				long before = value();
				int offset = random.nextInt(8 / size) * size;
				board.bus.write(null, MEMORY, 8, before);
				hart.setX(rs2, value());
				hart.setX(rd, random.nextBoolean() ? before >> 8 * offset : value());
				hart.setX(rs1, MEMORY + offset);
				long old = before >> 8 * offset << unused >> unused;
				long result = combine(row.mnemonic(), old, hart.x(rs2) << unused >> unused, hart.x(rd) << unused >> unused);
				execute(row, rd, rs2, rs1, random.nextInt(4));
				long mask = -1L >>> unused << 8 * offset;
				assertEquals(before & ~mask | result << 8 * offset & mask, memory(8), row.mnemonic());
				assertEquals(rd == 0 ? 0 : old, hart.x(rd), row.mnemonic());
			}
		}
	}

	private void inPlace(RvC instruction, LongBinaryOperator meaning) {
		for (int i = 0; i < CASES; i++) {
			int rd = 8 + random.nextInt(8);
			int rs2 = 8 + random.nextInt(8);
			hart.setX(rd, value());
			hart.setX(rs2, value());
			long expected = meaning.applyAsLong(hart.x(rd), hart.x(rs2));
			if (instruction == RvC.C_MUL) {
				execute(instruction, rd, rs2);
			} else {
				execute(instruction, rd);
			}
			assertEquals(expected, hart.x(rd), instruction.mnemonic() + " case " + i);
		}
	}

	@Test
	void compressedArithmetic() {
		inPlace(RvC.C_ZEXT_B, (a, b) -> a & 0xff);
		inPlace(RvC.C_SEXT_B, (a, b) -> (byte) a);
		inPlace(RvC.C_ZEXT_H, (a, b) -> a & 0xffff);
		inPlace(RvC.C_SEXT_H, (a, b) -> (short) a);
		inPlace(RvC.C_ZEXT_W, (a, b) -> a & 0xffff_ffffL);
		inPlace(RvC.C_NOT, (a, b) -> -1 - a);
		inPlace(RvC.C_MUL, (a, b) -> BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).longValue());
	}

	private long memory(int size) {
		long value = 0;
		for (int i = size - 1; i >= 0; i--) {
			value = value << 8 | board.bus.read(MEMORY + i, 1);
		}
		return value;
	}

	@Test
	void compressedLoadsAndStores() {
		for (int i = 0; i < CASES; i++) {
			int rs1 = 8 + random.nextInt(8);
			int other = 8 + (rs1 - 7) % 8;
			boolean half = random.nextBoolean();
			long offset = half ? 2 * random.nextInt(2) : random.nextInt(4);
			hart.setX(rs1, MEMORY - offset);
			hart.setX(other, value());
			board.bus.write(null, MEMORY, 8, random.nextLong());
			if (random.nextBoolean()) {
				long stored = hart.x(other) & (half ? 0xffff : 0xff);
				long rest = memory(8) >>> (half ? 16 : 8);
				execute(half ? RvC.C_SH : RvC.C_SB, other, offset, rs1);
				assertEquals(stored, memory(half ? 2 : 1));
				assertEquals(rest, memory(8) >>> (half ? 16 : 8), "only what is named is stored");
			} else {
				boolean signed = half && random.nextBoolean();
				execute(half ? signed ? RvC.C_LH : RvC.C_LHU : RvC.C_LBU, other, offset, rs1);
				assertEquals(signed ? (short) memory(2) : memory(half ? 2 : 1), hart.x(other));
			}
		}
	}

	@Test
	void compareAndSwap() {
		for (int i = 0; i < CASES; i++) {
			boolean word = random.nextBoolean();
			int rd = random.nextInt(32);
			int rs2 = random.nextInt(32);
			int rs1 = pick(rd, rs2);
			long old = value();
			board.bus.write(null, MEMORY, 8, old);
			hart.setX(rs2, value());
			hart.setX(rd, random.nextBoolean() ? old ^ (word ? (long) random.nextInt() << 32 : 0) : value());
			hart.setX(rs1, MEMORY);
			long replacement = hart.x(rs2);
			boolean equal = word ? (int) hart.x(rd) == (int) old : hart.x(rd) == old;
			execute(word ? Zacas.AMOCAS_W : Zacas.AMOCAS_D, rd, rs2, rs1, random.nextInt(4));
			long stored = word ? old & -1L << 32 | replacement & 0xffff_ffffL : replacement;
			assertEquals(equal ? stored : old, memory(8));
			assertEquals(rd == 0 ? 0 : word ? (int) old : old, hart.x(rd));
		}
	}

	@Test
	void compareAndSwapOfPairs() {
		for (int i = 0; i < CASES; i++) {
			int rd = 2 * random.nextInt(16);
			int rs2 = 2 * random.nextInt(16);
			int rs1 = pick(rd & ~1, rs2 & ~1);
			long low = value();
			long high = value();
			board.bus.write(null, MEMORY, 8, low);
			board.bus.write(null, MEMORY + 8, 8, high);
			boolean meant = random.nextBoolean();
			set(rs2, value(), value());
			set(rd, meant ? low : value(), meant || random.nextBoolean() ? high : value());
			hart.setX(rs1, MEMORY);
			long newLow = rs2 == 0 ? 0 : hart.x(rs2);
			long newHigh = rs2 == 0 ? 0 : hart.x(rs2 + 1);
			boolean equal = (rd == 0 ? 0 : hart.x(rd)) == low && (rd == 0 ? 0 : hart.x(rd + 1)) == high;
			execute(Zacas.AMOCAS_Q, rd, rs2, rs1, random.nextInt(4));
			assertEquals(equal ? newLow : low, board.bus.read(MEMORY, 8));
			assertEquals(equal ? newHigh : high, board.bus.read(MEMORY + 8, 8));
			if (rd != 0) {
				assertEquals(low, hart.x(rd));
				assertEquals(high, hart.x(rd + 1));
			}
		}
	}

	private void set(int pair, long low, long high) {
		hart.setX(pair, low);
		if (pair != 0) {
			hart.setX(pair + 1, high);
		}
	}

	/** A register for the address that is in neither pair. */
	private int pick(int pair, int other) {
		int register;
		do {
			register = 1 + random.nextInt(31);
		} while ((register & ~1) == (pair & ~1) || (register & ~1) == (other & ~1));
		assertNotEquals(0, register);
		return register;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.RvI;
import org.ringside.isa.RvM;
import org.ringside.machine.HartConfig;
import org.ringside.machine.TestBoard;
import org.ringside.translator.Translator;

/** Loops of shifts, of which many make rotations, among few registers and between accesses of which some fault. */
class ShiftsTest {

	private static final int[] REGISTERS = {10, 11, 16, 17, 18};
	/** Two of them make a word, and two a double word. */
	private static final int[] DISTANCES = {7, 25, 57, 12, 20, 52, 1, 31, 63};
	private static final int NOWHERE = 20;

	@ParameterizedTest
	@ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
	void whatIsLeftForLaterIsThereInTime(int seed) throws IOException {
		byte[] program = program(new Random(seed));
		IsaProfile profile = IsaProfile.RV64GC.with(Extension.ZICNTR);
		try (Lockstep lockstep = new Lockstep(profile, HartConfig.DEFAULT, 1, Translator.toHostCode(seed % 3))) {
			long instructions = lockstep.load(TestBoard.RAM, program).run(seed, 5_000, 2_000_000);
			assertTrue(instructions > 30_000, "only " + instructions + " instructions");
		}
	}

	private static byte[] program(Random random) {
		Program program = new Program();
		program.li(9, 400);
		program.li(NOWHERE, 16);
		program.li(21, 0x9e37_79b9_7f4a_7c15L);
		for (int register : REGISTERS) {
			program.li(register, random.nextLong());
		}
		int start = program.here();
		for (int i = 0; i < 200; i++) {
			step(program, random);
		}
		program.emit(RvI.ADDI, 9, 9, -1);
		program.emit(RvI.BEQ, 9, 0, 8);
		program.emit(RvI.JAL, 0, start - program.here());
		for (int register : REGISTERS) {
			program.result(register, "x" + register);
		}
		return program.finish().bytes();
	}

	private static int any(Random random) {
		return REGISTERS[random.nextInt(REGISTERS.length)];
	}

	private static void step(Program program, Random random) {
		int rd = any(random);
		int rs1 = any(random);
		int rs2 = any(random);
		int kind = random.nextInt(48);
		if (kind < 18) {
			RvI shift = List.of(RvI.SLLI, RvI.SRLI, RvI.SLLIW, RvI.SRLIW).get(random.nextInt(4));
			int distance = DISTANCES[random.nextInt(DISTANCES.length)];
			program.emit(shift, rd, rs1, shift == RvI.SLLI || shift == RvI.SRLI ? distance : distance & 31);
		} else if (kind < 28) {
			program.emit(random.nextBoolean() ? RvI.OR : RvI.XOR, rd, rs1, rs2);
		} else if (kind < 32) {
			program.emit(List.of(RvI.ADD, RvI.ADDW, RvI.SUB, RvI.AND, RvI.SLT, RvI.SLL).get(random.nextInt(6)), rd, rs1, rs2);
		} else if (kind < 34) {
			program.emit(List.of(RvM.MUL, RvM.MULHSU, RvM.REMW).get(random.nextInt(3)), rd, rs1, rs2);
		} else if (kind < 36) {
			// Of shifts alone, little would soon be left.
			program.emit(RvI.XORI, rd, 9, random.nextInt(4096) - 2048);
			program.emit(RvM.MUL, rd, rd, 21);
		} else if (kind == 36) {
			program.emit(random.nextBoolean() ? RvI.LW : RvI.LD, rd, 8 * random.nextInt(8), random.nextInt(5) == 0 ? NOWHERE : Program.BUFFER_REGISTER);
		} else if (kind == 37) {
			program.emit(RvI.SD, rs1, 8 * random.nextInt(8), random.nextInt(5) == 0 ? NOWHERE : Program.BUFFER_REGISTER);
		} else if (kind < 40) {
			program.emit(RvI.BLT, rs1, rs2, 8);
		} else if (kind < 42) {
			program.emit(RvM.MUL, rd, rs1, 21);
		} else {
			// As compilers rotate, and nearly so.
			int at = random.nextInt(REGISTERS.length);
			int source = REGISTERS[at];
			int one = REGISTERS[(at + 1) % REGISTERS.length];
			int other = REGISTERS[(at + 2) % REGISTERS.length];
			int bits = random.nextBoolean() ? 64 : 32;
			int distance = 1 + random.nextInt(bits - 1);
			program.emit(bits == 64 ? RvI.SLLI : RvI.SLLIW, one, source, distance);
			program.emit(bits == 64 ? RvI.SRLI : RvI.SRLIW, other, source, random.nextInt(4) == 0 ? 1 + random.nextInt(bits - 1) : bits - distance);
			program.emit(random.nextBoolean() ? RvI.OR : RvI.XOR, any(random), one, other);
		}
	}
}

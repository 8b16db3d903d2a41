/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.isa.Encoder;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.RvI;
import org.ringside.machine.HartConfig;
import org.ringside.machine.TestBoard;

/** Code that makes a translator's life hard is computed as the interpreter computes it. */
class HostileCodeTest {

	private static final int ROUNDS = 5 << 12;

	/** A loop that writes the function that it calls anew each time, with another constant. */
	@ParameterizedTest
	@ValueSource(ints = {0, 1, 7})
	void codeThatIsWrittenAnewEachTime(int heat) throws Exception {
		try (Lockstep lockstep = new Lockstep(IsaProfile.RV64GC, HartConfig.DEFAULT, 1, heat)) {
			lockstep.load(TestBoard.RAM, words(//
					1 << 12 | 10 << 7 | 0x17, // auipc a0, 1
					0x58 << 12 | 5 << 7 | 0x37, // lui t0, 0x58: the upper part of addi a1, a1, 0
					0x593 << 20 | 5 << 15 | 5 << 7 | 0x13, // addi t0, t0, 0x593
					5 << 12 | 7 << 7 | 0x37, // lui t2, 5: how often
					20 << 20 | 8 << 15 | 1 << 12 | 6 << 7 | 0x13, // slli t1, s0, 20
					5 << 20 | 6 << 15 | 6 << 7 | 0x33, // add t1, t1, t0
					6 << 20 | 10 << 15 | 2 << 12 | 0x23, // sw t1, 0(a0)
					10 << 15 | 1 << 7 | 0x67, // jalr ra, a0
					1 << 20 | 8 << 15 | 8 << 7 | 0x13, // addi s0, s0, 1
					0xfe << 24 | 7 << 20 | 8 << 15 | 4 << 12 | 6 << 8 | 0xe3, // blt s0, t2, back to the slli
					0x100 << 12 | 28 << 7 | 0x37, // lui t3, 0x100
					5 << 12 | 29 << 7 | 0x37, // lui t4, 5
					0x555 << 20 | 29 << 15 | 29 << 7 | 0x13, // addi t4, t4, 0x555
					29 << 20 | 28 << 15 | 2 << 12 | 0x23)); // sw t4, 0(t3): the end
			lockstep.load(TestBoard.RAM + 4096 + 4, words(1 << 15 | 0x67)); // ret
			lockstep.run(heat, 5000, 10_000_000);
			long sum = 0;
			for (int i = 0; i < ROUNDS; i++) {
				sum += i << 20 >> 20;
			}
			for (TestBoard board : lockstep.boards()) {
				assertEquals(0x5555, board.verdict());
				assertEquals(sum, board.hart().x(11));
			}
		}
	}

	/**
	 * A loop of lines that each write an instruction of another line, some the very next one, and all anew in each round. What
	 * is written behind the line that writes counts in the same round.
	 */
	@ParameterizedTest
	@ValueSource(ints = {0, 1, 7})
	void codeThatWritesItselfInEveryLine(int heat) throws Exception {
		int lines = 60;
		int rounds = 1500;
		Random random = new Random(heat);
		Program program = new Program();
		program.li(8, 0);
		program.li(9, rounds);
		program.li(13, Integer.toUnsignedLong(Encoder.encode(RvI.ADDI, 11, 11, 0)));
		program.li(11, 0);
		int table = program.jump(RvI.AUIPC, 10, 0);
		int top = program.here();
		program.emit(RvI.SLLI, 6, 8, 20); // the round as an immediate
		program.emit(RvI.ADD, 6, 6, 13);
		int[] writes = new int[lines];
		int[] adds = new int[lines];
		for (int i = 0; i < lines; i++) {
			// addi a1, a1, the round when it was written; then the round's number grows by the line's
			writes[i] = random.nextInt(4) == 0 ? Math.min(i + 1, lines - 1) : random.nextInt(lines);
			int first = top + 8;
			program.emit(RvI.SW, 6, first + 12 * writes[i] + 8 - table, 10);
			program.emit(RvI.ADD, 6, 6, 7);
			adds[i] = program.here();
			assertEquals(first + 12 * i + 8, adds[i]);
			program.emit(RvI.ADDI, 11, 11, i);
		}
		program.emit(RvI.ADDI, 8, 8, 1);
		program.emit(RvI.BLT, 8, 9, top - program.here());
		byte[] image = program.finish().bytes();

		long step = 3 << 20;
		long sum = 0;
		int[] immediates = new int[lines];
		for (int i = 0; i < lines; i++) {
			immediates[i] = i;
		}
		for (int round = 0; round < rounds; round++) {
			long word = (round << 20) + Encoder.encode(RvI.ADDI, 11, 11, 0);
			for (int i = 0; i < lines; i++) {
				immediates[writes[i]] = (int) word >> 20;
				word += step;
				sum += immediates[i];
			}
		}
		try (Lockstep lockstep = new Lockstep(IsaProfile.RV64GC, HartConfig.DEFAULT, 1, heat)) {
			lockstep.load(TestBoard.RAM, image);
			for (TestBoard board : lockstep.boards()) {
				board.hart().setX(7, step);
			}
			lockstep.run(heat, 5000, 10_000_000);
			for (TestBoard board : lockstep.boards()) {
				assertEquals(0x5555, board.verdict());
				assertEquals(sum, board.hart().x(11));
			}
		}
	}

	/**
	 * A run of instructions of 4 bytes each of whose upper halves begins another one, entered by turns at its head and 2 bytes
	 * behind it. The two readings of the bytes never meet, and both are hot.
	 */
	@ParameterizedTest
	@ValueSource(ints = {0, 1, 7})
	void jumpsIntoTheMiddleOfInstructions(int heat) throws Exception {
		int length = 24;
		int rounds = 4000;
		Program program = new Program();
		program.li(8, 0);
		program.li(9, rounds);
		program.li(6, 0);
		program.li(7, 0);
		int top = program.here();
		program.emit(RvI.AUIPC, 10, 0);
		program.emit(RvI.ANDI, 28, 8, 1);
		program.emit(RvI.SLLI, 28, 28, 1);
		program.emit(RvI.ADD, 10, 10, 28);
		program.emit(RvI.JALR, 1, 40, 10);
		program.emit(RvI.ADDI, 8, 8, 1);
		program.emit(RvI.BLT, 8, 9, top - program.here());
		int over = program.jump(RvI.JAL, 0, 0);
		while (program.here() < top + 40) {
			program.word(1, 2); // c.nop
		}
		for (int i = 0; i < length; i++) {
			program.word(0x0313_8393, 4); // addi t2, t2, 49; from the middle 0x83930313, which is addi t1, t1, -1991
		}
		program.word(0x0013_8393, 4); // addi t2, t2, 1; from the middle 0x00010013, which is addi zero, sp, 0
		program.word(1, 2);
		program.emit(RvI.JALR, 0, 0, 1);
		program.patch(over);
		byte[] image = program.finish().bytes();
		try (Lockstep lockstep = new Lockstep(IsaProfile.RV64GC, HartConfig.DEFAULT, 1, heat)) {
			lockstep.load(TestBoard.RAM, image).run(heat, 5000, 10_000_000);
			for (TestBoard board : lockstep.boards()) {
				assertEquals(0x5555, board.verdict());
				assertEquals(rounds / 2 * (49L * length + 1), board.hart().x(7));
				assertEquals(rounds / 2 * -1991L * length, board.hart().x(6));
			}
		}
	}

	/** Random instructions jump into the middle of others, write over themselves and trap into more of the same. */
	@Test
	void randomCode() throws Exception {
		long instructions = 0;
		for (long seed = 1; seed <= 60; seed++) {
			Random random = new Random(seed);
			try (Lockstep lockstep = new Lockstep(IsaProfile.RV64GC, HartConfig.DEFAULT, 1, (int) (seed % 4))) {
				byte[] code = new byte[0x3000];
				random.nextBytes(code);
				for (int at = 0; at < code.length; at += 4) {
					if (random.nextInt(4) != 0) {
						ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN).putInt(at, plausible(random));
					}
				}
				lockstep.load(TestBoard.RAM, code);
				long[] values = random.longs(32).toArray();
				for (TestBoard board : lockstep.boards()) {
					for (int i = 1; i < 32; i++) {
						board.hart().setX(i, i % 2 == 0 ? values[i] : TestBoard.RAM + (values[i] & 0x2fff));
					}
					board.hart().pokeCsr(0x305, TestBoard.RAM + 0x400);
				}
				instructions += lockstep.run(seed, 3000, 60_000);
			}
		}
		assertTrue(instructions > 2_000_000, "the programs ran only for " + instructions + " instructions");
	}

	/** Branches and jumps of short reach, loads and stores near registers that point to the code, and arithmetic. */
	private static int plausible(Random random) {
		int rd = random.nextInt(32) << 7;
		int rs1 = random.nextInt(32) << 15;
		int rs2 = random.nextInt(32) << 20;
		int funct3 = random.nextInt(8) << 12;
		return switch (random.nextInt(9)) {
			case 0 -> random.nextInt(1 << 7) << 25 | rs2 | rs1 | funct3 | random.nextInt(16) << 8 | 0x63;
			case 1 -> (random.nextInt(2) == 0 ? 0xfff : 0) << 20 | random.nextInt(1 << 9) << 21 | rd | 0x6f;
			case 2 -> random.nextInt(1 << 12) << 20 | rs1 | rd | 0x67;
			case 3 -> random.nextInt(1 << 12) << 20 | rs1 | funct3 | rd | 0x03;
			case 4 -> random.nextInt(1 << 7) << 25 | rs2 | rs1 | random.nextInt(4) << 12 | rd | 0x23;
			case 5 -> random.nextInt(1 << 12) << 20 | rs1 | rd | 0x13;
			case 6 -> rs2 | rs1 | funct3 | rd | 0x33;
			case 7 -> 1 << 25 | rs2 | rs1 | funct3 | rd | 0x33;
			default -> random.nextInt(1 << 12) << 20 | rs1 | rd | 0x1b;
		};
	}

	private static byte[] words(int... words) {
		ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
		for (int word : words) {
			bytes.putInt(word);
		}
		return bytes.array();
	}
}

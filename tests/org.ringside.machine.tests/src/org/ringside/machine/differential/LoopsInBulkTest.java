/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringside.isa.Encoder;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.RvI;
import org.ringside.machine.Hart;
import org.ringside.machine.HostMemory;
import org.ringside.machine.TestBoard;
import org.ringside.translator.Translator;
import org.ringside.translator.x86.GuestRegisters;
import org.ringside.translator.x86.HostCode;

/** Loops as compilers and kernels write them are among those that go round many times at once, others are not. */
class LoopsInBulkTest {

	private static final long DATA = TestBoard.RAM + 0x4000;
	private static final int BYTES = 4096;
	/** What the loops count or point with, and up to where. */
	private static final int TO = 10;
	private static final int FROM = 11;
	private static final int END = 12;
	private static final int VALUE = 13;

	private static int word(RvI instruction, long... values) {
		return Encoder.encode(instruction, values);
	}

	private static int[] loop(int... words) {
		return words;
	}

	/** As Linux clears pages, and the firmware copies. */
	private static int[] unrolled(int times, boolean copies, RvI load, RvI store, int size) {
		List<Integer> words = new ArrayList<>();
		for (int i = 0; copies && i < times; i++) {
			words.add(word(load, 14 + i % 8, (long) size * i, FROM));
			if (i % 8 == 7) {
				for (int k = i - 7; k <= i; k++) {
					words.add(word(store, 14 + k % 8, (long) size * k, TO));
				}
			}
		}
		for (int i = 0; !copies && i < times; i++) {
			words.add(word(store, VALUE, (long) size * i, TO));
		}
		if (copies) {
			words.add(word(RvI.ADDI, FROM, FROM, size * times));
		}
		words.add(word(RvI.ADDI, TO, TO, size * times));
		words.add(word(RvI.BLTU, TO, END, -4L * words.size()));
		return words.stream().mapToInt(Integer::intValue).toArray();
	}

	private static Stream<Named<int[]>> loopsInBulk() {
		return Stream.of(//
				Named.of("memset by bytes", loop(word(RvI.SB, VALUE, 0, TO), word(RvI.ADDI, TO, TO, 1), word(RvI.BNE, TO, END, -8))),
				Named.of("memset by words of 8, counted before", loop(word(RvI.ADDI, TO, TO, 8), word(RvI.SD, 0, -8, TO), word(RvI.BLTU, TO, END, -8))),
				Named.of("memset, unrolled", unrolled(16, false, RvI.LD, RvI.SD, 8)),
				Named.of("memcpy by bytes", loop(word(RvI.LBU, 14, 0, FROM), word(RvI.ADDI, TO, TO, 1), word(RvI.ADDI, FROM, FROM, 1),
						word(RvI.SB, 14, -1, TO), word(RvI.BNE, TO, END, -16))),
				Named.of("memcpy by words of 4", loop(word(RvI.LW, 14, 0, FROM), word(RvI.ADDI, FROM, FROM, 4), word(RvI.SW, 14, 0, TO),
						word(RvI.ADDI, TO, TO, 4), word(RvI.BLTU, TO, END, -16))),
				Named.of("memcpy, unrolled", unrolled(16, true, RvI.LD, RvI.SD, 8)),
				Named.of("memcpy by bytes, unrolled", unrolled(8, true, RvI.LB, RvI.SB, 1)),
				Named.of("memmove from the end", loop(word(RvI.ADDI, END, END, -1), word(RvI.ADDI, FROM, FROM, -1), word(RvI.LBU, 14, 1024, FROM),
						word(RvI.SB, 14, 0, END), word(RvI.BNE, END, TO, -16))),
				Named.of("strlen", loop(word(RvI.ADDI, FROM, FROM, 1), word(RvI.LBU, 14, 0, FROM), word(RvI.BNE, 14, 0, -8))),
				Named.of("strcpy", loop(word(RvI.LBU, 14, 0, FROM), word(RvI.ADDI, TO, TO, 1), word(RvI.ADDI, FROM, FROM, 1),
						word(RvI.SB, 14, -1, TO), word(RvI.BNE, 14, 0, -16))),
				Named.of("a look for a byte", loop(word(RvI.LBU, 14, 0, FROM), word(RvI.ADDI, FROM, FROM, 1), word(RvI.BNE, VALUE, 14, -8))));
	}

	private static Stream<Named<int[]>> others() {
		return Stream.of(//
				Named.of("a sum", loop(word(RvI.LD, 14, 0, TO), word(RvI.ADD, 15, 15, 14), word(RvI.ADDI, TO, TO, 8), word(RvI.BNE, TO, END, -12))),
				Named.of("a stride with gaps", loop(word(RvI.SB, VALUE, 0, TO), word(RvI.ADDI, TO, TO, 2), word(RvI.BNE, TO, END, -8))),
				Named.of("numbers", loop(word(RvI.SD, TO, 0, TO), word(RvI.ADDI, TO, TO, 8), word(RvI.BNE, TO, END, -8))),
				Named.of("what was loaded a time round before", loop(word(RvI.SD, 14, 0, TO), word(RvI.LD, 14, 0, FROM), word(RvI.ADDI, TO, TO, 8),
						word(RvI.ADDI, FROM, FROM, 8), word(RvI.BNE, TO, END, -16))),
				Named.of("the other way round", loop(word(RvI.LD, 14, 2040, FROM), word(RvI.SD, 14, 0, TO), word(RvI.ADDI, TO, TO, 8),
						word(RvI.ADDI, FROM, FROM, -8), word(RvI.BNE, TO, END, -16))),
				Named.of("another width", loop(word(RvI.LW, 14, 0, FROM), word(RvI.SD, 14, 0, TO), word(RvI.ADDI, TO, TO, 8), word(RvI.ADDI, FROM, FROM, 4),
						word(RvI.BNE, TO, END, -16))));
	}

	/** How often the loop went round at once when that was done last; 0 if it never was. */
	private static long timesAtOnce(int[] loop) {
		assumeTrue(HostCode.isAvailable() && HostCode.hasFloats(), "there is no host code here");
		try (TestBoard board = new TestBoard(IsaProfile.RV64GC)) {
			Hart hart = board.hart();
			hart.setTranslator(Translator.toHostCode(1));
			byte[] data = new byte[4 * BYTES];
			Arrays.fill(data, (byte) 1);
			board.load(DATA, data);
			board.load(DATA + 2 * BYTES - 1, new byte[1]);
			board.code(TestBoard.RAM, loop);
			board.code(TestBoard.RAM + 4L * loop.length, word(RvI.JAL, 0, 0));
			// The first time round it is interpreted, and then pages have to be met.
			for (int turn = 0; turn < 2; turn++) {
				hart.setX(TO, DATA);
				hart.setX(FROM, DATA + BYTES);
				hart.setX(END, DATA + 1024);
				hart.setX(VALUE, 0);
				hart.setPc(TestBoard.RAM);
				hart.run(30_000);
				assertEquals(TestBoard.RAM + 4L * loop.length, hart.pc(), "the loop has ended");
			}
			return HostMemory.getLong(GuestRegisters.base(hart.scratch()) + GuestRegisters.BULK);
		}
	}

	@ParameterizedTest
	@MethodSource("loopsInBulk")
	void knownLoopsGoRoundManyTimesAtOnce(int[] loop) {
		long times = timesAtOnce(loop);
		assertTrue(times >= 1024 / 8 / 16 - 1, "times round: " + times);
	}

	@ParameterizedTest
	@MethodSource("others")
	void othersGoRoundOneTimeAfterTheOther(int[] loop) {
		assertEquals(0, timesAtOnce(loop));
	}
}

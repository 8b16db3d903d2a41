/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.isa.DebugCsrs;
import org.ringside.isa.Encoder;
import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.RvA;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.Zicsr;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.TestBoard;
import org.ringside.translator.Translator;

/**
 * Watched bytes among hot data are met by each engine at the same accesses: beside them, at their edges, overlapping and unaligned, by
 * several accesses of one base register, atomics, and with several watches far apart in a page.
 */
class WatchedDataTest {

	private static final long CODE = TestBoard.RAM + 0x100;
	private static final long HANDLER = TestBoard.RAM + 0x1000;
	private static final long DATA = TestBoard.RAM + 0x3000;
	private static final int PAGES = 3;
	private static final long MATCH_IN_M = 6L << 60 | 1 << 6;
	private static final List<RvI> LOADS = List.of(RvI.LB, RvI.LBU, RvI.LH, RvI.LHU, RvI.LW, RvI.LWU, RvI.LD);
	private static final List<RvI> STORES = List.of(RvI.SB, RvI.SH, RvI.SW, RvI.SD);
	private static final List<RvA> ATOMICS = List.of(RvA.AMOADD_D, RvA.AMOADD_W, RvA.AMOSWAP_D, RvA.AMOXOR_W);

	private static void add(List<Integer> code, Instruction instruction, long... values) {
		code.add(Encoder.encode(instruction, values));
	}

	/** A loop whose accesses lie close together around two places of a page and around its end. */
	private static List<Integer> loop(Random random) {
		List<Integer> code = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			int base = 10 + random.nextInt(3);
			int size = random.nextInt(4) == 0 ? 1 : 8;
			long offset = size * random.nextInt(64 / size);
			switch (random.nextInt(8)) {
				case 0, 1, 2 -> add(code, LOADS.get(random.nextInt(LOADS.size())), 14 + random.nextInt(4), offset, base);
				case 3, 4, 5 -> add(code, STORES.get(random.nextInt(STORES.size())), 14 + random.nextInt(4), offset, base);
				case 6 -> {
					add(code, RvI.ADDI, 13, base, offset & -8);
					add(code, ATOMICS.get(random.nextInt(ATOMICS.size())), 14 + random.nextInt(4), 15, 13);
				}
				default -> add(code, RvI.ADD, 15, 15, 14 + random.nextInt(4));
			}
		}
		add(code, RvI.JAL, 0, -4L * code.size());
		return code;
	}

	/** Counts in x27, mixes in x26 where and about what the exception was, and goes on behind the instruction. */
	private static List<Integer> handler() {
		List<Integer> code = new ArrayList<>();
		add(code, RvI.ADDI, 27, 27, 1);
		add(code, Zicsr.CSRRS, 28, MachineCsrs.MTVAL, 0);
		add(code, RvI.ADD, 26, 26, 28);
		add(code, Zicsr.CSRRS, 28, MachineCsrs.MCAUSE, 0);
		add(code, RvI.ADD, 26, 26, 28);
		add(code, Zicsr.CSRRS, 28, MachineCsrs.MEPC, 0);
		add(code, RvI.SLLI, 26, 26, 1);
		add(code, RvI.ADD, 26, 26, 28);
		add(code, RvI.ADDI, 28, 28, 4);
		add(code, Zicsr.CSRRW, 0, MachineCsrs.MEPC, 28);
		add(code, RvPrivileged.MRET);
		return code;
	}

	private static void put(TestBoard board, long address, List<Integer> code) {
		board.code(address, code.stream().mapToInt(Integer::intValue).toArray());
	}

	private static void watch(Hart hart, int trigger, long address, int accesses) {
		hart.pokeCsr(DebugCsrs.TSELECT, trigger);
		hart.pokeCsr(DebugCsrs.TDATA1, 0);
		hart.pokeCsr(DebugCsrs.TDATA2, address);
		hart.pokeCsr(DebugCsrs.TDATA1, accesses == 0 ? 0 : MATCH_IN_M | accesses);
	}

	private static byte[] data(TestBoard board) {
		byte[] bytes = new byte[PAGES * 4096];
		assertTrue(board.bus.read(DATA, bytes, 0, bytes.length));
		return bytes;
	}

	@ParameterizedTest
	@ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
	void watchedBytesAreMetByEachEngineAtTheSameAccesses(long seed) {
		Random random = new Random(seed);
		List<TestBoard> boards = new ArrayList<>();
		List<Integer> code = loop(random);
		long[] bases = {DATA + 0x100, DATA + 0xc00, DATA + 0xfe0};
		try {
			for (int i = 0; i < 3; i++) {
				TestBoard board = new TestBoard(IsaProfile.RV64GC.with(Extension.SDTRIG), 1, 1 << 20, HartConfig.DEFAULT);
				boards.add(board);
				put(board, CODE, code);
				put(board, HANDLER, handler());
				Hart hart = board.hart();
				hart.setTranslator(i == 0 ? null : i == 1 ? new Translator(1) : Translator.toHostCode(1));
				hart.pokeCsr(MachineCsrs.MTVEC, HANDLER);
				hart.pokeCsr(DebugCsrs.TCONTROL, 1 << 3);
				for (int base = 0; base < 3; base++) {
					hart.setX(10 + base, bases[base]);
				}
				hart.setPc(CODE);
			}
			long met = 0;
			for (int turn = 0; turn < 120; turn++) {
				int trigger = random.nextInt(3);
				long address = bases[random.nextInt(3)] + random.nextInt(88) - 8;
				int accesses = random.nextInt(4);
				long budget = 1 + random.nextInt(4000);
				String when = "seed " + seed + ", turn " + turn;
				for (TestBoard board : boards) {
					watch(board.hart(), trigger, address, accesses);
					board.hart().run(budget);
				}
				Hart expected = boards.get(0).hart();
				for (TestBoard board : boards.subList(1, 3)) {
					assertEquals(expected.pc(), board.hart().pc(), when);
					assertEquals(expected.retired(), board.hart().retired(), when);
					for (int i = 0; i < 32; i++) {
						assertEquals(expected.x(i), board.hart().x(i), "x" + i + ", " + when);
					}
					assertArrayEquals(data(boards.get(0)), data(board), when);
				}
				met = expected.x(27);
			}
			assertTrue(met > 500, met + " exceptions");
		} finally {
			boards.forEach(TestBoard::close);
		}
	}
}

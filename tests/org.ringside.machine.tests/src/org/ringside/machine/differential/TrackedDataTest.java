/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.isa.Encoder;
import org.ringside.isa.Instruction;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.RvA;
import org.ringside.isa.RvI;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.TestBoard;
import org.ringside.machine.WriteObserver;
import org.ringside.translator.Translator;

/**
 * Writes to tracked double-words among hot data are told by each engine at the same instructions, with the same state, and what stops there
 * stops right behind; writes beside them are not told.
 */
class TrackedDataTest {

	private static final long CODE = TestBoard.RAM + 0x100;
	private static final long DATA = TestBoard.RAM + 0x3000;
	private static final int PAGES = 2;
	private static final int WORDS = 512;
	private static final List<RvI> STORES = List.of(RvI.SB, RvI.SH, RvI.SW, RvI.SD);
	private static final List<RvA> ATOMICS = List.of(RvA.AMOADD_D, RvA.AMOADD_W, RvA.AMOSWAP_D, RvA.AMOXOR_W);

	/** What a told write saw. */
	private record Told(long pc, long retired, long address, int size, long before, long after, long counter) {
	}

	private static final class Engine {
		final TestBoard board = new TestBoard(IsaProfile.RV64GC, 1, 1 << 20, HartConfig.DEFAULT);
		final List<Told> told = new ArrayList<>();
		int stopAt = Integer.MAX_VALUE;

		Engine(Translator translator, List<Integer> code) {
			board.code(CODE, code.stream().mapToInt(Integer::intValue).toArray());
			board.hart().setTranslator(translator);
			board.hart().setPc(CODE);
			board.bus.addWriteObserver(new WriteObserver() {
				@Override
				public void beforeWrite(Hart hart, long address, int size, long oldValue, long newValue) {
					assertEquals(oldValue, board.bus.read(address, size));
				}

				@Override
				public void afterWrite(Hart hart, long address, int size, long oldValue, long newValue) {
					assertEquals(newValue, board.bus.read(address, size));
					told.add(new Told(hart.currentInstruction(), hart.retired(), address, size, oldValue, newValue, hart.x(15)));
					if (told.size() >= stopAt) {
						hart.requestStopNow();
					}
				}
			});
		}

		byte[] data() {
			byte[] bytes = new byte[PAGES * 4096];
			assertTrue(board.bus.read(DATA, bytes, 0, bytes.length));
			return bytes;
		}
	}

	private static void add(List<Integer> code, Instruction instruction, long... values) {
		code.add(Encoder.encode(instruction, values));
	}

	/** A loop whose stores lie close together around two places of a page and around its end. */
	private static List<Integer> loop(Random random) {
		List<Integer> code = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			int base = 10 + random.nextInt(3);
			int size = random.nextInt(4) == 0 ? 1 : 8;
			long offset = size * random.nextInt(64 / size);
			switch (random.nextInt(8)) {
				case 0 -> add(code, RvI.LD, 14 + random.nextInt(4), offset, base);
				case 1, 2, 3, 4, 5 -> add(code, STORES.get(random.nextInt(STORES.size())), 14 + random.nextInt(4), offset, base);
				case 6 -> {
					add(code, RvI.ADDI, 13, base, offset & -8);
					add(code, ATOMICS.get(random.nextInt(ATOMICS.size())), 14 + random.nextInt(4), 15, 13);
				}
				default -> add(code, RvI.ADDI, 15, 15, 1 + random.nextInt(100));
			}
		}
		add(code, RvI.JAL, 0, -4L * code.size());
		return code;
	}

	@ParameterizedTest
	@ValueSource(longs = {1, 2, 3, 4, 5, 6})
	void trackedWritesAreToldByEachEngineAtTheSameInstructions(long seed) {
		Random random = new Random(seed);
		List<Integer> code = loop(random);
		long[] bases = {DATA + 0x100, DATA + 0xc00, DATA + 0xfe0};
		List<Engine> engines = List.of(new Engine(null, code), new Engine(new Translator(1), code), new Engine(Translator.toHostCode(1), code));
		try {
			for (Engine engine : engines) {
				for (int base = 0; base < bases.length; base++) {
					engine.board.hart().setX(10 + base, bases[base]);
				}
			}
			long met = 0;
			for (int turn = 0; turn < 150; turn++) {
				long page = DATA + 4096 * random.nextInt(PAGES);
				boolean on = random.nextInt(4) != 0;
				BitSet words = new BitSet();
				int some = random.nextInt(3);
				for (int i = 0; i < some; i++) {
					words.set((int) (bases[random.nextInt(bases.length)] + random.nextInt(72) & 4095) >>> 3);
				}
				if (random.nextInt(5) == 0) {
					words.set(0, WORDS);
				}
				int stopAfter = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 1 << 20;
				long budget = 1 + random.nextInt(4000);
				for (Engine engine : engines) {
					engine.board.bus.track(page, on);
					engine.board.bus.narrow(page, (BitSet) words.clone());
					engine.stopAt = stopAfter;
					engine.told.clear();
					engine.board.hart().run(budget);
				}
				Engine expected = engines.get(0);
				met += expected.told.size();
				for (Engine engine : engines.subList(1, engines.size())) {
					String when = "seed " + seed + ", turn " + turn;
					assertEquals(expected.told, engine.told, when);
					assertEquals(expected.board.hart().pc(), engine.board.hart().pc(), when);
					assertEquals(expected.board.hart().retired(), engine.board.hart().retired(), when);
					assertArrayEquals(expected.data(), engine.data(), when);
					for (int x = 1; x < 32; x++) {
						assertEquals(expected.board.hart().x(x), engine.board.hart().x(x), when + ", x" + x);
					}
				}
			}
			assertTrue(met > 1000, met + " writes were told");
		} finally {
			engines.forEach(engine -> engine.board.close());
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.isa.DebugCsrs;
import org.ringside.isa.Encoder;
import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.RvA;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zicsr;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.TestBoard;
import org.ringside.machine.WriteObserver;
import org.ringside.translator.Translator;

/**
 * Loops that translated code executes many times round at once are executed by each engine alike, to the instruction. The pages that they go
 * over are often the same frame, read-only, not there, a device's, or full of code that runs before and behind them; some are watched or
 * observed; sources and destinations overlap; runs end, and a timer interrupts, anywhere.
 */
class BulkLoopsTest {

	private static final long CODE = TestBoard.RAM + 0x10_0000;
	private static final long HANDLER = TestBoard.RAM + 0x1000;
	private static final long TABLES = TestBoard.RAM + 0x2000;
	private static final long FRAMES = TestBoard.RAM + 0x8000;
	private static final long UART = 0x1000_0000L;
	private static final int FRAME_COUNT = 8;
	/** The frame that is also code, and where in it that is. */
	private static final int CODE_FRAME = 3;
	private static final int FUNCTION = 0x7c0;
	private static final long WINDOW = 0x4000_0000L;
	private static final int PAGES = 48;
	private static final int READ_ONLY = 0xd3;
	private static final int READ_AND_WRITE = 0xd7;
	private static final int LONGEST_CODE = 0x400;
	private static final int MOST_INSTRUCTIONS = 40_000;
	private static final int LOOPS = 160;
	private static final int LONG = 1000;
	private static final long MATCH_IN_M = 6L << 60 | 1 << 6;

	/** What an engine has of its own. */
	private record Side(TestBoard board, List<String> told) {

		Hart hart() {
			return board.hart();
		}

		byte[] data() {
			byte[] bytes = new byte[FRAME_COUNT * 4096];
			assertTrue(board.bus.read(FRAMES, bytes, 0, bytes.length));
			return bytes;
		}
	}

	private static void add(List<Integer> code, Instruction instruction, long... values) {
		code.add(Encoder.encode(instruction, values));
	}

	/** Mixes in x26 what the trap was and where; goes on behind an exception, and lets no other interrupt come. */
	private static List<Integer> handler() {
		List<Integer> code = new ArrayList<>();
		add(code, RvI.ADDI, 27, 27, 1);
		for (int csr : new int[] {MachineCsrs.MTVAL, MachineCsrs.MEPC, MachineCsrs.MCAUSE}) {
			add(code, Zicsr.CSRRS, 28, csr, 0);
			add(code, RvI.SLLI, 25, 26, 5);
			add(code, RvI.SUB, 26, 25, 26);
			add(code, RvI.ADD, 26, 26, 28);
		}
		add(code, RvI.BGE, 28, 0, 12);
		add(code, Zicsr.CSRRW, 0, MachineCsrs.MIE, 0);
		add(code, RvPrivileged.MRET);
		add(code, Zicsr.CSRRS, 28, MachineCsrs.MEPC, 0);
		add(code, RvI.ADDI, 28, 28, 4);
		add(code, Zicsr.CSRRW, 0, MachineCsrs.MEPC, 28);
		add(code, RvPrivileged.MRET);
		return code;
	}

	private static List<Integer> function() {
		List<Integer> code = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			add(code, RvI.ADDI, 24, 24, i);
		}
		add(code, RvI.JALR, 0, 0, 1);
		return code;
	}

	private static byte[] bytes(List<Integer> code) {
		ByteBuffer bytes = ByteBuffer.allocate(4 * code.size()).order(ByteOrder.LITTLE_ENDIAN);
		code.forEach(bytes::putInt);
		return bytes.array();
	}

	private static byte[] leaves(Random random, boolean plain) {
		ByteBuffer table = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < PAGES; i++) {
			int frame = random.nextInt(FRAME_COUNT);
			long address = FRAMES + frame * 0x1000L;
			int kind = random.nextInt(16);
			int rights = kind == 0 ? READ_ONLY : kind == 1 ? 0 : READ_AND_WRITE;
			if (kind == 2 && !plain) {
				address = UART;
			}
			table.putLong(address >>> 2 | rights);
		}
		return table.array();
	}

	private static byte[] table(int index, long next) {
		return ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN).putLong(8 * index, next >>> 2 | 1).array();
	}

	private static Side side(boolean parallel, boolean translates, byte[] leaves) {
		TestBoard board = new TestBoard(IsaProfile.RV64GC.with(Extension.SDTRIG), 1, 4 << 20, HartConfig.DEFAULT, parallel);
		Hart hart = board.hart();
		hart.setTranslator(translates ? Translator.toHostCode(1) : null);
		board.load(HANDLER, bytes(handler()));
		board.load(TABLES, table(1, TABLES + 0x1000));
		board.load(TABLES + 0x1000, table(0, TABLES + 0x2000));
		board.load(TABLES + 0x2000, leaves);
		hart.pokeCsr(MachineCsrs.MTVEC, HANDLER);
		hart.pokeCsr(DebugCsrs.TCONTROL, 1 << 3);
		hart.pokeCsr(PmpCsrs.PMPADDR0, -1L >>> 10);
		hart.pokeCsr(PmpCsrs.PMPCFG0, 0x1f);
		hart.pokeCsr(SupervisorCsrs.SATP, 8L << 60 | TABLES >>> 12);
		List<String> told = new ArrayList<>();
		board.bus.addWriteObserver(new WriteObserver() {
			@Override
			public void beforeWrite(Hart by, long address, int size, long old, long value) {
				told.add(Long.toHexString(address) + " " + size + " " + old + " " + value);
			}

			@Override
			public void afterWrite(Hart by, long address, int size, long old, long value) {
				// The first has said it.
			}
		});
		return new Side(board, told);
	}

	/** A case: what it begins with, and what may happen in it. */
	private record Case(long pc, BulkLoopCode loop, byte[] data, long[] registers, long interruptAfter, long watched, int accesses, int observed,
			boolean parallel) {

		/** Puts the code there. */
		void write(Side side) {
			List<Integer> code = new ArrayList<>();
			if (!parallel) {
				add(code, RvI.JALR, 1, 0, 7);
				add(code, RvA.LR_D, 21, 20);
			}
			code.addAll(loop.code);
			if (!parallel) {
				add(code, RvA.SC_D, 22, 21, 20);
				add(code, RvI.JALR, 1, 0, 7);
			}
			add(code, RvI.JAL, 0, 0);
			side.board.load(pc, bytes(code));
		}

		void begin(Side side) {
			TestBoard board = side.board;
			Hart hart = side.hart();
			board.load(FRAMES, data);
			if (!parallel) {
				board.load(FRAMES + CODE_FRAME * 4096 + FUNCTION, bytes(function()));
			}
			hart.pokeCsr(DebugCsrs.TDATA1, 0);
			hart.pokeCsr(DebugCsrs.TDATA2, watched);
			hart.pokeCsr(DebugCsrs.TDATA1, accesses == 0 ? 0 : MATCH_IN_M | accesses);
			for (int frame = 0; frame < FRAME_COUNT; frame++) {
				board.bus.track(FRAMES + frame * 0x1000L, frame == observed);
			}
			hart.setInterruptPending(7, false);
			hart.pokeCsr(MachineCsrs.MIE, 1 << 7);
			// Loads and stores as in U-mode; a trap's return leaves it so.
			hart.pokeCsr(MachineCsrs.MSTATUS, 1 << 17 | 1 << 3);
			board.clock.schedule(board.clock.now() + interruptAfter, () -> hart.setInterruptPending(7, true));
			for (int i = 1; i < 32; i++) {
				hart.setX(i, registers[i]);
			}
			hart.setPc(pc);
		}
	}

	private static long pointer(Random random, int width) {
		long page = WINDOW + random.nextInt(PAGES) * 0x1000L;
		long offset = switch (random.nextInt(4)) {
			case 0 -> random.nextInt(4096);
			case 1 -> random.nextInt(256);
			case 2 -> 0xf00 + random.nextInt(256);
			default -> 0xfe0 + random.nextInt(32);
		};
		return page + (random.nextInt(12) == 0 ? offset : offset & -width);
	}

	private static Case make(Random random, long pc, BulkLoopCode loop, boolean parallel) {
		long[] registers = random.longs(32).toArray();
		int times = 1 + switch (random.nextInt(4)) {
			case 0 -> random.nextInt(8);
			case 1 -> random.nextInt(100);
			case 2 -> random.nextInt(600);
			default -> random.nextInt(9000) / Math.max(1, Math.abs(loop.stride) / 2);
		};
		registers[loop.source] = pointer(random, loop.width);
		if (loop.destination != loop.source) {
			boolean close = random.nextBoolean();
			registers[loop.destination] = !close ? pointer(random, loop.width)
					: registers[loop.source] + loop.width * (long) (random.nextInt(101) - 50);
		}
		byte sought = (byte) (random.nextInt(4) == 0 ? 0 : random.nextInt(256));
		if (loop.value != 0) {
			registers[loop.value] = random.nextInt(3) == 0 ? random.nextLong() : random.nextBoolean() ? sought : sought & 0xff;
		}
		long behind = loop.increment * (long) (random.nextInt(12) == 0 ? -times : times) + (random.nextInt(4) == 0 ? random.nextInt(5) - 2 : 0);
		if (loop.bound == 0) {
			registers[loop.counter] = -loop.increment * (long) times;
		} else {
			if (loop.counter != loop.source && loop.counter != loop.destination) {
				registers[loop.counter] = random.nextBoolean() ? random.nextInt(4000) - 2000 : Long.MAX_VALUE - random.nextInt(4000);
			}
			registers[loop.bound] = registers[loop.counter] + behind;
		}
		registers[7] = FRAMES + CODE_FRAME * 4096 + FUNCTION;
		registers[20] = WINDOW + random.nextInt(PAGES * 512) * 8L;
		byte[] data = new byte[FRAME_COUNT * 4096];
		random.nextBytes(data);
		byte sure = loop.value == 0 ? 0 : (byte) registers[loop.value];
		for (int i = 0; i < data.length; i++) {
			data[i] = data[i] == sure ? (byte) (sure + 1) : data[i];
		}
		for (int i = random.nextInt(1000); i < data.length; i += 1 + random.nextInt(4000)) {
			data[i] = sure;
		}
		for (int frame = 0; frame < FRAME_COUNT; frame += 1 + random.nextInt(3)) {
			data[frame * 4096 + random.nextInt(16)] = sure;
		}
		boolean quiet = parallel || random.nextInt(3) != 0;
		return new Case(pc, loop, data, registers, random.nextInt(600), pointer(random, 1),
				quiet ? 0 : random.nextInt(4), quiet ? -1 : random.nextInt(2 * FRAME_COUNT), parallel);
	}

	private static void same(Side expected, Side other, String when) {
		Hart one = expected.hart();
		Hart two = other.hart();
		assertEquals(Long.toHexString(one.pc()), Long.toHexString(two.pc()), when);
		assertEquals(one.retired(), two.retired(), when);
		assertEquals(expected.board.clock.instructions(), other.board.clock.instructions(), when);
		for (int i = 0; i < 32; i++) {
			assertEquals(Long.toHexString(one.x(i)), Long.toHexString(two.x(i)), "x" + i + ", " + when);
		}
		for (int csr : new int[] {MachineCsrs.MEPC, MachineCsrs.MCAUSE, MachineCsrs.MTVAL, MachineCsrs.MSTATUS}) {
			assertEquals(one.peekCsr(csr), two.peekCsr(csr), when);
		}
		assertArrayEquals(expected.data(), other.data(), when);
		assertEquals(expected.told, other.told, when);
		assertArrayEquals(expected.board.outputBytes(), other.board.outputBytes(), when);
	}

	@ParameterizedTest
	@CsvSource({"1, false", "2, false", "3, false", "4, false", "5, false", "6, false", "7, true", "8, true"})
	void loopsAreExecutedAsIfOneInstructionAfterTheOther(long seed, boolean parallel) {
		Random random = new Random(seed);
		byte[] leaves = leaves(random, parallel);
		Side expected = side(parallel, false, leaves);
		Side other = side(parallel, true, leaves);
		Map<BulkLoopCode.Kind, Integer> longs = new EnumMap<>(BulkLoopCode.Kind.class);
		try {
			for (int number = 0; number < LOOPS; number++) {
				BulkLoopCode loop = new BulkLoopCode(random);
				long pc = CODE + number * (long) LONGEST_CODE;
				for (int turn = 0; turn < 3; turn++) {
					Case one = make(random, pc, loop, parallel);
					if (turn == 0) {
						one.write(expected);
						one.write(other);
					}
					String text = "seed " + seed + ", loop " + number + ", turn " + turn + ", " + loop.kind + " of " + loop.width + " by " + loop.stride;
					if (run(one, random, expected, other, text) > LONG) {
						longs.merge(loop.kind, 1, Integer::sum);
					}
				}
			}
		} finally {
			Arrays.asList(expected, other).forEach(side -> side.board.close());
		}
		for (BulkLoopCode.Kind kind : BulkLoopCode.Kind.values()) {
			assertTrue(longs.getOrDefault(kind, 0) > 20, "loops that went round often: " + longs);
		}
	}

	/** Runs a case to its end or as far as is enough; returns how many instructions that was. */
	private static long run(Case one, Random random, Side expected, Side other, String text) {
		one.begin(expected);
		one.begin(other);
		long begun = expected.hart().retired();
		long end = one.pc + 4L * (one.loop.code.size() + (one.parallel ? 0 : 4));
		for (int done = 0; expected.hart().pc() != end && done < MOST_INSTRUCTIONS;) {
			int budget = 1 + random.nextInt(random.nextInt(3) == 0 ? 20_000 : 500);
			String when = text + ", after " + done + " and " + budget + " more";
			assertEquals(expected.hart().run(budget), other.hart().run(budget), when);
			same(expected, other, when);
			done += budget;
		}
		return expected.hart().retired() - begun;
	}
}

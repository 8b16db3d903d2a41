/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.RvI;
import org.ringside.isa.RvM;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.machine.HartConfig;
import org.ringside.machine.TestBoard;

/**
 * Translated code remembers pages, and takes accesses relative to one register for accesses of one page. Here they often are
 * not: they reach over edges of pages, are misaligned, change from reads to writes, meet pages that may only be read or are not
 * there, and functions map the pages anew between them.
 */
class PageEdgesTest {

	private static final long TABLES = Program.BASE + 0x60_0000;
	private static final long FRAMES = Program.BASE + 0x70_0000;
	private static final long WINDOW = 0x4000_0000L;
	private static final int PAGES = 8;
	private static final List<RvI> LOADS = List.of(RvI.LB, RvI.LH, RvI.LW, RvI.LD, RvI.LBU, RvI.LHU, RvI.LWU);
	private static final List<RvI> STORES = List.of(RvI.SB, RvI.SH, RvI.SW, RvI.SD);

	@ParameterizedTest
	@CsvSource({"1, 0", "2, 0", "3, 0", "4, 1", "5, 20", "6, 0"})
	void accessesOverTheEdgesOfPages(long seed, int heat) throws Exception {
		try (Lockstep lockstep = new Lockstep(IsaProfile.RV64GC, HartConfig.DEFAULT, 1, heat)) {
			lockstep.load(Program.BASE, program(new Random(seed)).bytes());
			lockstep.load(TABLES, table(1, TABLES + 0x1000 >>> 2 | 1));
			lockstep.load(TABLES + 0x1000, table(0, TABLES + 0x2000 >>> 2 | 1));
			lockstep.load(TABLES + 0x2000, leaves(new Random(seed)));
			lockstep.run(seed, 5000, 10_000_000);
			for (TestBoard board : lockstep.boards()) {
				assertEquals(0x5555, board.verdict());
				long faults = (board.bus.read(Program.AREA + 32, 8) - Program.BASE - 0x22_0000) / 32;
				assertTrue(faults > 100 && faults < 50_000, "faults: " + faults);
			}
		}
	}

	private static byte[] table(int index, long entry) {
		return ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN).putLong(8 * index, entry).array();
	}

	/** Most pages may be read and written, one only be read, one is not there. */
	private static byte[] leaves(Random random) {
		ByteBuffer table = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < PAGES; i++) {
			table.putLong(8 * i, FRAMES + random.nextInt(PAGES) * 0x1000L >>> 2 | (i == 3 ? 0xd3 : i == 5 ? 0xd6 : 0xd7));
		}
		return table.array();
	}

	private static Program.Image program(Random random) {
		Program program = new Program();
		program.emit(RvI.ADDI, 10, 0, -1);
		program.emit(RvI.SRLI, 10, 10, 10);
		program.csrw(PmpCsrs.PMPADDR0 + 15, 10);
		program.li(10, 0x1fL << 56);
		program.csrw(PmpCsrs.PMPCFG0 + 2, 10);
		program.li(10, 8L << 60 | TABLES >>> 12);
		program.csrw(SupervisorCsrs.SATP, 10);
		program.li(6, 6364136223846793005L);
		program.li(7, WINDOW);
		program.li(8, random.nextLong());
		program.li(9, 30);
		int rounds = program.here();
		// Loads and stores as in U-mode; a trap's return leaves it so.
		program.li(10, 1 << 17);
		program.csrw(MachineCsrs.MSTATUS, 10);
		List<Integer> calls = new ArrayList<>();
		for (int loop = 0; loop < 4; loop++) {
			program.li(18, 12);
			int top = program.here();
			for (int block = 0; block < 3; block++) {
				accesses(program, random);
				if (block == 1 && loop % 2 == 1) {
					calls.add(program.jump(RvI.JAL, 1, 0));
				} else {
					program.emit(RvI.BLT, 14, 15, 8);
					program.emit(RvI.ADDI, 16, 16, 1);
				}
			}
			program.emit(RvI.ADDI, 18, 18, -1);
			program.emit(RvI.BLT, 0, 18, top - program.here());
		}
		program.emit(RvI.ADDI, 9, 9, -1);
		program.emit(RvI.BLT, 0, 9, rounds - program.here());
		int end = program.jump(RvI.JAL, 0, 0);
		calls.forEach(program::patch);
		exchange(program);
		program.patch(end);
		return program.finish();
	}

	/** Some loads and stores relative to one or two registers that point near the edge of a page. */
	private static void accesses(Program program, Random random) {
		int bases = 1 + random.nextInt(2);
		for (int base = 11; base < 11 + bases; base++) {
			program.emit(RvM.MUL, 8, 8, 6);
			program.emit(RvI.ADDI, 8, 8, 1213);
			program.emit(RvI.SRLI, base, 8, 61); // the page
			program.emit(RvI.SLLI, base, base, 12);
			program.emit(RvI.ADD, base, base, 7);
			program.emit(RvI.SRLI, 13, 8, 58);
			program.emit(RvI.ANDI, 13, 13, random.nextInt(3) == 0 ? 63 : 56);
			program.emit(RvI.ADD, base, base, 13);
		}
		int count = 2 + random.nextInt(5);
		for (int i = 0; i < count; i++) {
			int base = 11 + random.nextInt(bases);
			RvI load = LOADS.get(random.nextInt(LOADS.size()));
			RvI store = STORES.get(random.nextInt(STORES.size()));
			int size = 1 << (random.nextInt(3) == 0 ? 0 : 3);
			int offset = (random.nextInt(12) - 8) * size;
			if (random.nextBoolean()) {
				program.emit(load, 14, offset, base);
				program.emit(RvI.ADD, 15, 15, 14);
			} else {
				program.emit(store, random.nextBoolean() ? 15 : 8, offset, base);
			}
			if (random.nextInt(12) == 0) {
				program.emit(RvI.ADDI, base, base, random.nextInt(64) - 32);
			}
		}
	}

	/** Exchanges the mappings of two pages. */
	private static void exchange(Program program) {
		program.csrr(19, MachineCsrs.MSTATUS);
		program.csrw(MachineCsrs.MSTATUS, 0);
		program.li(20, TABLES + 0x2000);
		program.emit(RvI.SRLI, 21, 8, 61);
		program.emit(RvI.SLLI, 21, 21, 3);
		program.emit(RvI.ADD, 21, 21, 20);
		program.emit(RvI.LD, 22, 0, 20);
		program.emit(RvI.LD, 23, 0, 21);
		program.emit(RvI.SD, 23, 0, 20);
		program.emit(RvI.SD, 22, 0, 21);
		program.emit(RvPrivileged.SFENCE_VMA, 0, 0);
		program.csrw(MachineCsrs.MSTATUS, 19);
		program.emit(RvI.JALR, 0, 0, 1);
	}
}

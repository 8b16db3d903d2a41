/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.ringside.isa.Encoder;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvI;
import org.ringside.isa.SupervisorCsrs;

/** A fence of one address forgets all that came from the leaf that mapped it, be that a large page, and nothing else. */
class AddressFenceTest {

	private static final long ROOT = TestBoard.RAM + 0x10_0000;
	private static final long MIDDLE = ROOT + 0x1000;
	private static final long LAST = ROOT + 0x2000;
	/** A large page at 0, a table of small ones at 2 MiB; both show the same frames. */
	private static final long LARGE = 0;
	private static final long SMALL = 2 << 20;
	private static final long TARGET = TestBoard.RAM + 0x40_0000;
	private static final long FLAGS = 0xcf;

	@Test
	void aFenceOfAnAddressForgetsTheLargePageAroundIt() {
		try (TestBoard board = board()) {
			Hart hart = board.hart();
			assertEquals(1, run(board, LARGE + 0x1000));
			assertEquals(2, run(board, LARGE + 0x2000));
			pte(board, MIDDLE, TARGET + (2 << 20), FLAGS);
			hart.flushTlb(LARGE + 0x7000, 0);
			assertEquals(101, run(board, LARGE + 0x1000));
			assertEquals(102, run(board, LARGE + 0x2000));
		}
	}

	@Test
	void aFenceOfAnAddressInASmallPageForgetsThatPage() {
		try (TestBoard board = board()) {
			Hart hart = board.hart();
			assertEquals(1, run(board, LARGE + 0x1000));
			assertEquals(3, run(board, SMALL + 0x3000));
			pte(board, LAST + 3 * 8, TARGET + (2 << 20) + 0x3000, FLAGS);
			hart.flushTlb(SMALL + 0x3ff8, 0);
			assertEquals(103, run(board, SMALL + 0x3000));
		}
	}

	@Test
	void aFenceOfASmallPageLeavesTheLargeOnesInPlace() {
		try (TestBoard board = board()) {
			Hart hart = board.hart();
			assertEquals(1, run(board, LARGE + 0x1000));
			// Until its own address is fenced, an implementation may use what it knew; that this one does is what makes fences cheap.
			pte(board, MIDDLE, TARGET + (2 << 20), FLAGS);
			hart.flushTlb(SMALL + 0x5000, 0);
			assertEquals(1, run(board, LARGE + 0x1000));
		}
	}

	/** Executes {@code li a0, n; lw a1, 4(pc)} at an address in S-mode; both must tell the same n. */
	private static long run(TestBoard board, long va) {
		Hart hart = board.hart();
		hart.setMode(PrivilegeMode.S);
		hart.setPc(va);
		hart.setX(12, va);
		hart.run(2);
		assertEquals(va + 8, hart.pc());
		assertEquals(hart.x(10), hart.x(11) >> 20);
		return hart.x(10);
	}

	private static TestBoard board() {
		TestBoard board = new TestBoard(IsaProfile.RV64IMAC, 1, 64 << 20, HartConfig.DEFAULT);
		Hart hart = board.hart();
		pte(board, ROOT, MIDDLE, 1);
		pte(board, MIDDLE, TARGET, FLAGS);
		pte(board, MIDDLE + 8, LAST, 1);
		for (int i = 0; i < 512; i++) {
			pte(board, LAST + 8 * i, TARGET + 4096 * i, FLAGS);
			for (int k = 0; k < 2; k++) {
				long page = TARGET + ((long) k << 21) + 4096 * i;
				board.bus.write(null, page, 4, Encoder.encode(RvI.ADDI, 10, 0, i % 10 + 100 * k));
				board.bus.write(null, page + 4, 4, Encoder.encode(RvI.LW, 11, 0, 12));
			}
		}
		hart.pokeCsr(SupervisorCsrs.SATP, 8L << 60 | ROOT >>> 12);
		hart.pokeCsr(PmpCsrs.PMPADDR0, -1);
		hart.pokeCsr(PmpCsrs.PMPCFG0, 0x1f);
		return board;
	}

	private static void pte(TestBoard board, long at, long page, long flags) {
		board.bus.write(null, at, 8, page >>> 12 << 10 | flags);
	}

	@Test
	void superpagesCoverWhatWasNotedUntilTheyAreTooMany() {
		Random random = new Random(20261125);
		for (int pages : new int[] {0, 1, 7, 100, 500}) {
			Superpages superpages = new Superpages();
			Set<Long> large = new HashSet<>();
			for (int i = 0; i < pages; i++) {
				long va = random.nextLong();
				superpages.add(va, 21);
				superpages.add(va, 12);
				large.add(va >>> 21);
			}
			for (long page : large) {
				assertTrue(superpages.cover(page << 21 | random.nextInt(1 << 21)));
			}
			for (int i = 0; i < 1000; i++) {
				long va = random.nextLong();
				assertEquals(large.contains(va >>> 21), superpages.cover(va), Long.toHexString(va));
			}
			superpages.clear();
			for (long page : large) {
				assertFalse(superpages.cover(page << 21));
			}
		}
		Superpages superpages = new Superpages();
		for (int i = 0; i < 1000; i++) {
			superpages.add((long) i << 30, 30);
		}
		assertTrue(superpages.cover(-1), "an answer for what could not be noted");
	}
}

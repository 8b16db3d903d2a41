/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.ringside.isa.Encoder;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvI;
import org.ringside.isa.Sstc;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zicsr;

/** Sstc: when the supervisor timer interrupt is pending, and who may touch the comparator. */
class SupervisorTimerTest {

	private static final long STCE = 1L << 63;

	private static TestBoard board() {
		TestBoard board = new TestBoard(IsaProfile.parse("rv64imac_zicntr_zifencei_sstc"));
		board.hart().pokeCsr(PmpCsrs.PMPADDR0, -1);
		board.hart().pokeCsr(PmpCsrs.PMPCFG0, 0x1f);
		return board;
	}

	private static long pending(Hart hart) {
		return hart.peekCsr(MachineCsrs.MIP) & 1 << 5;
	}

	@Test
	void theInterruptComesAtItsTickAndGoesWithALaterOne() {
		try (TestBoard board = board()) {
			Hart hart = board.hart();
			board.code(TestBoard.RAM, Encoder.encode(RvI.JAL, 0, 0));
			hart.pokeCsr(MachineCsrs.MENVCFG, STCE);
			hart.pokeCsr(Sstc.STIMECMP, 20);
			hart.pokeCsr(MachineCsrs.MIDELEG, 1 << 5);
			hart.pokeCsr(MachineCsrs.MIE, 1 << 5);
			hart.pokeCsr(SupervisorCsrs.STVEC, TestBoard.RAM + 0x100);
			board.code(TestBoard.RAM + 0x100, Encoder.encode(RvI.JAL, 0, 0));
			hart.setMode(PrivilegeMode.U);
			hart.run(199);
			assertEquals(0, pending(hart));
			assertEquals(PrivilegeMode.U, hart.mode());
			hart.run(10);
			assertEquals(PrivilegeMode.S, hart.mode());
			assertEquals(1L << 63 | 5, hart.peekCsr(SupervisorCsrs.SCAUSE));
			assertEquals(208, hart.retired());
			hart.pokeCsr(Sstc.STIMECMP, 1000);
			assertEquals(0, pending(hart));
			hart.pokeCsr(MachineCsrs.MIP, 1 << 5);
			assertEquals(0, pending(hart), "software cannot set STIP while the comparator drives it");
			hart.pokeCsr(MachineCsrs.MENVCFG, 0);
			hart.pokeCsr(MachineCsrs.MIP, 1 << 5);
			assertEquals(1 << 5, pending(hart));
		}
	}

	@Test
	void belowMachineModeTheComparatorNeedsBothEnables() {
		for (int enables = 0; enables < 4; enables++) {
			try (TestBoard board = board()) {
				Hart hart = board.hart();
				board.code(TestBoard.RAM, Encoder.encode(Zicsr.CSRRS, 5, Sstc.STIMECMP, 0));
				hart.pokeCsr(MachineCsrs.MENVCFG, (enables & 1) != 0 ? STCE : 0);
				hart.pokeCsr(MachineCsrs.MCOUNTEREN, (enables & 2) != 0 ? 2 : 0);
				hart.setMode(PrivilegeMode.S);
				hart.run(1);
				assertEquals(enables == 3 ? PrivilegeMode.S : PrivilegeMode.M, hart.mode());
			}
		}
	}
}

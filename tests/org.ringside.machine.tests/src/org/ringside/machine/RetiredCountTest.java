/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.ringside.isa.Counters;
import org.ringside.isa.Encoder;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.Zicsr;

/** The count of retired instructions is exact at every stop, and runs cut anywhere compute the same. */
class RetiredCountTest {

	private static final int LOOP = Encoder.encode(RvI.ADDI, 5, 5, 1);

	/** addi; addi; j back. */
	private static TestBoard loop() {
		TestBoard board = new TestBoard(IsaProfile.RV64IMAC);
		board.code(TestBoard.RAM, LOOP, Encoder.encode(RvI.ADDI, 6, 6, 1), Encoder.encode(RvI.JAL, 0, -8));
		return board;
	}

	@Test
	void aBudgetEndsInTheMiddleOfARunExactly() {
		for (long budget = 1; budget < 50; budget++) {
			try (TestBoard board = loop()) {
				assertInstanceOf(HartStop.Budget.class, board.hart().run(budget));
				assertEquals(budget, board.hart().retired());
				assertEquals((budget + 2) / 3, board.hart().x(5));
				assertEquals((budget + 1) / 3, board.hart().x(6));
				assertEquals(TestBoard.RAM + budget % 3 * 4, board.hart().pc());
			}
		}
	}

	@Test
	void aTrapDoesNotRetire() {
		try (TestBoard board = new TestBoard(IsaProfile.RV64IMAC)) {
			Hart hart = board.hart();
			board.code(TestBoard.RAM, LOOP, LOOP, Encoder.encode(RvI.LD, 7, 0, 0), LOOP, LOOP);
			hart.pokeCsr(MachineCsrs.MTVEC, TestBoard.RAM + 0x100);
			board.code(TestBoard.RAM + 0x100, LOOP, LOOP);
			hart.run(4);
			assertEquals(3, hart.retired());
			assertEquals(TestBoard.RAM + 0x104, hart.pc());
			assertEquals(TestBoard.RAM + 8, hart.peekCsr(MachineCsrs.MEPC));
			assertEquals(ExceptionCause.LOAD_ACCESS_FAULT.number(), hart.peekCsr(MachineCsrs.MCAUSE));
			assertEquals(3, hart.x(5));
		}
	}

	@Test
	void theGuestReadsTheNumberOfInstructionsBeforeTheRead() {
		try (TestBoard board = new TestBoard(IsaProfile.RV64IMAC)) {
			board.code(TestBoard.RAM, LOOP, LOOP, LOOP, Encoder.encode(Zicsr.CSRRS, 7, Counters.MINSTRET, 0), LOOP,
					Encoder.encode(Zicsr.CSRRW, 0, Counters.MINSTRET, 0), Encoder.encode(Zicsr.CSRRS, 8, Counters.MINSTRET, 0), LOOP,
					Encoder.encode(Zicsr.CSRRS, 9, Counters.MINSTRET, 0));
			board.hart().run(9);
			assertEquals(3, board.hart().x(7));
			assertEquals(0, board.hart().x(8));
			assertEquals(2, board.hart().x(9));
		}
	}

	@Test
	void inhibitedCountersStandStill() {
		try (TestBoard board = new TestBoard(IsaProfile.RV64IMAC)) {
			Hart hart = board.hart();
			board.code(TestBoard.RAM, Encoder.encode(Zicsr.CSRRWI, 0, Counters.MCOUNTINHIBIT, 4), LOOP, LOOP,
					Encoder.encode(Zicsr.CSRRS, 7, Counters.MINSTRET, 0), Encoder.encode(Zicsr.CSRRS, 8, Counters.MCYCLE, 0));
			hart.run(5);
			assertEquals(0, hart.x(7));
			assertEquals(4, hart.x(8));
		}
	}

	@Test
	void aTimerInterruptComesAtItsInstruction() {
		try (TestBoard board = loop()) {
			Hart hart = board.hart();
			hart.pokeCsr(MachineCsrs.MIE, 1 << 7);
			hart.pokeCsr(MachineCsrs.MSTATUS, 1 << 3);
			hart.pokeCsr(MachineCsrs.MTVEC, TestBoard.RAM + 0x100);
			board.code(TestBoard.RAM + 0x100, Encoder.encode(RvI.JAL, 0, 0));
			board.clock.schedule(12, () -> hart.setInterruptPending(7, true));
			hart.run(1000);
			long expected = 12L * Clock.INSTRUCTIONS_PER_TICK;
			assertEquals((expected + 2) / 3, hart.x(5));
			assertEquals(TestBoard.RAM + expected % 3 * 4, hart.peekCsr(MachineCsrs.MEPC));
			assertEquals(1L << 63 | 7, hart.peekCsr(MachineCsrs.MCAUSE));
			assertEquals(999, hart.retired());
		}
	}

	@Test
	void aHartThatTrapsForEverComesBack() {
		try (TestBoard board = new TestBoard(IsaProfile.RV64IMAC)) {
			board.hart().pokeCsr(MachineCsrs.MTVEC, 0x4000);
			board.hart().setPc(0x5000);
			assertInstanceOf(HartStop.Budget.class, board.hart().run(10_000));
			assertEquals(0, board.hart().retired());
			assertEquals(0x4000, board.hart().pc());
		}
	}

	@Test
	void breakpointsStopBeforeTheInstructionAndStepsGoOverThem() {
		try (TestBoard board = loop()) {
			Hart hart = board.hart();
			hart.addPhysicalBreakpoint(TestBoard.RAM + 4);
			assertEquals(new HartStop.Breakpoint(TestBoard.RAM + 4, TestBoard.RAM + 4), hart.run(100));
			assertEquals(1, hart.retired());
			assertEquals(new HartStop.Breakpoint(TestBoard.RAM + 4, TestBoard.RAM + 4), hart.run(100));
			assertEquals(1, hart.retired());
			assertInstanceOf(HartStop.Budget.class, hart.step());
			assertEquals(2, hart.retired());
			assertEquals(new HartStop.Breakpoint(TestBoard.RAM + 4, TestBoard.RAM + 4), hart.run(100));
			assertEquals(4, hart.retired());
			hart.removePhysicalBreakpoint(TestBoard.RAM + 4);
			hart.addVirtualBreakpoint(TestBoard.RAM);
			assertEquals(new HartStop.Breakpoint(TestBoard.RAM, TestBoard.RAM), hart.run(100));
			assertEquals(6, hart.retired());
		}
	}

	@Test
	void aMonitoredTrapLeavesEverythingAsItWas() {
		try (TestBoard board = new TestBoard(IsaProfile.RV64IMAC)) {
			Hart hart = board.hart();
			hart.setMonitored(true);
			int ecall = Encoder.encode(RvI.ECALL);
			board.code(TestBoard.RAM, LOOP, ecall);
			hart.pokeCsr(PmpCsrs.PMPADDR0, -1);
			hart.pokeCsr(PmpCsrs.PMPCFG0, 0x1f);
			hart.setMode(PrivilegeMode.S);
			assertEquals(new HartStop.MonitorTrap(ExceptionCause.ECALL_FROM_S, 0, ecall, PrivilegeMode.S), hart.run(10));
			assertEquals(TestBoard.RAM + 4, hart.pc());
			assertEquals(PrivilegeMode.S, hart.mode());
			assertEquals(1, hart.retired());
			assertEquals(0, hart.peekCsr(MachineCsrs.MEPC));
		}
	}

	@Test
	void wfiWaitsUntilAnInterruptIsPendingAndEnabledEvenIfItIsNotTaken() {
		try (TestBoard board = new TestBoard(IsaProfile.RV64IMAC)) {
			Hart hart = board.hart();
			board.code(TestBoard.RAM, Encoder.encode(RvPrivileged.WFI), LOOP);
			hart.pokeCsr(MachineCsrs.MIE, 1 << 3);
			assertInstanceOf(HartStop.WaitForInterrupt.class, hart.run(10));
			assertEquals(TestBoard.RAM + 4, hart.pc());
			assertEquals(1, hart.retired());
			assertInstanceOf(HartStop.WaitForInterrupt.class, hart.run(10));
			hart.setInterruptPending(3, true);
			hart.run(1);
			assertEquals(1, hart.x(5));
		}
	}
}

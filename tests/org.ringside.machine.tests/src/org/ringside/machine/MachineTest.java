/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ringside.isa.Encoder;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvA;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;

/** Several harts: fixed turns, shared counters by atomics, reservations that do not outlive a turn, idle time. */
class MachineTest {

	private static TestBoard fourHarts() {
		return new TestBoard(IsaProfile.RV64IMAC, 4, 1 << 20, HartConfig.DEFAULT);
	}

	/** Each hart adds its x7 to a word, by lr/sc, x8 times, and then sleeps. */
	private static void countByReservation(TestBoard board) {
		board.code(TestBoard.RAM, Encoder.encode(RvA.LR_D, 5, 6), Encoder.encode(RvI.ADD, 5, 5, 7), Encoder.encode(RvA.SC_D, 9, 5, 6),
				Encoder.encode(RvI.BNE, 9, 0, -12), Encoder.encode(RvI.ADDI, 8, 8, -1), Encoder.encode(RvI.BNE, 8, 0, -20),
				Encoder.encode(RvPrivileged.WFI), Encoder.encode(RvI.JAL, 0, -4));
		for (Hart hart : board.harts) {
			hart.setX(6, TestBoard.RAM + 0x1000);
			hart.setX(7, 1L << 16 * hart.hartId());
			hart.setX(8, 1000);
		}
	}

	@Test
	void noUpdateByReservationIsLostWhateverTheTurn() {
		for (long turn : new long[] {7, 8, 9, 13, 100, 10_000}) {
			try (TestBoard board = fourHarts()) {
				countByReservation(board);
				MachineStop stop = new Machine(board.harts, board.clock, turn).run(1_000_000);
				assertInstanceOf(MachineStop.Idle.class, stop);
				assertEquals(1000L << 48 | 1000L << 32 | 1000L << 16 | 1000, board.bus.read(TestBoard.RAM + 0x1000, 8));
			}
		}
	}

	@Test
	void aRunRepeatsItselfAndMayBeCutAnywhere() {
		long[] whole = retired(1_000_000);
		long[] cut = retired(777);
		for (int i = 0; i < whole.length; i++) {
			assertEquals(whole[i], cut[i]);
		}
	}

	private static long[] retired(long budget) {
		try (TestBoard board = fourHarts()) {
			countByReservation(board);
			Machine machine = new Machine(board.harts, board.clock, 23);
			while (machine.run(budget) instanceof MachineStop.Budget) {
				assertTrue(board.clock.instructions() < 1_000_000);
			}
			return board.harts.stream().mapToLong(Hart::retired).toArray();
		}
	}

	@Test
	void idleTimeIsSkippedToTheNextTimer() {
		try (TestBoard board = new TestBoard(IsaProfile.RV64IMAC)) {
			Hart hart = board.hart();
			board.code(TestBoard.RAM, Encoder.encode(RvPrivileged.WFI), Encoder.encode(RvPrivileged.WFI));
			hart.pokeCsr(MachineCsrs.MIE, 1 << 7);
			board.clock.schedule(1_000_000, () -> hart.setInterruptPending(7, true));
			Machine machine = new Machine(board.harts, board.clock);
			machine.run(1);
			assertEquals(1, hart.retired());
			machine.run(1);
			assertEquals(1_000_000, board.clock.now());
			assertEquals(2, hart.retired());
			hart.setInterruptPending(7, false);
			machine.setSkipsIdleTime(false);
			board.code(TestBoard.RAM, Encoder.encode(RvPrivileged.WFI));
			hart.setPc(TestBoard.RAM);
			assertInstanceOf(MachineStop.Idle.class, machine.run(10));
			board.clock.schedule(2_000_000, () -> { });
			assertEquals(new MachineStop.Sleeping(2_000_000), machine.run(10));
		}
	}

	@Test
	void interruptsAreTakenInTheOrderOfTheSpecification() {
		int[] order = {11, 3, 7, 9, 1, 5};
		for (int i = 0; i < order.length; i++) {
			try (TestBoard board = new TestBoard(IsaProfile.RV64IMAC)) {
				Hart hart = board.hart();
				hart.pokeCsr(MachineCsrs.MIE, -1);
				hart.pokeCsr(MachineCsrs.MSTATUS, 8);
				for (int k = i; k < order.length; k++) {
					hart.setInterruptPending(order[k], true);
				}
				hart.step();
				assertEquals(1L << 63 | order[i], hart.peekCsr(MachineCsrs.MCAUSE));
				assertEquals(PrivilegeMode.M, hart.mode());
			}
		}
	}

	@Test
	void aRequestFromAnotherThreadStopsAnEndlessLoop() throws InterruptedException {
		try (TestBoard board = fourHarts()) {
			board.code(TestBoard.RAM, Encoder.encode(RvI.JAL, 0, 0));
			Machine machine = new Machine(board.harts, board.clock);
			Thread thread = new Thread(() -> assertInstanceOf(MachineStop.Interrupted.class, machine.run(Long.MAX_VALUE)));
			thread.start();
			Thread.sleep(50);
			machine.requestStop();
			thread.join(10_000);
			assertTrue(!thread.isAlive());
		}
	}
}

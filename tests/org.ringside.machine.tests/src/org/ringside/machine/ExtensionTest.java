/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringside.isa.Encoder;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvC;
import org.ringside.isa.RvD;
import org.ringside.isa.RvI;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zacas;
import org.ringside.isa.Zawrs;
import org.ringside.isa.Zbb;
import org.ringside.isa.Zicbo;
import org.ringside.isa.Zicond;
import org.ringside.isa.Zihintpause;

/** Instructions that the QEMU of the other tests does not have or does wrong, by the words of the specification. */
class ExtensionTest {

	private static final IsaProfile PROFILE = IsaProfile.parse("rv64gc_zicntr_zba_zbb_zbs_zicond_zicbom_zicbop_zicboz_zawrs_zihintpause");

	private static long compute(Instruction instruction, long a, long b) {
		try (TestBoard board = new TestBoard(PROFILE)) {
			Hart hart = board.hart();
			hart.setX(6, a);
			hart.setX(7, b);
			board.code(TestBoard.RAM, instruction.operands().size() == 2 ? Encoder.encode(instruction, 5, 6) : Encoder.encode(instruction, 5, 6, 7));
			hart.run(1);
			assertEquals(1, hart.retired());
			return hart.x(5);
		}
	}

	@Test
	void ctzwCountsInTheLowestWordOnly() {
		assertEquals(32, compute(Zbb.CTZW, 0, 0));
		assertEquals(32, compute(Zbb.CTZW, 1L << 40, 0));
		assertEquals(31, compute(Zbb.CTZW, 0x8000_0000L, 0));
		assertEquals(4, compute(Zbb.CTZW, 0xff_0000_0010L, 0));
	}

	@Test
	void conditionalZeros() {
		assertEquals(0, compute(Zicond.CZERO_EQZ, 7, 0));
		assertEquals(7, compute(Zicond.CZERO_EQZ, 7, 1L << 63));
		assertEquals(7, compute(Zicond.CZERO_NEZ, 7, 0));
		assertEquals(0, compute(Zicond.CZERO_NEZ, 7, 1));
	}

	/** Chapter "Zihintntl": sums that go nowhere, on every hart. */
	@Test
	void hintsOnLocalityChangeNothing() {
		try (TestBoard board = new TestBoard(PROFILE)) {
			Hart hart = board.hart();
			for (int level = 2; level <= 5; level++) {
				hart.setX(level, level);
				board.code(TestBoard.RAM, Encoder.encode(RvI.ADD, 0, 0, level), Encoder.encode(RvC.C_ADD, 0, level));
				hart.setPc(TestBoard.RAM);
				hart.run(2);
				assertEquals(TestBoard.RAM + 6, hart.pc());
				assertEquals(0, hart.x(0));
				assertEquals(level, hart.x(level));
			}
		}
	}

	/** Executes one instruction in a mode and gives the exception that it raised, if any. */
	private static ExceptionCause trap(TestBoard board, PrivilegeMode mode, int word) {
		Hart hart = board.hart();
		hart.pokeCsr(PmpCsrs.PMPADDR0, -1);
		hart.pokeCsr(PmpCsrs.PMPCFG0, 0x1f);
		hart.setMonitored(true);
		hart.setMode(mode);
		hart.setPc(TestBoard.RAM);
		board.code(TestBoard.RAM, word);
		return hart.run(1) instanceof HartStop.MonitorTrap stop ? stop.cause() : null;
	}

	@Test
	void zeroingABlockNeedsTheEnablesOfAllHigherModes() {
		int zero = Encoder.encode(Zicbo.CBO_ZERO, 6);
		long enable = 1 << 7;
		for (PrivilegeMode mode : List.of(PrivilegeMode.U, PrivilegeMode.S, PrivilegeMode.M)) {
			for (int enables = 0; enables < 4; enables++) {
				try (TestBoard board = new TestBoard(PROFILE)) {
					long block = TestBoard.RAM + 0x1040;
					for (int i = -8; i < 72; i += 8) {
						board.bus.write(null, block + i, 8, -1);
					}
					board.hart().pokeCsr(MachineCsrs.MENVCFG, (enables & 1) != 0 ? enable : 0);
					board.hart().pokeCsr(SupervisorCsrs.SENVCFG, (enables & 2) != 0 ? enable : 0);
					board.hart().setX(6, block + 13);
					boolean allowed = mode == PrivilegeMode.M || (enables & 1) != 0 && (mode == PrivilegeMode.S || (enables & 2) != 0);
					assertEquals(allowed ? null : ExceptionCause.ILLEGAL_INSTRUCTION, trap(board, mode, zero));
					for (int i = -8; i < 72; i += 8) {
						assertEquals(allowed && i >= 0 && i < 64 ? 0 : -1, board.bus.read(block + i, 8));
					}
				}
			}
		}
	}

	@Test
	void cacheBlockOperationsOnHolesAreStoreFaults() {
		try (TestBoard board = new TestBoard(PROFILE)) {
			for (Zicbo operation : new Zicbo[] {Zicbo.CBO_CLEAN, Zicbo.CBO_FLUSH, Zicbo.CBO_INVAL, Zicbo.CBO_ZERO}) {
				assertEquals(ExceptionCause.STORE_ACCESS_FAULT, trap(board, PrivilegeMode.M, Encoder.encode(operation, 6)));
			}
			assertEquals(null, trap(board, PrivilegeMode.M, Encoder.encode(Zicbo.PREFETCH_R, 0, 6)));
		}
	}

	@Test
	void hintsAndShortWaitsGoOn() {
		assertEquals(0, compute(Zihintpause.PAUSE));
		assertEquals(0, compute(Zawrs.WRS_STO));
	}

	private static long compute(Instruction instruction) {
		try (TestBoard board = new TestBoard(PROFILE)) {
			board.code(TestBoard.RAM, Encoder.encode(instruction));
			board.hart().run(1);
			return 1 - board.hart().retired();
		}
	}

	@Test
	void floatingPointIsIllegalWhileItsStateIsOff() {
		int move = Encoder.encode(RvD.FMV_X_D, 5, 1);
		int load = Encoder.encode(RvD.FLD, 1, 0, 6);
		try (TestBoard board = new TestBoard(PROFILE)) {
			board.hart().setX(6, TestBoard.RAM + 0x1000);
			assertEquals(ExceptionCause.ILLEGAL_INSTRUCTION, trap(board, PrivilegeMode.M, move));
			assertEquals(ExceptionCause.ILLEGAL_INSTRUCTION, trap(board, PrivilegeMode.M, load));
			board.hart().pokeCsr(MachineCsrs.MSTATUS, 1 << 13);
			assertEquals(null, trap(board, PrivilegeMode.M, move));
			assertEquals(1, board.hart().peekCsr(MachineCsrs.MSTATUS) >>> 13 & 3, "reading a register leaves the state clean");
			assertEquals(null, trap(board, PrivilegeMode.M, load));
			assertEquals(3, board.hart().peekCsr(MachineCsrs.MSTATUS) >>> 13 & 3);
			assertEquals(1, board.hart().peekCsr(MachineCsrs.MSTATUS) >>> 63);
		}
	}

	/** Runs one compare-and-swap on memory that holds two double-words. */
	private static long[] swap(Instruction instruction, long[] memory, long[] expected, long[] replacement) {
		try (TestBoard board = new TestBoard(PROFILE.with(Extension.ZACAS))) {
			Hart hart = board.hart();
			long at = TestBoard.RAM + 0x1000;
			for (int i = 0; i < 2; i++) {
				board.bus.write(null, at + 8 * i, 8, memory[i]);
				hart.setX(10 + i, expected[i]);
				hart.setX(12 + i, replacement[i]);
			}
			hart.setX(6, at);
			board.code(TestBoard.RAM, Encoder.encode(instruction, 10, 12, 6));
			hart.run(1);
			assertEquals(1, hart.retired());
			return new long[] {board.bus.read(at, 8), board.bus.read(at + 8, 8), hart.x(10), hart.x(11)};
		}
	}

	@Test
	void compareAndSwapStoresOnlyWhatWasExpected() {
		long[] memory = {0x1111_1111_8000_0001L, 7};
		long[] other = {3, 4};
		assertArrayEquals(new long[] {0x1111_1111_0000_0003L, 7, 0xffff_ffff_8000_0001L, 9},
				swap(Zacas.AMOCAS_W, memory, new long[] {0x8000_0001L, 9}, other));
		assertArrayEquals(new long[] {memory[0], 7, 0xffff_ffff_8000_0001L, 9}, swap(Zacas.AMOCAS_W, memory, new long[] {1, 9}, other));
		assertArrayEquals(new long[] {3, 7, memory[0], 9}, swap(Zacas.AMOCAS_D, memory, new long[] {memory[0], 9}, other));
		assertArrayEquals(new long[] {memory[0], 7, memory[0], 9}, swap(Zacas.AMOCAS_D, memory, new long[] {0x8000_0001L, 9}, other));
		assertArrayEquals(new long[] {3, 4, memory[0], 7}, swap(Zacas.AMOCAS_Q, memory, new long[] {memory[0], 7}, other));
		assertArrayEquals(new long[] {memory[0], 7, memory[0], 7}, swap(Zacas.AMOCAS_Q, memory, new long[] {memory[0], 8}, other));
	}
}

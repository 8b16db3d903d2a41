/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.isa.Encoder;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvA;
import org.ringside.isa.RvI;
import org.ringside.isa.SupervisorCsrs;

/** Walks tell why they fault, A and D follow the chosen scheme, and tracked pages are told of every write. */
class TranslationTest {

	private static final long ROOT = TestBoard.RAM + 0x10_0000;
	private static final long MIDDLE = ROOT + 0x1000;
	private static final long LAST = ROOT + 0x2000;
	private static final long PAGE = TestBoard.RAM + 0x20_0000;
	private static final long VA = 0x4000_3000L;
	private static final int V = 1;
	private static final int R = 2;
	private static final int W = 4;
	private static final int X = 8;
	private static final int U = 16;
	private static final int A = 64;
	private static final int D = 128;

	private TestBoard board;

	@BeforeEach
	void map() {
		build(HartConfig.DEFAULT);
	}

	private void build(HartConfig config) {
		board = new TestBoard(IsaProfile.RV64IMAC, 1, 64 << 20, config);
		Hart hart = board.hart();
		pte(ROOT + 8, MIDDLE, V);
		pte(MIDDLE, LAST, V);
		pte(LAST + 3 * 8, PAGE, V | R | W | X);
		hart.pokeCsr(SupervisorCsrs.SATP, 8L << 60 | ROOT >>> 12);
		hart.pokeCsr(PmpCsrs.PMPADDR0, -1);
		hart.pokeCsr(PmpCsrs.PMPCFG0, 0x1f);
	}

	@AfterEach
	void free() {
		board.close();
	}

	private void pte(long at, long page, long flags) {
		board.bus.write(null, at, 8, page >>> 12 << 10 | flags);
		board.hart().flushTlb();
	}

	private Walk walk(Access access, PrivilegeMode mode) {
		return board.hart().translate(VA + 8, access, mode, false);
	}

	@Test
	void aWalkTellsItsSteps() {
		Walk walk = walk(Access.READ, PrivilegeMode.S);
		assertTrue(walk.allowed());
		assertEquals("Sv39", walk.scheme());
		assertEquals(PAGE + 8, walk.physical().getAsLong());
		assertEquals(List.of(ROOT + 8, MIDDLE, LAST + 24), walk.steps().stream().map(Walk.Step::address).toList());
		assertEquals(List.of(2, 1, 0), walk.steps().stream().map(Walk.Step::level).toList());
		assertEquals(4096, walk.pageSize());
	}

	@Test
	void aFaultTellsItsReason() {
		Walk walk = walk(Access.READ, PrivilegeMode.U);
		assertEquals(Optional.of(ExceptionCause.LOAD_PAGE_FAULT), walk.fault());
		assertEquals("level 0 entry at 0x" + Long.toHexString(LAST + 24) + " is valid but has U=0, and the access came from U-mode",
				walk.reason());
		pte(LAST + 24, PAGE, V | R | U | A | D);
		assertTrue(walk(Access.WRITE, PrivilegeMode.U).reason().contains("W=0"));
		assertTrue(walk(Access.EXECUTE, PrivilegeMode.U).reason().contains("X=0"));
		assertTrue(walk(Access.READ, PrivilegeMode.S).reason().contains("SUM"));
		board.hart().pokeCsr(SupervisorCsrs.SSTATUS, 1 << 18);
		assertTrue(walk(Access.READ, PrivilegeMode.S).allowed());
		assertTrue(walk(Access.EXECUTE, PrivilegeMode.S).reason().contains("may not execute"));
		pte(LAST + 24, PAGE, 0);
		assertTrue(walk(Access.READ, PrivilegeMode.S).reason().contains("V=0"));
		pte(MIDDLE, PAGE + 0x1000, V | R | A);
		assertTrue(walk(Access.READ, PrivilegeMode.S).reason().contains("not aligned"));
		assertTrue(board.hart().translate(1L << 40, Access.READ, PrivilegeMode.S, false).reason().contains("not canonical"));
	}

	@Test
	void looksWithoutUpdateChangeNothing() {
		assertTrue(walk(Access.WRITE, PrivilegeMode.S).allowed());
		assertEquals(0, board.bus.read(LAST + 24, 8) & (A | D));
	}

	/** Executes one instruction in S-mode from an identity that a second mapping gives. */
	private HartStop execute(int word, long address) {
		Hart hart = board.hart();
		pte(ROOT + 16, TestBoard.RAM, V | R | W | X | A | D);
		board.code(TestBoard.RAM, word);
		hart.setMode(PrivilegeMode.S);
		hart.setPc(TestBoard.RAM);
		hart.setX(6, address);
		hart.setMonitored(true);
		return hart.run(1);
	}

	@Test
	void hardwareSetsAccessedAndDirty() {
		execute(Encoder.encode(RvI.LD, 7, 0, 6), VA);
		assertEquals(A, board.bus.read(LAST + 24, 8) & (A | D));
		execute(Encoder.encode(RvI.SD, 7, 0, 6), VA);
		assertEquals(A | D, board.bus.read(LAST + 24, 8) & (A | D));
	}

	@Test
	void withSvadeTheAccessFaultsInstead() {
		board.close();
		build(HartConfig.DEFAULT.withAdUpdate(HartConfig.AdUpdate.FAULT));
		HartStop.MonitorTrap trap = (HartStop.MonitorTrap) execute(Encoder.encode(RvI.LD, 7, 0, 6), VA);
		assertEquals(ExceptionCause.LOAD_PAGE_FAULT, trap.cause());
		assertEquals(VA, trap.value());
		pte(LAST + 24, PAGE, V | R | W | A);
		assertEquals(HartStop.Budget.class, execute(Encoder.encode(RvI.LD, 7, 0, 6), VA).getClass());
		trap = (HartStop.MonitorTrap) execute(Encoder.encode(RvA.AMOADD_D, 7, 7, 6), VA);
		assertEquals(ExceptionCause.STORE_PAGE_FAULT, trap.cause());
	}

	@Test
	void withSvaduTheEnvironmentDecides() {
		board.close();
		board = new TestBoard(IsaProfile.parse("rv64imac_zicntr_zifencei_svade_svadu"));
		assertFalse(board.hart().updatesAd(board.hart().peekCsr(MachineCsrs.MENVCFG)));
		board.hart().pokeCsr(MachineCsrs.MENVCFG, 1L << 61);
		assertTrue(board.hart().updatesAd(board.hart().peekCsr(MachineCsrs.MENVCFG)));
	}

	/**
	 * Privileged, "Physical Memory Protection": any store-conditional to a region without write permission faults. It does so
	 * without a reservation, too, and as a store does (table of the priorities of exceptions); so it is with page faults.
	 */
	@Test
	void aStoreConditionalWithoutAReservationFaultsWhereAStoreWould() {
		int conditional = Encoder.encode(RvA.SC_D, 7, 7, 6);
		execute(conditional, VA);
		assertEquals(1, board.hart().x(7));
		pte(LAST + 24, PAGE, V | R | A | D);
		HartStop.MonitorTrap trap = (HartStop.MonitorTrap) execute(conditional, VA);
		assertEquals(ExceptionCause.STORE_PAGE_FAULT, trap.cause());
		assertEquals(VA, trap.value());
		assertEquals(ExceptionCause.STORE_ADDRESS_MISALIGNED, ((HartStop.MonitorTrap) execute(conditional, VA + 4)).cause());
		pte(LAST + 24, 0, V | R | W | A | D);
		assertEquals(ExceptionCause.STORE_ACCESS_FAULT, ((HartStop.MonitorTrap) execute(conditional, VA)).cause(), "there is no memory");
		pte(LAST + 24, PAGE, V | R | W | A | D);
		// the first entry decides: that page may only be read
		board.hart().pokeCsr(PmpCsrs.PMPADDR0 + 1, -1);
		board.hart().pokeCsr(PmpCsrs.PMPADDR0, PAGE >>> 2 | 0x1ff);
		board.hart().pokeCsr(PmpCsrs.PMPCFG0, 0x1f19);
		assertEquals(ExceptionCause.STORE_ACCESS_FAULT, ((HartStop.MonitorTrap) execute(conditional, VA)).cause(), "it may not be written");
	}

	@Test
	void observersSeeEveryWriteToATrackedPage() {
		record Write(long address, int size, long before, long after) {
		}
		List<Write> writes = new ArrayList<>();
		board.bus.addWriteObserver(new WriteObserver() {
			@Override
			public void beforeWrite(Hart hart, long address, int size, long oldValue, long newValue) {
				assertEquals(oldValue, board.bus.read(address, size));
			}

			@Override
			public void afterWrite(Hart hart, long address, int size, long oldValue, long newValue) {
				assertEquals(newValue, board.bus.read(address, size));
				writes.add(new Write(address, size, oldValue, newValue));
			}
		});
		execute(Encoder.encode(RvI.SD, 0, 0, 6), VA); // the page's fast write path is there now
		board.bus.track(PAGE + 0x123, true);
		board.bus.track(LAST, true);
		board.hart().setX(7, 0x1122_3344_5566_7788L);
		execute(Encoder.encode(RvI.SW, 7, 4, 6), VA);
		execute(Encoder.encode(RvA.AMOADD_D, 8, 7, 6), VA + 8);
		assertEquals(List.of(new Write(PAGE + 4, 4, 0, 0x5566_7788L), new Write(PAGE + 8, 8, 0, 0x1122_3344_5566_7788L)), writes);
		writes.clear();
		long before = PAGE >>> 12 << 10 | V | R | W;
		board.bus.write(null, LAST + 24, 8, before);
		writes.clear();
		board.hart().flushTlb();
		execute(Encoder.encode(RvI.LB, 7, 0, 6), VA);
		assertEquals(List.of(new Write(LAST + 24, 8, before, before | A)), writes);
		writes.clear();
		board.bus.track(PAGE, false);
		execute(Encoder.encode(RvI.SW, 7, 4, 6), VA);
		assertEquals(1, writes.size()); // D alone
	}

	@Test
	void codeThatIsWrittenThroughAnotherMappingIsFetchedAnew() {
		Hart hart = board.hart();
		int one = Encoder.encode(RvI.ADDI, 5, 0, 1);
		int two = Encoder.encode(RvI.ADDI, 5, 0, 2);
		pte(ROOT + 16, TestBoard.RAM, V | R | W | X | A | D);
		long code = TestBoard.RAM + 0x100;
		board.code(code, one, Encoder.encode(RvI.SW, 7, 0, 6), Encoder.encode(RvI.JAL, 0, -8));
		pte(LAST + 24, TestBoard.RAM, V | R | W | A | D);
		hart.setMode(PrivilegeMode.S);
		hart.setPc(code);
		hart.setX(6, VA + 0x100);
		hart.setX(7, two);
		hart.run(3);
		assertEquals(1, hart.x(5));
		hart.run(1);
		assertEquals(2, hart.x(5));
	}
}

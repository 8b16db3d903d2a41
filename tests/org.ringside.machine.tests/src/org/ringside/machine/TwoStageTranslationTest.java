/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringside.isa.ExceptionCause.INSTRUCTION_GUEST_PAGE_FAULT;
import static org.ringside.isa.ExceptionCause.LOAD_ACCESS_FAULT;
import static org.ringside.isa.ExceptionCause.LOAD_GUEST_PAGE_FAULT;
import static org.ringside.isa.ExceptionCause.LOAD_PAGE_FAULT;
import static org.ringside.isa.ExceptionCause.STORE_GUEST_PAGE_FAULT;

import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.isa.Encoder;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvH;
import org.ringside.isa.RvI;
import org.ringside.isa.SupervisorCsrs;

/**
 * Both stages of translation by the letter of the specification (Privileged, chapter "H", "Two-Stage Address Translation"). The
 * guest's memory lies one GiB above the machine's; its page at 0x400000 is mapped by three levels of Sv39, and each of their
 * frames by three levels of Sv39x4.
 */
class TwoStageTranslationTest {

	private static final long GUEST = 0x4000_0000L;
	private static final long VS_TABLES = TestBoard.RAM + 0x10_0000;
	private static final long G_TABLES = TestBoard.RAM + 0x11_0000;
	private static final long PAGE = TestBoard.RAM + 0x12_0000;
	private static final long VA = 0x40_0000;
	private static final long VS_LEAF = VS_TABLES + 0x2000;
	/** The last table of the G-stage, with the entries of all pages of the first 2 MiB of memory. */
	private static final long G_LAST = G_TABLES + 0x5000;
	private static final long U = 1 << 4;
	private static final long RWX = 0xe;
	private static final long AD = 0xc0;
	private static final long MXR = 1 << 19;
	private static final long SUM = 1 << 18;

	private TestBoard board;
	private Hart hart;

	@BeforeEach
	void setUp() {
		use("rv64imach_zicntr_zifencei_svnapot_svpbmt");
	}

	private void use(String isa) {
		if (board != null) {
			board.close();
		}
		board = new TestBoard(IsaProfile.parse(isa));
		hart = board.hart();
		hart.pokeCsr(PmpCsrs.PMPADDR0, -1);
		hart.pokeCsr(PmpCsrs.PMPCFG0, 0x1f);
		hart.pokeCsr(MachineCsrs.MTVEC, TestBoard.RAM + 0x800);
		put(VS_TABLES, pte(VS_TABLES + 0x1000 + GUEST, 1));
		put(VS_TABLES + 0x1000 + 16, pte(VS_LEAF + GUEST, 1));
		leaf(RWX | U | AD | 1);
		put(G_TABLES + 3 * 8, pte(G_TABLES + 0x4000, 1));
		put(G_TABLES + 0x4000, pte(G_LAST, 1));
		for (int i = 0; i < 512; i++) {
			put(G_LAST + i * 8, pte(TestBoard.RAM + i * 0x1000L, RWX | U | AD | 1));
		}
		hart.pokeCsr(HypervisorCsrs.VSATP, 8L << 60 | VS_TABLES + GUEST >>> 12);
		hart.pokeCsr(HypervisorCsrs.HGATP, 8L << 60 | 5L << 44 | G_TABLES >>> 12);
	}

	@AfterEach
	void tearDown() {
		board.close();
	}

	private static long pte(long address, long flags) {
		return address >>> 12 << 10 | flags;
	}

	private void put(long address, long value) {
		board.bus.write(null, address, 8, value);
	}

	private void leaf(long flags) {
		put(VS_LEAF, pte(PAGE + GUEST, flags));
		hart.flushTlb();
	}

	/** Sets the entry of the G-stage for a page of the machine's memory. */
	private void guestLeaf(long page, long flags) {
		put(G_LAST + (page - TestBoard.RAM >>> 12) * 8, pte(page, flags));
		hart.flushTlb();
	}

	private Walk walk(Access access, PrivilegeMode mode) {
		return hart.translate(VA + 8, access, mode, false);
	}

	@Test
	void aWalkTellsBothStagesStepByStep() {
		Walk walk = walk(Access.READ, PrivilegeMode.VU);
		assertTrue(walk.allowed());
		assertEquals(OptionalLong.of(PAGE + 8), walk.physical());
		assertEquals(OptionalLong.of(PAGE + GUEST + 8), walk.guestPhysical());
		assertEquals("Sv39", walk.scheme());
		assertEquals("Sv39x4", walk.guestScheme());
		assertEquals(VS_TABLES + GUEST, walk.root());
		assertEquals(15, walk.steps().size(), "three levels, each behind three of the G-stage, and three for the page");
		List<Walk.Step> own = walk.steps().stream().filter(step -> step.stage() == Walk.Stage.VS).toList();
		assertEquals(List.of(VS_TABLES, VS_TABLES + 0x1010, VS_LEAF), own.stream().map(Walk.Step::address).toList());
		assertEquals(List.of(VS_TABLES + GUEST, VS_TABLES + 0x1010 + GUEST, VS_LEAF + GUEST), own.stream().map(Walk.Step::tableAddress).toList());
		assertEquals(List.of(2, 1, 0), own.stream().map(Walk.Step::level).toList());
		assertEquals(PAGE + GUEST + 8, walk.steps().get(14).translated());
		assertTrue(walk.reason().startsWith("VS-stage level 0 entry at guest-physical 0x"), walk.reason());
		assertTrue(walk.reason().contains(", and G-stage level 0 entry at 0x"), walk.reason());
	}

	@Test
	void faultsOfTheGStageTellTheGuestPhysicalAddress() {
		guestLeaf(PAGE, RWX & ~4 | U | AD | 1);
		Walk write = walk(Access.WRITE, PrivilegeMode.VU);
		assertEquals(STORE_GUEST_PAGE_FAULT, write.fault().orElseThrow());
		assertEquals(OptionalLong.of(PAGE + GUEST + 8), write.guestPhysical());
		assertTrue(write.reason().startsWith("the G-stage does not let the guest write guest-physical 0x"), write.reason());
		assertTrue(write.reason().contains("W=0"), write.reason());
		guestLeaf(VS_LEAF, 0);
		Walk fetch = walk(Access.EXECUTE, PrivilegeMode.VU);
		assertEquals(INSTRUCTION_GUEST_PAGE_FAULT, fetch.fault().orElseThrow(), "reported for the original access");
		assertEquals(OptionalLong.of(VS_LEAF + GUEST), fetch.guestPhysical());
		assertTrue(fetch.reason().contains("read an entry of its VS-stage at guest-physical 0x"), fetch.reason());
		guestLeaf(VS_LEAF, RWX | AD | 1);
		assertTrue(walk(Access.READ, PrivilegeMode.VS).reason().contains("U=0, and the G-stage takes every access as one of U-mode"));
	}

	@Test
	void theRootOfTheGStageIsWide() {
		put(G_TABLES + (1024 + 512 + 3) * 8, pte(G_TABLES + 0x4000, 1));
		put(VS_LEAF, pte(PAGE + GUEST | 3L << 39, RWX | U | AD | 1));
		assertEquals(OptionalLong.of(PAGE + 8), walk(Access.READ, PrivilegeMode.VU).physical());
		put(VS_LEAF, pte(PAGE + GUEST | 1L << 41, RWX | U | AD | 1));
		Walk walk = walk(Access.READ, PrivilegeMode.VU);
		assertEquals(LOAD_GUEST_PAGE_FAULT, walk.fault().orElseThrow());
		assertTrue(walk.reason().contains("the upper 23 bits of the guest-physical address must be 0"), walk.reason());
	}

	@Test
	void eitherStageMayBeBare() {
		hart.pokeCsr(HypervisorCsrs.VSATP, 0);
		Walk walk = hart.translate(PAGE + GUEST, Access.WRITE, PrivilegeMode.VS, false);
		assertEquals(OptionalLong.of(PAGE), walk.physical());
		assertEquals("bare", walk.scheme());
		hart.pokeCsr(HypervisorCsrs.HGATP, 0);
		walk = hart.translate(PAGE, Access.WRITE, PrivilegeMode.VS, false);
		assertEquals(OptionalLong.of(PAGE), walk.physical());
		assertEquals("bare", walk.guestScheme());
		assertTrue(walk.reason().contains("hgatp.MODE is bare"), walk.reason());
	}

	@Test
	void executableReadabilityOfTheHartHoldsInBothStagesThatOfTheGuestInItsOwn() {
		long executable = 8 | U | AD | 1;
		record Case(boolean hart, boolean guest, boolean own, boolean second, boolean allowed) {
		}
		for (Case c : List.of(new Case(false, false, true, false, false), new Case(false, true, true, false, true),
				new Case(true, false, true, false, true), new Case(false, true, false, true, false), new Case(true, false, false, true, true),
				new Case(true, true, true, true, true), new Case(false, true, true, true, false))) {
			hart.pokeCsr(MachineCsrs.MSTATUS, c.hart ? MXR : 0);
			hart.pokeCsr(HypervisorCsrs.VSSTATUS, c.guest ? MXR : 0);
			leaf(c.own ? executable : RWX | U | AD | 1);
			guestLeaf(PAGE, c.second ? executable : RWX | U | AD | 1);
			assertEquals(c.allowed, walk(Access.READ, PrivilegeMode.VU).allowed(), c.toString());
		}
		leaf(RWX | U | AD | 1);
		guestLeaf(PAGE, RWX | U | AD | 1);
		guestLeaf(VS_LEAF, executable);
		hart.pokeCsr(MachineCsrs.MSTATUS, MXR);
		assertEquals(LOAD_GUEST_PAGE_FAULT, walk(Access.READ, PrivilegeMode.VU).fault().orElseThrow(), "tables are not read explicitly");
	}

	/** Executes one instruction in a mode and tells the cause of its trap into M-mode. */
	private ExceptionCause run(PrivilegeMode mode, int word) {
		board.code(TestBoard.RAM, word);
		hart.setPc(mode.isVirtual() ? TestBoard.RAM + GUEST : TestBoard.RAM);
		hart.setMode(mode);
		hart.step();
		return hart.pc() == TestBoard.RAM + 0x800 ? ExceptionCause.of(hart.peekCsr(MachineCsrs.MCAUSE)).orElseThrow() : null;
	}

	private void assertGuest(long value, long gpa, long instruction) {
		assertEquals(Long.toHexString(value), Long.toHexString(hart.peekCsr(MachineCsrs.MTVAL)));
		assertEquals(Long.toHexString(gpa >>> 2), Long.toHexString(hart.peekCsr(MachineCsrs.MTVAL2)));
		assertEquals(Long.toHexString(instruction), Long.toHexString(hart.peekCsr(MachineCsrs.MTINST)));
		assertEquals(1, hart.peekCsr(MachineCsrs.MSTATUS) >>> 38 & 1, "GVA");
	}

	@Test
	void loadsWithThePrivilegeOfTheGuestTellWhatALoadInItTells() {
		int load = Encoder.encode(RvI.LW, 7, 12, 6);
		hart.setX(6, VA);
		hart.pokeCsr(MachineCsrs.MSTATUS, 1L << 39 | 1L << 17);
		board.bus.write(null, PAGE + 12, 4, 0x1234);
		assertEquals(null, run(PrivilegeMode.M, load));
		assertEquals(0x1234, hart.x(7));
		guestLeaf(PAGE, 0);
		assertEquals(LOAD_GUEST_PAGE_FAULT, run(PrivilegeMode.M, load));
		assertGuest(VA + 12, PAGE + GUEST + 12, Encoder.encode(RvI.LW, 7, 0, 0));
		assertEquals(0, hart.peekCsr(MachineCsrs.MSTATUS) >>> 39 & 1, "M-mode is not virtual");
		hart.pokeCsr(MachineCsrs.MSTATUS, 1L << 39 | 1L << 17);
		leaf(RWX | AD | 1);
		assertEquals(LOAD_PAGE_FAULT, run(PrivilegeMode.M, load));
		assertGuest(VA + 12, 0, Encoder.encode(RvI.LW, 7, 0, 0));
		hart.pokeCsr(MachineCsrs.MSTATUS, 1L << 39 | 1L << 17 | 3 << 11);
		assertEquals(LOAD_ACCESS_FAULT, run(PrivilegeMode.M, load), "MPP of M-mode is never virtual");
		assertEquals(0, hart.peekCsr(MachineCsrs.MSTATUS) >>> 38 & 1);
	}

	@Test
	void hypervisorAccessesHeedTheGuestsRegisters() {
		int load = Encoder.encode(RvH.HLV_D, 7, 6);
		hart.setX(6, VA + 16);
		hart.pokeCsr(HypervisorCsrs.HSTATUS, 1 << 8);
		hart.pokeCsr(MachineCsrs.MSTATUS, SUM);
		assertEquals(LOAD_PAGE_FAULT, run(PrivilegeMode.S, load), "sstatus.SUM is ignored");
		assertGuest(VA + 16, 0, load & ~(31 << 15));
		hart.pokeCsr(HypervisorCsrs.VSSTATUS, SUM);
		assertEquals(null, run(PrivilegeMode.S, load));
		hart.pokeCsr(HypervisorCsrs.VSSTATUS, 0);
		hart.pokeCsr(HypervisorCsrs.HSTATUS, 0);
		assertEquals(null, run(PrivilegeMode.S, load), "as VU-mode");
		guestLeaf(PAGE, 0);
		hart.pokeCsr(MachineCsrs.MEDELEG, 1 << 21);
		run(PrivilegeMode.S, load);
		assertEquals(21, hart.peekCsr(SupervisorCsrs.SCAUSE));
		assertEquals(PAGE + GUEST + 16 >>> 2, hart.peekCsr(HypervisorCsrs.HTVAL));
		assertEquals(1 << 6, hart.peekCsr(HypervisorCsrs.HSTATUS) & 0x1c0, "GVA without SPV");
	}

	@Test
	void loadsOfCodeNeedPermissionToExecute() {
		int load = Encoder.encode(RvH.HLVX_WU, 7, 6);
		hart.setX(6, VA + 6);
		board.bus.write(null, PAGE + 6, 4, 0x8765_4321L);
		leaf(8 | U | AD | 1);
		guestLeaf(PAGE, 8 | U | AD | 1);
		assertEquals(null, run(PrivilegeMode.S, load));
		assertEquals(0x8765_4321L, hart.x(7));
		guestLeaf(PAGE, 6 | U | AD | 1);
		assertEquals(LOAD_GUEST_PAGE_FAULT, run(PrivilegeMode.S, load));
		leaf(6 | U | AD | 1);
		assertEquals(LOAD_PAGE_FAULT, run(PrivilegeMode.S, load));
		hart.setX(6, VA + 4094);
		leaf(8 | U | AD | 1);
		guestLeaf(PAGE, 8 | U | AD | 1);
		assertEquals(LOAD_PAGE_FAULT, run(PrivilegeMode.S, load));
		assertEquals(VA + 4096, hart.peekCsr(MachineCsrs.MTVAL), "the part in the next page");
	}

	@Test
	void misalignedAccessesTellThePartThatFails() {
		int store = Encoder.encode(RvH.HSV_D, 7, 6);
		put(VS_LEAF + 8, pte(PAGE + 0x1000 + GUEST, RWX | U | AD | 1));
		guestLeaf(PAGE + 0x1000, 2 | U | AD | 1);
		hart.setX(6, VA + 4093);
		assertEquals(STORE_GUEST_PAGE_FAULT, run(PrivilegeMode.S, store));
		assertGuest(VA + 4096, PAGE + 0x1000 + GUEST, store & ~(31 << 15) | 3 << 15);
		assertEquals(0, board.bus.read(PAGE + 4092, 4), "nothing is stored");
	}

	@Test
	void settingAccessedNeedsAWritableTable() {
		int load = Encoder.encode(RvH.HLV_D, 7, 6);
		hart.setX(6, VA);
		leaf(RWX | U | 1);
		guestLeaf(VS_LEAF, 2 | U | 0x40 | 1);
		assertEquals(LOAD_GUEST_PAGE_FAULT, run(PrivilegeMode.S, load));
		assertGuest(VA, VS_LEAF + GUEST, 0x3020);
		guestLeaf(VS_LEAF, 6 | U | 0x40 | 1);
		assertEquals(null, run(PrivilegeMode.S, load));
		assertEquals(0x40, board.bus.read(VS_LEAF, 8) & AD);
		assertEquals(AD, board.bus.read(G_LAST + (VS_LEAF - TestBoard.RAM >>> 12) * 8, 8) & AD, "the table itself is dirty now");
		guestLeaf(VS_LEAF, U | AD);
		assertEquals(LOAD_GUEST_PAGE_FAULT, run(PrivilegeMode.S, load));
		assertGuest(VA, VS_LEAF + GUEST, 0x3000);
	}

	@Test
	void eachStageHasItsOwnSwitchForUpdates() {
		use("rv64imach_zicntr_svade_svadu");
		long adue = 1L << 61;
		for (int enables = 0; enables < 4; enables++) {
			hart.pokeCsr(MachineCsrs.MENVCFG, (enables & 1) != 0 ? adue : 0);
			hart.pokeCsr(HypervisorCsrs.HENVCFG, (enables & 2) != 0 ? adue : 0);
			assertEquals(enables == 3 ? adue : 0, hart.peekCsr(HypervisorCsrs.HENVCFG), "read-only zero where menvcfg has it off");
			leaf(RWX | U | 1);
			guestLeaf(PAGE, RWX | U | AD | 1);
			assertEquals(enables == 3, walk(Access.READ, PrivilegeMode.VU).allowed());
			leaf(RWX | U | AD | 1);
			guestLeaf(PAGE, RWX | U | 1);
			assertEquals((enables & 1) != 0, walk(Access.READ, PrivilegeMode.VU).allowed());
		}
	}

	@Test
	void memoryTypesAndContiguousPagesHoldInBothStages() {
		long pbmte = 1L << 62;
		long type = 1L << 61;
		for (int enables = 0; enables < 4; enables++) {
			hart.pokeCsr(MachineCsrs.MENVCFG, (enables & 1) != 0 ? pbmte : 0);
			hart.pokeCsr(HypervisorCsrs.HENVCFG, (enables & 2) != 0 ? pbmte : 0);
			leaf(RWX | U | AD | 1 | type);
			guestLeaf(PAGE, RWX | U | AD | 1);
			assertEquals(enables == 3, walk(Access.READ, PrivilegeMode.VU).allowed());
			leaf(RWX | U | AD | 1);
			guestLeaf(PAGE, RWX | U | AD | 1 | type);
			assertEquals((enables & 1) != 0, walk(Access.READ, PrivilegeMode.VU).allowed());
		}
		hart.pokeCsr(MachineCsrs.MENVCFG, 0);
		for (int i = 0; i < 16; i++) {
			put(VS_LEAF + i * 8, pte(PAGE + GUEST + 0x8000, RWX | U | AD | 1 | 1L << 63));
			put(G_LAST + ((PAGE - TestBoard.RAM >>> 12) + i) * 8, pte(PAGE + 0x8000, RWX | U | AD | 1 | 1L << 63));
		}
		Walk walk = hart.translate(VA + 0x5008, Access.READ, PrivilegeMode.VU, false);
		assertEquals(OptionalLong.of(PAGE + 0x5008), walk.physical());
		assertEquals(1 << 16, walk.pageSize());
	}

	@Test
	void fencesForgetWhatTheyName() {
		int load = Encoder.encode(RvH.HLV_D, 7, 6);
		hart.setX(6, VA);
		hart.setX(8, VA);
		put(PAGE, 1);
		put(PAGE + 0x1000, 2);
		assertEquals(null, run(PrivilegeMode.S, load));
		put(VS_LEAF, pte(PAGE + 0x1000 + GUEST, RWX | U | AD | 1));
		run(PrivilegeMode.S, Encoder.encode(RvH.HFENCE_VVMA, 8, 0));
		run(PrivilegeMode.S, load);
		assertEquals(2, hart.x(7));
		put(G_LAST + (PAGE + 0x1000 - TestBoard.RAM >>> 12) * 8, pte(PAGE, RWX | U | AD | 1));
		hart.setX(9, 5);
		run(PrivilegeMode.S, Encoder.encode(RvH.HFENCE_GVMA, 0, 9));
		run(PrivilegeMode.S, load);
		assertEquals(1, hart.x(7));
		hart.pokeCsr(HypervisorCsrs.HGATP, 0);
		assertFalse(walk(Access.READ, PrivilegeMode.VU).allowed(), "another virtual machine has other memory");
	}

	@Test
	void unsupportedModesOfHgatpKeepTheOldOne() {
		hart.pokeCsr(HypervisorCsrs.HGATP, 0);
		hart.pokeCsr(HypervisorCsrs.HGATP, 11L << 60 | 0x3fffL << 44 | 0xff7);
		assertEquals(0x3fffL << 44 | 0xff4, hart.peekCsr(HypervisorCsrs.HGATP), "the other fields are written, PPN a multiple of 4");
		hart.pokeCsr(HypervisorCsrs.VSATP, 0);
		hart.pokeCsr(HypervisorCsrs.VSATP, 11L << 60 | 5);
		assertEquals(0, hart.peekCsr(HypervisorCsrs.VSATP));
	}
}

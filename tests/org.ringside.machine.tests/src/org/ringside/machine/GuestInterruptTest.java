/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.isa.Counters;
import org.ringside.isa.Encoder;
import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.Sstc;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zicsr;

/** Interrupts of guests, their timer, and the state of a hart that runs one (Privileged, chapter "H"). */
class GuestInterruptTest {

	private static final long INTERRUPT = 1L << 63;
	private static final long STCE = 1L << 63;
	private static final long SUPERVISOR = TestBoard.RAM + 0x1000;
	private static final long GUEST = TestBoard.RAM + 0x2000;

	private TestBoard board;
	private Hart hart;

	@BeforeEach
	void setUp() {
		use("rv64imach_zicntr_zifencei_sstc", 3);
	}

	private void use(String isa, int guestExternal) {
		if (board != null) {
			board.close();
		}
		board = new TestBoard(IsaProfile.parse(isa), 1, 64 << 20, HartConfig.DEFAULT.withGuestExternalInterrupts(guestExternal));
		hart = board.hart();
		hart.pokeCsr(PmpCsrs.PMPADDR0, -1);
		hart.pokeCsr(PmpCsrs.PMPCFG0, 0x1f);
		for (long at : new long[] {TestBoard.RAM, SUPERVISOR, GUEST}) {
			board.code(at, Encoder.encode(RvI.JAL, 0, 0));
		}
		hart.pokeCsr(SupervisorCsrs.STVEC, SUPERVISOR);
		hart.pokeCsr(HypervisorCsrs.VSTVEC, GUEST);
	}

	@AfterEach
	void tearDown() {
		board.close();
	}

	private void enter(PrivilegeMode mode) {
		hart.setPc(TestBoard.RAM);
		hart.setMode(mode);
	}

	@Test
	void interruptsOfHsModeComeInTheOrderOfTheSpecification() {
		int[] order = {9, 1, 5, 12, 10, 2, 6};
		hart.pokeCsr(MachineCsrs.MIDELEG, -1);
		assertEquals(0x1666, hart.peekCsr(MachineCsrs.MIDELEG), "those of guests are always delegated");
		hart.pokeCsr(MachineCsrs.MIE, -1);
		hart.pokeCsr(HypervisorCsrs.HGEIE, -1);
		assertEquals(0xe, hart.peekCsr(HypervisorCsrs.HGEIE));
		hart.pokeCsr(MachineCsrs.MIP, 0x222);
		hart.pokeCsr(HypervisorCsrs.HVIP, -1);
		hart.setGuestExternalPending(2, true);
		for (int expected : order) {
			enter(PrivilegeMode.VS);
			hart.step();
			assertEquals(PrivilegeMode.S, hart.mode());
			assertEquals(INTERRUPT | expected, hart.peekCsr(SupervisorCsrs.SCAUSE));
			assertEquals(0x180, hart.peekCsr(HypervisorCsrs.HSTATUS) & 0x1c0, "SPV and SPVP, no GVA");
			hart.pokeCsr(MachineCsrs.MIE, hart.peekCsr(MachineCsrs.MIE) & ~(1L << expected));
		}
	}

	@Test
	void whatIsDelegatedTwiceTheGuestSeesUnderTheNumbersOfASupervisor() {
		hart.pokeCsr(HypervisorCsrs.HIDELEG, -1);
		assertEquals(0x444, hart.peekCsr(HypervisorCsrs.HIDELEG));
		hart.pokeCsr(HypervisorCsrs.HVIP, 0x444);
		hart.pokeCsr(HypervisorCsrs.VSIE, 0x222);
		assertEquals(0x444, hart.peekCsr(MachineCsrs.MIE));
		assertEquals(0x222, hart.peekCsr(HypervisorCsrs.VSIP));
		assertEquals(0, hart.peekCsr(SupervisorCsrs.SIE), "nothing of it is in sie");
		for (int expected : new int[] {9, 1, 5}) {
			enter(PrivilegeMode.VS);
			hart.pokeCsr(HypervisorCsrs.VSSTATUS, 2);
			hart.step();
			assertEquals(PrivilegeMode.VS, hart.mode());
			assertEquals(GUEST, hart.pc());
			assertEquals(INTERRUPT | expected, hart.peekCsr(HypervisorCsrs.VSCAUSE));
			assertEquals(0x120, hart.peekCsr(HypervisorCsrs.VSSTATUS) & 0x122);
			hart.pokeCsr(HypervisorCsrs.VSIE, hart.peekCsr(HypervisorCsrs.VSIE) & ~(1L << expected));
		}
		hart.pokeCsr(HypervisorCsrs.VSIE, 0x222);
		for (PrivilegeMode mode : new PrivilegeMode[] {PrivilegeMode.M, PrivilegeMode.S, PrivilegeMode.U}) {
			enter(mode);
			assertTrue(!hart.interruptDue(), "no interrupt of the guest while it does not run: " + mode);
		}
		enter(PrivilegeMode.VU);
		hart.pokeCsr(HypervisorCsrs.VSSTATUS, 0);
		assertTrue(hart.interruptDue(), "VU-mode cannot hold it off");
		enter(PrivilegeMode.VS);
		assertTrue(!hart.interruptDue());
		hart.pokeCsr(HypervisorCsrs.VSIP, 0);
		assertEquals(0x440, hart.peekCsr(HypervisorCsrs.HVIP), "only SSIP is writable");
		hart.pokeCsr(HypervisorCsrs.HIDELEG, 0);
		assertEquals(0, hart.peekCsr(HypervisorCsrs.VSIP) | hart.peekCsr(HypervisorCsrs.VSIE));
	}

	@Test
	void theSelectedGuestExternalInterruptIsTheGuests() {
		hart.setGuestExternalPending(3, true);
		assertEquals(8, hart.peekCsr(HypervisorCsrs.HGEIP));
		assertEquals(0, hart.peekCsr(HypervisorCsrs.HIP) & 0x1400);
		hart.pokeCsr(HypervisorCsrs.HSTATUS, 3 << 12);
		assertEquals(0x400, hart.peekCsr(HypervisorCsrs.HIP) & 0x1400);
		hart.pokeCsr(HypervisorCsrs.HSTATUS, 4 << 12);
		assertEquals(3, hart.peekCsr(HypervisorCsrs.HSTATUS) >>> 12 & 63, "there are three of them");
		hart.pokeCsr(HypervisorCsrs.HGEIE, 8);
		assertEquals(0x1400, hart.peekCsr(HypervisorCsrs.HIP) & 0x1400);
		hart.setGuestExternalPending(3, false);
		assertEquals(0, hart.peekCsr(HypervisorCsrs.HIP) & 0x1400);
		use("rv64imach", 0);
		hart.setGuestExternalPending(1, true);
		hart.pokeCsr(HypervisorCsrs.HGEIE, -1);
		assertEquals(0, hart.peekCsr(HypervisorCsrs.HGEIP) | hart.peekCsr(HypervisorCsrs.HGEIE));
		assertEquals(0x444, hart.peekCsr(MachineCsrs.MIDELEG));
	}

	@Test
	void theTimerOfTheGuestKeepsItsOwnTime() {
		hart.pokeCsr(MachineCsrs.MENVCFG, STCE);
		hart.pokeCsr(HypervisorCsrs.HENVCFG, STCE);
		hart.pokeCsr(HypervisorCsrs.HIDELEG, 0x444);
		hart.pokeCsr(HypervisorCsrs.HIE, 0x40);
		hart.pokeCsr(HypervisorCsrs.HTIMEDELTA, 1000);
		hart.pokeCsr(Sstc.VSTIMECMP, 1020);
		enter(PrivilegeMode.VU);
		hart.run(199);
		assertEquals(PrivilegeMode.VU, hart.mode());
		hart.run(10);
		assertEquals(PrivilegeMode.VS, hart.mode());
		assertEquals(INTERRUPT | 5, hart.peekCsr(HypervisorCsrs.VSCAUSE));
		assertEquals(0x40, hart.peekCsr(HypervisorCsrs.HIP));
		assertEquals(0, hart.peekCsr(HypervisorCsrs.HVIP), "it is no injected one");
		hart.pokeCsr(Sstc.VSTIMECMP, -1);
		assertEquals(0, hart.peekCsr(HypervisorCsrs.HIP));
		hart.pokeCsr(HypervisorCsrs.HVIP, 0x40);
		assertEquals(0x40, hart.peekCsr(HypervisorCsrs.HIP), "or the hypervisor injects it");
		hart.pokeCsr(HypervisorCsrs.HVIP, 0);
		// Close before its end, the guest's time is due; then it begins again.
		hart.pokeCsr(HypervisorCsrs.HTIMEDELTA, -50);
		hart.pokeCsr(Sstc.VSTIMECMP, 10_000);
		assertEquals(0x40, hart.peekCsr(HypervisorCsrs.HIP));
		hart.run(400);
		assertEquals(0, hart.peekCsr(HypervisorCsrs.HIP));
		hart.pokeCsr(Sstc.VSTIMECMP, 0);
		assertEquals(0x40, hart.peekCsr(HypervisorCsrs.HIP));
		hart.pokeCsr(MachineCsrs.MENVCFG, 0);
		assertEquals(0, hart.peekCsr(HypervisorCsrs.HENVCFG));
		assertEquals(0, hart.peekCsr(HypervisorCsrs.HIP));
	}

	@Test
	void theGuestReadsItsOwnTime() {
		hart.pokeCsr(HypervisorCsrs.HTIMEDELTA, 5000);
		hart.pokeCsr(MachineCsrs.MCOUNTEREN, -1);
		hart.pokeCsr(HypervisorCsrs.HCOUNTEREN, -1);
		board.code(TestBoard.RAM, Encoder.encode(Zicsr.CSRRS, 5, Counters.TIME, 0));
		enter(PrivilegeMode.VS);
		hart.step();
		assertEquals(5000, hart.x(5));
	}

	@Test
	void returnsRestoreTheModeThatTheTrapLeft() {
		hart.pokeCsr(MachineCsrs.MEDELEG, 1 << 8 | 1 << 2);
		hart.pokeCsr(HypervisorCsrs.HEDELEG, 1 << 8);
		board.code(TestBoard.RAM, Encoder.encode(RvI.ECALL), 0);
		board.code(GUEST, Encoder.encode(RvPrivileged.SRET));
		board.code(SUPERVISOR, Encoder.encode(RvPrivileged.SRET));
		enter(PrivilegeMode.VU);
		hart.step();
		assertEquals(PrivilegeMode.VS, hart.mode());
		hart.step();
		assertEquals(PrivilegeMode.VU, hart.mode());
		hart.setPc(TestBoard.RAM + 4);
		hart.step();
		assertEquals(PrivilegeMode.S, hart.mode());
		assertEquals(1 << 7, hart.peekCsr(HypervisorCsrs.HSTATUS) & 0x1c0, "from VU-mode: SPVP is 0");
		hart.step();
		assertEquals(PrivilegeMode.VU, hart.mode());
		assertEquals(0, hart.peekCsr(HypervisorCsrs.HSTATUS) & 0x80);
	}

	@Test
	void aSecondTrapIntoVsModeIsTooMuch() {
		use("rv64imach_zicntr_ssdbltrp", 0);
		long dte = 1L << 59;
		long sdt = 1L << 24;
		hart.pokeCsr(HypervisorCsrs.HENVCFG, dte);
		assertEquals(0, hart.peekCsr(HypervisorCsrs.HENVCFG));
		hart.pokeCsr(MachineCsrs.MENVCFG, dte);
		hart.pokeCsr(HypervisorCsrs.VSSTATUS, sdt);
		assertEquals(0, hart.peekCsr(HypervisorCsrs.VSSTATUS) & sdt);
		hart.pokeCsr(HypervisorCsrs.HENVCFG, dte);
		hart.pokeCsr(MachineCsrs.MEDELEG, 1 << 2);
		hart.pokeCsr(HypervisorCsrs.HEDELEG, 1 << 2);
		board.code(TestBoard.RAM, 0);
		board.code(GUEST, 0);
		enter(PrivilegeMode.VS);
		hart.step();
		assertEquals(PrivilegeMode.VS, hart.mode());
		assertEquals(sdt, hart.peekCsr(HypervisorCsrs.VSSTATUS) & sdt);
		hart.step();
		assertEquals(PrivilegeMode.M, hart.mode());
		assertEquals(16, hart.peekCsr(MachineCsrs.MCAUSE));
		assertEquals(2, hart.peekCsr(MachineCsrs.MTVAL2));
		hart.pokeCsr(HypervisorCsrs.HENVCFG, 0);
		assertEquals(0, hart.peekCsr(HypervisorCsrs.VSSTATUS) & sdt);
	}

	@Test
	void aSnapshotHoldsTheGuestToo() throws IOException {
		int[] csrs = {HypervisorCsrs.HEDELEG, HypervisorCsrs.HIDELEG, HypervisorCsrs.HTIMEDELTA, HypervisorCsrs.HCOUNTEREN, HypervisorCsrs.HGEIE,
				HypervisorCsrs.HTVAL, HypervisorCsrs.HTINST, HypervisorCsrs.HVIP, HypervisorCsrs.VSSTATUS, HypervisorCsrs.VSTVEC,
				HypervisorCsrs.VSSCRATCH, HypervisorCsrs.VSEPC, HypervisorCsrs.VSCAUSE, HypervisorCsrs.VSTVAL, HypervisorCsrs.HSTATUS,
				Sstc.VSTIMECMP, MachineCsrs.MTVAL2, MachineCsrs.MTINST};
		for (int csr : csrs) {
			hart.pokeCsr(csr, 0x1234_5678_9abc_def4L * csr);
		}
		hart.pokeCsr(HypervisorCsrs.HGATP, 8L << 60 | 1L << 44 | 0x80000);
		hart.pokeCsr(HypervisorCsrs.VSATP, 9L << 60 | 1L << 44 | 0x80001);
		hart.setGuestExternalPending(1, true);
		enter(PrivilegeMode.VU);
		ByteArrayOutputStream saved = new ByteArrayOutputStream();
		hart.save(new DataOutputStream(saved));
		try (TestBoard other = new TestBoard(IsaProfile.parse("rv64imach_zicntr_zifencei_sstc"), 1, 64 << 20,
				HartConfig.DEFAULT.withGuestExternalInterrupts(3))) {
			other.hart().load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
			assertEquals(PrivilegeMode.VU, other.hart().mode());
			for (int number = 0; number < 4096; number++) {
				assertEquals(hart.peekCsr(number), other.hart().peekCsr(number), Integer.toHexString(number));
			}
		}
	}
}

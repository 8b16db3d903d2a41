/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.isa.Encoder;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.InterruptFileCsrs;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.Sstc;
import org.ringside.isa.SupervisorCsrs;

/** Priorities, filters and injection of interrupts (AIA 1.0, chapters 5 and 6). */
class AdvancedInterruptTest {

	private static final long INTERRUPT = 1L << 63;
	private static final String ISA = "rv64imach_zicntr_zihpm_zifencei_sscofpmf_sstc_smaia_ssaia";
	private static final int GUESTS = 2;
	private static final long ALL_LOCAL = ~0x1fffL;
	private static final int MIE = 8;
	private static final int SIE = 2;
	private static final long VTI = 1L << 30;
	private static final int DPR = 1 << 9;
	private static final int IPRIOM = 1 << 8;

	private TestBoard board;
	private Hart hart;
	private PlainFile machine;
	private PlainFile supervisor;
	private final List<PlainFile> guests = new ArrayList<>();

	@BeforeEach
	void setUp() {
		board = new TestBoard(IsaProfile.parse(ISA), 1, 64 << 20, HartConfig.DEFAULT.withGuestExternalInterrupts(GUESTS));
		hart = board.hart();
		machine = new PlainFile(high -> hart.setInterruptPending(11, high));
		supervisor = new PlainFile(high -> hart.setInterruptPending(9, high));
		guests.clear();
		for (int guest = 1; guest <= GUESTS; guest++) {
			int number = guest;
			guests.add(new PlainFile(high -> hart.setGuestExternalPending(number, high)));
		}
		hart.connect(new InterruptFiles(machine, supervisor, List.copyOf(guests)));
		set(PmpCsrs.PMPADDR0, -1);
		set(PmpCsrs.PMPCFG0, 0x1f);
		board.code(TestBoard.RAM, Encoder.encode(RvI.JAL, 0, 0));
		for (int vector : new int[] {MachineCsrs.MTVEC, SupervisorCsrs.STVEC, HypervisorCsrs.VSTVEC}) {
			set(vector, TestBoard.RAM);
		}
	}

	@AfterEach
	void tearDown() {
		board.close();
	}

	private void set(int csr, long value) {
		hart.pokeCsr(csr, value);
	}

	private long get(int csr) {
		return hart.peekCsr(csr);
	}

	private void select(int select, int register, long value) {
		set(select, register);
		set(select + 1, value);
	}

	private static long top(int interrupt, int priority) {
		return (long) interrupt << 16 | priority;
	}

	/** Has an interrupt taken in a mode and returns its number; -1 if there is none. */
	private long taken(PrivilegeMode mode, int cause) {
		hart.setPc(TestBoard.RAM);
		hart.setMode(mode);
		if (!hart.interruptDue()) {
			return -1;
		}
		hart.step();
		return get(cause) & ~INTERRUPT;
	}

	@Test
	void machineInterruptsComeByDefaultInTheOrderOfTheSpecification() {
		machine.raise(300);
		hart.setInterruptPending(3, true);
		hart.setInterruptPending(7, true);
		set(MachineCsrs.MIP, 1 << 13 | 0x222);
		set(MachineCsrs.MIE, -1);
		assertEquals(top(11, 255), get(InterruptFileCsrs.MTOPI), "the identity is above 255");
		for (int expected : new int[] {11, 3, 7, 9, 1, 5, 13}) {
			assertEquals(expected, get(InterruptFileCsrs.MTOPI) >>> 16);
			assertEquals(expected, taken(PrivilegeMode.U, MachineCsrs.MCAUSE));
			assertEquals(expected, get(InterruptFileCsrs.MTOPI) >>> 16, "the trap changes nothing");
			set(MachineCsrs.MIE, get(MachineCsrs.MIE) & ~(1L << expected));
		}
		assertEquals(0, get(InterruptFileCsrs.MTOPI));
	}

	@Test
	void prioritiesMixWithThoseOfExternalInterrupts() {
		set(MachineCsrs.MIE, 1 << 11 | 1 << 7 | 1 << 3);
		machine.raise(5);
		hart.setInterruptPending(3, true);
		hart.setInterruptPending(7, true);
		assertEquals(top(11, 5), get(InterruptFileCsrs.MTOPI));
		select(InterruptFileCsrs.MISELECT, 0x30, 6L << 56 | 4L << 24);
		assertEquals(6L << 56 | 4L << 24, get(InterruptFileCsrs.MIREG));
		assertEquals(top(3, 4), get(InterruptFileCsrs.MTOPI));
		select(InterruptFileCsrs.MISELECT, 0x30, 5L << 56);
		assertEquals(top(11, 5), get(InterruptFileCsrs.MTOPI), "of equals the first by default");
		machine.claim();
		assertEquals(top(7, 5), get(InterruptFileCsrs.MTOPI), "without a number after those that have one");
		set(MachineCsrs.MIE, 1 << 3);
		assertEquals(top(3, 255), get(InterruptFileCsrs.MTOPI));
		hart.setMode(PrivilegeMode.M);
		assertFalse(hart.interruptDue());
		set(MachineCsrs.MSTATUS, MIE);
		assertTrue(hart.interruptDue());
	}

	@Test
	void onlyWhatCanBeEnabledHasAPriority() {
		select(InterruptFileCsrs.MISELECT, 0x30, -1);
		assertEquals(0xff00_ff00_ff00_ff00L, get(InterruptFileCsrs.MIREG), "7, 5, 3, 1");
		select(InterruptFileCsrs.MISELECT, 0x32, -1);
		assertEquals(0x0000_ff00_0000_ff00L, get(InterruptFileCsrs.MIREG), "13 and 9, not 11");
		select(InterruptFileCsrs.MISELECT, 0x3e, -1);
		assertEquals(0, get(InterruptFileCsrs.MIREG));
		select(InterruptFileCsrs.SISELECT, 0x30, -1);
		assertEquals(0x00ff_ff00_00ff_ff00L, get(InterruptFileCsrs.SIREG), "6, 5, 2, 1");
		select(InterruptFileCsrs.SISELECT, 0x32, -1);
		assertEquals(0xffff_ffff_00ff_0000L, get(InterruptFileCsrs.SIREG), "15 to 12 and 10, not 9");
		select(InterruptFileCsrs.SISELECT, 0x3e, -1);
		assertEquals(-1, get(InterruptFileCsrs.SIREG));
	}

	@Test
	void supervisorInterruptsHaveTheirOwnPriorities() {
		set(MachineCsrs.MIDELEG, 0x2222);
		set(SupervisorCsrs.SIE, 0x2222);
		supervisor.raise(9);
		set(SupervisorCsrs.SIP, 0x2002);
		assertEquals(top(9, 9), get(InterruptFileCsrs.STOPI));
		select(InterruptFileCsrs.SISELECT, 0x32, 3L << 40);
		assertEquals(top(13, 3), get(InterruptFileCsrs.STOPI));
		assertEquals(13, taken(PrivilegeMode.U, SupervisorCsrs.SCAUSE));
		select(InterruptFileCsrs.SISELECT, 0x32, 0);
		supervisor.claim();
		assertEquals(top(1, 255), get(InterruptFileCsrs.STOPI));
		set(MachineCsrs.MIP, 0x202);
		assertEquals(top(9, 255), get(InterruptFileCsrs.STOPI), "256 as no controller gives a number");
		select(InterruptFileCsrs.SISELECT, 0x30, 200 << 8);
		assertEquals(top(1, 200), get(InterruptFileCsrs.STOPI));
		assertEquals(0, get(InterruptFileCsrs.MTOPI));
	}

	@Test
	void mvipShowsBitsOfMipUntilTheyAreFiltered() {
		set(InterruptFileCsrs.MVIEN, -1);
		assertEquals(ALL_LOCAL | 0x202, get(InterruptFileCsrs.MVIEN));
		set(InterruptFileCsrs.MVIEN, 0);
		set(MachineCsrs.MIP, 0x222);
		assertEquals(0x222, get(InterruptFileCsrs.MVIP));
		set(InterruptFileCsrs.MVIP, -1);
		assertEquals(ALL_LOCAL | 0x222, get(InterruptFileCsrs.MVIP));
		assertEquals(0x222, get(MachineCsrs.MIP), "from 13 on it is a register of its own");
		set(MachineCsrs.MENVCFG, INTERRUPT);
		set(InterruptFileCsrs.MVIP, -1);
		assertEquals(0x202, get(InterruptFileCsrs.MVIP) & 0x1fff, "STIP is not writable any more");
		set(InterruptFileCsrs.MVIEN, 2);
		set(InterruptFileCsrs.MVIP, 0);
		assertEquals(2, get(MachineCsrs.MIP) & 0x202, "SSIP is apart, SEIP not yet");
		set(InterruptFileCsrs.MVIEN, 0x202);
		set(InterruptFileCsrs.MVIP, 0x200);
		assertEquals(0, get(MachineCsrs.MIP) & 0x200, "SEIP is the controller's");
		set(MachineCsrs.MIP, 0x200);
		assertEquals(0, get(MachineCsrs.MIP) & 0x200);
		supervisor.raise(1);
		assertEquals(0x200, get(MachineCsrs.MIP) & 0x200);
		set(InterruptFileCsrs.MVIEN, 0);
		supervisor.claim();
		assertEquals(0x200, get(MachineCsrs.MIP) & 0x200);
	}

	@Test
	void filteredInterruptsAreMachineModesToPassOn() {
		set(InterruptFileCsrs.MVIEN, 0x202 | 1L << 35);
		set(SupervisorCsrs.SIE, -1);
		assertEquals(0x202 | 1L << 35, get(SupervisorCsrs.SIE));
		assertEquals(0, get(MachineCsrs.MIE), "its enable bits are its own");
		set(MachineCsrs.MIP, 2);
		assertEquals(0, get(SupervisorCsrs.SIP));
		set(InterruptFileCsrs.MVIP, 1L << 35 | 2);
		assertEquals(1L << 35 | 2, get(SupervisorCsrs.SIP));
		assertEquals(top(1, 255), get(InterruptFileCsrs.STOPI));
		assertEquals(1, taken(PrivilegeMode.U, SupervisorCsrs.SCAUSE));
		set(SupervisorCsrs.SIP, 1L << 35);
		assertEquals(1L << 35, get(InterruptFileCsrs.MVIP) & ~0x200, "S-mode takes back what was injected");
		assertEquals(35, taken(PrivilegeMode.U, SupervisorCsrs.SCAUSE));
		set(InterruptFileCsrs.MVIP, 0x200);
		set(SupervisorCsrs.SIP, 0);
		assertEquals(0x200, get(SupervisorCsrs.SIP), "except external interrupts");
		set(InterruptFileCsrs.MVIEN, 0);
		assertEquals(0, get(SupervisorCsrs.SIP) | get(SupervisorCsrs.SIE));
		set(MachineCsrs.MIDELEG, 2);
		assertEquals(2, get(SupervisorCsrs.SIP), "delegation shows mip again");
	}

	@Test
	void localInterruptsReachAGuestByDelegationOrInjection() {
		set(MachineCsrs.MIDELEG, 1 << 13);
		set(HypervisorCsrs.HIDELEG, -1);
		assertEquals(0x2444, get(HypervisorCsrs.HIDELEG), "only what S-mode has itself");
		set(InterruptFileCsrs.HVIEN, -1);
		assertEquals(ALL_LOCAL, get(InterruptFileCsrs.HVIEN));
		set(HypervisorCsrs.HVIP, 1L << 40 | 1 << 13);
		assertEquals(1L << 40, get(HypervisorCsrs.VSIP), "13 is delegated and not injected");
		set(MachineCsrs.MIP, 1 << 13);
		assertEquals(1L << 40 | 1 << 13, get(HypervisorCsrs.VSIP));
		set(HypervisorCsrs.VSIE, -1);
		assertEquals(ALL_LOCAL | 0x222, get(HypervisorCsrs.VSIE));
		assertEquals(0x2444, get(MachineCsrs.MIE), "the enable bit of 13 is mie's");
		assertEquals(1 << 13, get(SupervisorCsrs.SIE));
		set(HypervisorCsrs.HVIP, get(HypervisorCsrs.HVIP) | 4);
		for (int expected : new int[] {40, 1, 13}) {
			assertEquals(top(expected, 1), get(InterruptFileCsrs.VSTOPI));
			assertEquals(expected, taken(PrivilegeMode.VU, HypervisorCsrs.VSCAUSE));
			set(HypervisorCsrs.VSIE, get(HypervisorCsrs.VSIE) & ~(1L << expected));
		}
		set(HypervisorCsrs.VSIP, 0);
		assertEquals(0, get(HypervisorCsrs.VSIP));
		assertEquals(0, get(MachineCsrs.MIP) & 1 << 13);
		assertEquals(1 << 13, get(HypervisorCsrs.HVIP), "which it does not see");
		set(MachineCsrs.MIDELEG, 0);
		assertEquals(0x444, get(HypervisorCsrs.HIDELEG));
		assertEquals(1 << 13, get(HypervisorCsrs.VSIP), "now it is the injected one");
	}

	@Test
	void anInterruptOfTheHypervisorComesBeforeThatOfItsGuest() {
		set(HypervisorCsrs.HIDELEG, 0x400);
		set(MachineCsrs.MIDELEG, 2);
		set(MachineCsrs.MIE, 0x402);
		set(HypervisorCsrs.HVIP, 0x400);
		set(MachineCsrs.MIP, 2);
		assertEquals(1, taken(PrivilegeMode.VU, SupervisorCsrs.SCAUSE));
		set(MachineCsrs.MIP, 0);
		assertEquals(9, taken(PrivilegeMode.VU, HypervisorCsrs.VSCAUSE));
		hart.setMode(PrivilegeMode.S);
		assertFalse(hart.interruptDue(), "the guest does not run");
		assertTrue(hart.interruptWakes(), "but wfi ends");
	}

	@Test
	void theGuestsExternalInterruptsHaveThePriorityOfItsFile() {
		set(HypervisorCsrs.HIDELEG, 0x444);
		set(HypervisorCsrs.VSIE, 0x222);
		set(HypervisorCsrs.HSTATUS, 2 << 12);
		guests.get(1).raise(7);
		assertEquals(top(9, 1), get(InterruptFileCsrs.VSTOPI));
		set(InterruptFileCsrs.HVICTL, IPRIOM);
		assertEquals(top(9, 7), get(InterruptFileCsrs.VSTOPI));
		set(HypervisorCsrs.HVIP, 4);
		set(InterruptFileCsrs.HVIPRIO1, 6 << 8);
		assertEquals(top(1, 6), get(InterruptFileCsrs.VSTOPI));
		set(InterruptFileCsrs.HVIPRIO1, 7 << 8);
		assertEquals(top(9, 7), get(InterruptFileCsrs.VSTOPI));
		assertEquals(9, taken(PrivilegeMode.VU, HypervisorCsrs.VSCAUSE));
		set(HypervisorCsrs.HSTATUS, 1 << 12);
		assertEquals(top(1, 7), get(InterruptFileCsrs.VSTOPI));
		set(InterruptFileCsrs.HVIPRIO1, -1);
		assertEquals(0xffff_ff00_ff00_ff00L, get(InterruptFileCsrs.HVIPRIO1));
		set(InterruptFileCsrs.HVIPRIO2, -1);
		assertEquals(-1, get(InterruptFileCsrs.HVIPRIO2));
	}

	@Test
	void aHypervisorThatEmulatesAControllerGivesThePriority() {
		set(HypervisorCsrs.HIDELEG, 0x444);
		set(HypervisorCsrs.VSIE, 0x222);
		set(HypervisorCsrs.HVIP, 0x404);
		set(InterruptFileCsrs.HVIPRIO1, 50 << 8);
		set(InterruptFileCsrs.HVICTL, IPRIOM);
		assertEquals(top(1, 50), get(InterruptFileCsrs.VSTOPI), "256 for the external one");
		set(InterruptFileCsrs.HVICTL, 9 << 16 | IPRIOM | 49);
		assertEquals(top(9, 49), get(InterruptFileCsrs.VSTOPI));
		set(HypervisorCsrs.HSTATUS, 1 << 12);
		assertEquals(top(1, 50), get(InterruptFileCsrs.VSTOPI), "a guest file would give it");
	}

	@Test
	void aHypervisorPresentsAnyInterrupt() {
		set(HypervisorCsrs.HIDELEG, 0x444);
		set(HypervisorCsrs.VSIE, 0x222);
		set(HypervisorCsrs.HVIP, 0x404);
		set(InterruptFileCsrs.HVICTL, -1);
		assertEquals(0x4fff_03ff, get(InterruptFileCsrs.HVICTL));
		set(InterruptFileCsrs.HVICTL, VTI | 60 << 16 | IPRIOM);
		assertEquals(top(60, 0), get(InterruptFileCsrs.VSTOPI), "before the external one");
		assertEquals(60, taken(PrivilegeMode.VU, HypervisorCsrs.VSCAUSE));
		set(InterruptFileCsrs.HVICTL, VTI | 60 << 16 | IPRIOM | DPR);
		assertEquals(top(9, 255), get(InterruptFileCsrs.VSTOPI));
		set(HypervisorCsrs.HVIP, 4);
		assertEquals(top(60, 255), get(InterruptFileCsrs.VSTOPI), "instead of what is pending otherwise");
		set(InterruptFileCsrs.HVICTL, VTI | 60 << 16 | 8);
		assertEquals(top(60, 1), get(InterruptFileCsrs.VSTOPI));
		set(InterruptFileCsrs.HVICTL, VTI | 9 << 16);
		assertEquals(0, get(InterruptFileCsrs.VSTOPI), "the pair for nothing");
		assertEquals(-1, taken(PrivilegeMode.VU, HypervisorCsrs.VSCAUSE));
	}

	@Test
	void aGuestWhoseInterruptsArePresentedTrapsWhereItWouldSeeOthers() {
		set(MachineCsrs.MENVCFG, INTERRUPT);
		set(HypervisorCsrs.HENVCFG, INTERRUPT);
		set(MachineCsrs.MCOUNTEREN, -1);
		set(HypervisorCsrs.HCOUNTEREN, -1);
		hart.setMode(PrivilegeMode.VS);
		hart.writeCsr(Sstc.STIMECMP, 5);
		hart.readCsr(SupervisorCsrs.SIP);
		set(InterruptFileCsrs.HVICTL, VTI);
		for (int csr : new int[] {SupervisorCsrs.SIP, SupervisorCsrs.SIE}) {
			assertEquals(ExceptionCause.VIRTUAL_INSTRUCTION, assertThrows(Trap.class, () -> hart.readCsr(csr)).cause());
			assertEquals(ExceptionCause.VIRTUAL_INSTRUCTION, assertThrows(Trap.class, () -> hart.writeCsr(csr, 0)).cause());
		}
		assertEquals(5, hart.readCsr(Sstc.STIMECMP));
		assertEquals(ExceptionCause.VIRTUAL_INSTRUCTION, assertThrows(Trap.class, () -> hart.writeCsr(Sstc.STIMECMP, 0)).cause());
		hart.setMode(PrivilegeMode.S);
		hart.writeCsr(Sstc.VSTIMECMP, 0);
		hart.readCsr(SupervisorCsrs.SIP);
	}

	@Test
	void waitingEndsForInterruptsOfAnyLevel() {
		board.code(TestBoard.RAM, Encoder.encode(RvPrivileged.WFI));
		hart.setMode(PrivilegeMode.M);
		hart.setPc(TestBoard.RAM);
		hart.step();
		assertTrue(hart.waitingForInterrupt());
		assertFalse(hart.interruptWakes());
		set(InterruptFileCsrs.MVIEN, 1L << 20);
		set(InterruptFileCsrs.MVIP, 1L << 20);
		set(SupervisorCsrs.SIE, 1L << 20);
		assertTrue(hart.interruptWakes(), "although mip and mie are clear");
		set(SupervisorCsrs.SIE, 0);
		set(InterruptFileCsrs.HVIEN, 1L << 21);
		set(HypervisorCsrs.HVIP, 1L << 21);
		assertFalse(hart.interruptWakes());
		set(HypervisorCsrs.VSIE, 1L << 21);
		assertTrue(hart.interruptWakes());
		set(HypervisorCsrs.VSIE, 0);
		set(InterruptFileCsrs.HVICTL, VTI | 5 << 16);
		assertTrue(hart.interruptWakes());
	}

	@Test
	void vsModeHoldsItsInterruptsOffAndVuModeCannot() {
		set(InterruptFileCsrs.HVICTL, VTI | 5 << 16);
		hart.setMode(PrivilegeMode.VS);
		assertFalse(hart.interruptDue());
		set(HypervisorCsrs.VSSTATUS, SIE);
		assertTrue(hart.interruptDue());
		set(HypervisorCsrs.VSSTATUS, 0);
		assertEquals(5, taken(PrivilegeMode.VU, HypervisorCsrs.VSCAUSE));
	}

	@Test
	void aSnapshotHoldsItAll() throws IOException {
		int[] csrs = {InterruptFileCsrs.MVIEN, InterruptFileCsrs.MVIP, InterruptFileCsrs.HVIEN, InterruptFileCsrs.HVICTL, InterruptFileCsrs.HVIPRIO1,
				InterruptFileCsrs.HVIPRIO2, HypervisorCsrs.HVIP, HypervisorCsrs.HIDELEG, SupervisorCsrs.SIE, HypervisorCsrs.VSIE};
		for (int csr : csrs) {
			set(csr, 0x1234_5678_9abc_def5L * csr);
		}
		for (int select : new int[] {InterruptFileCsrs.MISELECT, InterruptFileCsrs.SISELECT}) {
			select(select, 0x30, 0x0102_0304_0506_0708L * select);
			select(select, 0x32, 0x1112_1314_1516_1718L * select);
		}
		set(InterruptFileCsrs.VSISELECT, 0x123);
		ByteArrayOutputStream saved = new ByteArrayOutputStream();
		hart.save(new DataOutputStream(saved));
		try (TestBoard other = new TestBoard(IsaProfile.parse(ISA), 1, 64 << 20, HartConfig.DEFAULT.withGuestExternalInterrupts(GUESTS))) {
			other.hart().load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
			for (int number = 0; number < 4096; number++) {
				assertEquals(get(number), other.hart().peekCsr(number), Integer.toHexString(number));
			}
			set(InterruptFileCsrs.MISELECT, 0x30);
			other.hart().pokeCsr(InterruptFileCsrs.MISELECT, 0x30);
			assertEquals(get(InterruptFileCsrs.MIREG), other.hart().peekCsr(InterruptFileCsrs.MIREG));
			assertTrue(get(InterruptFileCsrs.MIREG) != 0);
		}
	}
}

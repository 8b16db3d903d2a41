/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ringside.isa.ExceptionCause.ILLEGAL_INSTRUCTION;
import static org.ringside.isa.ExceptionCause.VIRTUAL_INSTRUCTION;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.InterruptFileCsrs;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.StateEnableCsrs;

/** How CSRs reach interrupt files, and who may (AIA 1.0, chapter 2 and section 3.7; Privileged, Smcsrind and Smstateen). */
class InterruptFileTest {

	private static final String ISA = "rv64imach_zicntr_smaia_ssaia_smcsrind_smstateen";
	private static final long SE = 1L << 63;
	private static final long CSRIND = 1L << 60;
	private static final long AIA = 1L << 59;
	private static final long IMSIC = 1L << 58;
	private static final int PRIORITIES = 0x30;
	private static final int DELIVERY = 0x70;
	private static final int PENDING = 0x80;

	private TestBoard board;
	private Hart hart;
	private PlainFile machine;
	private PlainFile supervisor;
	private PlainFile guest;

	@BeforeEach
	void setUp() {
		use(true);
	}

	private void use(boolean files) {
		if (board != null) {
			board.close();
		}
		board = new TestBoard(IsaProfile.parse(ISA), 1, 64 << 20, HartConfig.DEFAULT.withGuestExternalInterrupts(files ? 1 : 0));
		hart = board.hart();
		machine = new PlainFile(high -> hart.setInterruptPending(11, high));
		supervisor = new PlainFile(high -> hart.setInterruptPending(9, high));
		guest = new PlainFile(high -> hart.setGuestExternalPending(1, high));
		if (files) {
			hart.connect(new InterruptFiles(machine, supervisor, List.of(guest)));
		}
		set(StateEnableCsrs.MSTATEEN0, -1);
		set(StateEnableCsrs.HSTATEEN0, -1);
		set(HypervisorCsrs.HSTATUS, 1 << 12);
	}

	@AfterEach
	void tearDown() {
		board.close();
	}

	private void set(int csr, long value) {
		hart.pokeCsr(csr, value);
	}

	private void refused(ExceptionCause cause, PrivilegeMode mode, int... csrs) {
		hart.setMode(mode);
		for (int csr : csrs) {
			assertEquals(cause, assertThrows(Trap.class, () -> hart.readCsr(csr), mode + " " + Integer.toHexString(csr)).cause(),
					mode + " " + Integer.toHexString(csr));
		}
	}

	private void allowed(PrivilegeMode mode, int... csrs) {
		hart.setMode(mode);
		for (int csr : csrs) {
			hart.readCsr(csr);
		}
	}

	@Test
	void eachLevelHasItsOwnFile() {
		int[] selects = {InterruptFileCsrs.MISELECT, InterruptFileCsrs.SISELECT, InterruptFileCsrs.VSISELECT};
		PlainFile[] files = {machine, supervisor, guest};
		for (int i = 0; i < 3; i++) {
			hart.writeCsr(selects[i], PENDING + 2);
			assertEquals(PENDING + 2, hart.readCsr(selects[i]));
			hart.writeCsr(selects[i] + 1, 100 + i);
			assertEquals(100 + i, hart.readCsr(selects[i] + 1));
			assertEquals(100 + i, files[i].registers[PENDING + 2]);
		}
		hart.setMode(PrivilegeMode.VS);
		assertEquals(PENDING + 2, hart.readCsr(InterruptFileCsrs.SISELECT));
		assertEquals(102, hart.readCsr(InterruptFileCsrs.SIREG), "the guest sees its own");
		hart.writeCsr(InterruptFileCsrs.SISELECT, -1);
		assertEquals(0x1ff, hart.readCsr(InterruptFileCsrs.SISELECT));
		assertEquals(0x1ff, hart.peekCsr(InterruptFileCsrs.VSISELECT));
	}

	@Test
	void aWriteClaimsWhatTheSameInstructionReads() {
		PlainFile[] files = {machine, supervisor, guest};
		int[] tops = {InterruptFileCsrs.MTOPEI, InterruptFileCsrs.STOPEI, InterruptFileCsrs.VSTOPEI};
		for (int i = 0; i < 3; i++) {
			files[i].raise(20);
			files[i].raise(10);
			assertEquals(10 << 16 | 10, hart.readCsr(tops[i]));
			assertEquals(10 << 16 | 10, hart.swapCsr(tops[i], 0), "the value does not matter");
			assertEquals(20 << 16 | 20, hart.modifyCsr(tops[i], 1, 0));
			assertEquals(0, hart.swapCsr(tops[i], -1));
		}
		guest.raise(7);
		hart.setMode(PrivilegeMode.VS);
		assertEquals(7 << 16 | 7, hart.swapCsr(InterruptFileCsrs.STOPEI, 0));
		assertEquals(0, guest.top());
	}

	@Test
	void whatIsSelectedIsThereOrNot() {
		int[] illegal = {0, 0x2f, 0x31, 0x3f, 0x40, 0x6f, 0x81, 0xbf, 0xc1, 0xff, 0x100, 0x1ff};
		int[] present = {0x30, 0x3e, 0x70, 0x71, 0x72, 0x73, 0x7f, 0x80, 0xbe, 0xc0, 0xfe};
		for (int selected : illegal) {
			set(InterruptFileCsrs.MISELECT, selected);
			set(InterruptFileCsrs.SISELECT, selected);
			set(InterruptFileCsrs.VSISELECT, selected);
			refused(ILLEGAL_INSTRUCTION, PrivilegeMode.M, InterruptFileCsrs.MIREG, InterruptFileCsrs.SIREG, InterruptFileCsrs.VSIREG);
			refused(ILLEGAL_INSTRUCTION, PrivilegeMode.S, InterruptFileCsrs.SIREG, InterruptFileCsrs.VSIREG);
			boolean odd = selected >= PENDING && selected < 0x100;
			boolean inaccessible = odd || selected >= PRIORITIES && selected < 0x40;
			refused(inaccessible ? VIRTUAL_INSTRUCTION : ILLEGAL_INSTRUCTION, PrivilegeMode.VS, InterruptFileCsrs.SIREG);
			assertEquals(0, hart.peekCsr(InterruptFileCsrs.MIREG), "a debugger reads 0");
		}
		for (int selected : present) {
			set(InterruptFileCsrs.MISELECT, selected);
			set(InterruptFileCsrs.SISELECT, selected);
			set(InterruptFileCsrs.VSISELECT, selected);
			allowed(PrivilegeMode.M, InterruptFileCsrs.MIREG, InterruptFileCsrs.SIREG);
			allowed(PrivilegeMode.S, InterruptFileCsrs.SIREG);
			if (selected < DELIVERY) {
				refused(ILLEGAL_INSTRUCTION, PrivilegeMode.S, InterruptFileCsrs.VSIREG);
				refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VS, InterruptFileCsrs.SIREG);
			} else {
				allowed(PrivilegeMode.S, InterruptFileCsrs.VSIREG);
				allowed(PrivilegeMode.VS, InterruptFileCsrs.SIREG);
			}
		}
	}

	@Test
	void whatIsAboveAModeIsRefused() {
		set(InterruptFileCsrs.VSISELECT, DELIVERY);
		set(InterruptFileCsrs.SISELECT, DELIVERY);
		int[] ofMachine = {InterruptFileCsrs.MISELECT, InterruptFileCsrs.MIREG, InterruptFileCsrs.MTOPI, InterruptFileCsrs.MTOPEI, InterruptFileCsrs.MVIEN,
				InterruptFileCsrs.MVIP};
		int[] ofHypervisor = {InterruptFileCsrs.HVIEN, InterruptFileCsrs.HVICTL, InterruptFileCsrs.HVIPRIO1, InterruptFileCsrs.HVIPRIO2,
				InterruptFileCsrs.VSISELECT, InterruptFileCsrs.VSIREG, InterruptFileCsrs.VSTOPI, InterruptFileCsrs.VSTOPEI};
		int[] ofSupervisor = {InterruptFileCsrs.SISELECT, InterruptFileCsrs.SIREG, InterruptFileCsrs.STOPI, InterruptFileCsrs.STOPEI};
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.S, ofMachine);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.VS, ofMachine);
		allowed(PrivilegeMode.S, ofHypervisor);
		refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VS, ofHypervisor);
		refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VU, ofHypervisor);
		allowed(PrivilegeMode.VS, ofSupervisor);
		refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VU, ofSupervisor);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.U, ofSupervisor);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.U, ofHypervisor);
	}

	@Test
	void withoutAFileOfTheGuestItsRegistersAreInaccessible() {
		for (boolean files : new boolean[] {true, false}) {
			use(files);
			set(HypervisorCsrs.HSTATUS, 0);
			set(InterruptFileCsrs.VSISELECT, DELIVERY);
			refused(ILLEGAL_INSTRUCTION, PrivilegeMode.M, InterruptFileCsrs.VSIREG, InterruptFileCsrs.VSTOPEI);
			refused(ILLEGAL_INSTRUCTION, PrivilegeMode.S, InterruptFileCsrs.VSIREG, InterruptFileCsrs.VSTOPEI);
			refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VS, InterruptFileCsrs.SIREG, InterruptFileCsrs.STOPEI);
		}
	}

	@Test
	void aHartWithoutImsicHasNoneOfIt() {
		use(false);
		set(InterruptFileCsrs.MISELECT, DELIVERY);
		set(InterruptFileCsrs.SISELECT, DELIVERY);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.M, InterruptFileCsrs.MIREG, InterruptFileCsrs.SIREG, InterruptFileCsrs.MTOPEI,
				InterruptFileCsrs.STOPEI);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.S, InterruptFileCsrs.SIREG, InterruptFileCsrs.STOPEI);
		assertEquals(0, hart.peekCsr(StateEnableCsrs.MSTATEEN0) & IMSIC);
		refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VS, InterruptFileCsrs.STOPEI);
	}

	@Test
	void machineModeKeepsTheFileOfSupervisorsWhoseInterruptsItFilters() {
		set(InterruptFileCsrs.MVIEN, 1 << 9);
		set(InterruptFileCsrs.SISELECT, DELIVERY);
		set(InterruptFileCsrs.VSISELECT, DELIVERY);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.S, InterruptFileCsrs.SIREG, InterruptFileCsrs.STOPEI);
		allowed(PrivilegeMode.M, InterruptFileCsrs.SIREG, InterruptFileCsrs.STOPEI);
		allowed(PrivilegeMode.S, InterruptFileCsrs.VSIREG, InterruptFileCsrs.VSTOPEI);
		allowed(PrivilegeMode.VS, InterruptFileCsrs.SIREG, InterruptFileCsrs.STOPEI);
		set(InterruptFileCsrs.SISELECT, PRIORITIES);
		allowed(PrivilegeMode.S, InterruptFileCsrs.SIREG);
	}

	@Test
	void stateEnablesOfMachineModeMakeItIllegal() {
		assertEquals(CSRIND | AIA | IMSIC, hart.peekCsr(StateEnableCsrs.MSTATEEN0) & 7L << 58);
		int[] indirect = {InterruptFileCsrs.SISELECT, InterruptFileCsrs.SIREG, InterruptFileCsrs.VSISELECT, InterruptFileCsrs.VSIREG};
		int[] advanced = {InterruptFileCsrs.STOPI, InterruptFileCsrs.HVIEN, InterruptFileCsrs.HVICTL, InterruptFileCsrs.HVIPRIO1,
				InterruptFileCsrs.HVIPRIO2, InterruptFileCsrs.VSTOPI};
		int[] files = {InterruptFileCsrs.STOPEI, InterruptFileCsrs.VSTOPEI, InterruptFileCsrs.SIREG, InterruptFileCsrs.VSIREG};
		set(InterruptFileCsrs.SISELECT, DELIVERY);
		set(InterruptFileCsrs.VSISELECT, DELIVERY);
		set(StateEnableCsrs.MSTATEEN0, ~CSRIND);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.S, indirect);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.VS, indirect);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.VU, indirect);
		allowed(PrivilegeMode.S, InterruptFileCsrs.STOPEI, InterruptFileCsrs.STOPI);
		set(StateEnableCsrs.MSTATEEN0, ~AIA);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.S, advanced);
		allowed(PrivilegeMode.S, InterruptFileCsrs.SIREG, InterruptFileCsrs.STOPEI);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.VS, InterruptFileCsrs.STOPI);
		set(InterruptFileCsrs.SISELECT, PRIORITIES);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.S, InterruptFileCsrs.SIREG);
		set(InterruptFileCsrs.SISELECT, DELIVERY);
		set(StateEnableCsrs.MSTATEEN0, ~IMSIC);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.S, files);
		refused(ILLEGAL_INSTRUCTION, PrivilegeMode.VS, InterruptFileCsrs.STOPEI, InterruptFileCsrs.SIREG);
		refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VS, InterruptFileCsrs.VSIREG);
		refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VU, InterruptFileCsrs.SIREG);
		allowed(PrivilegeMode.M, files);
	}

	@Test
	void stateEnablesOfTheHypervisorMakeItVirtual() {
		set(InterruptFileCsrs.VSISELECT, DELIVERY);
		set(StateEnableCsrs.HSTATEEN0, ~CSRIND);
		refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VS, InterruptFileCsrs.SISELECT, InterruptFileCsrs.SIREG);
		allowed(PrivilegeMode.VS, InterruptFileCsrs.STOPI, InterruptFileCsrs.STOPEI);
		set(StateEnableCsrs.HSTATEEN0, ~AIA);
		refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VS, InterruptFileCsrs.STOPI);
		allowed(PrivilegeMode.VS, InterruptFileCsrs.SIREG, InterruptFileCsrs.STOPEI);
		set(StateEnableCsrs.HSTATEEN0, ~IMSIC);
		refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VS, InterruptFileCsrs.STOPEI, InterruptFileCsrs.SIREG);
		allowed(PrivilegeMode.S, InterruptFileCsrs.VSTOPEI, InterruptFileCsrs.VSIREG);
		set(StateEnableCsrs.MSTATEEN0, SE);
		assertEquals(SE, hart.peekCsr(StateEnableCsrs.HSTATEEN0));
	}

	@Test
	void furtherAliasesShowNothing() {
		for (int distance : new int[] {2, 3, 5, 6, 7}) {
			set(InterruptFileCsrs.VSISELECT, DELIVERY);
			refused(ILLEGAL_INSTRUCTION, PrivilegeMode.M, InterruptFileCsrs.MISELECT + distance, InterruptFileCsrs.SISELECT + distance,
					InterruptFileCsrs.VSISELECT + distance);
			refused(ILLEGAL_INSTRUCTION, PrivilegeMode.S, InterruptFileCsrs.SISELECT + distance, InterruptFileCsrs.VSISELECT + distance);
			refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VS, InterruptFileCsrs.SISELECT + distance, InterruptFileCsrs.VSISELECT + distance);
			refused(VIRTUAL_INSTRUCTION, PrivilegeMode.VU, InterruptFileCsrs.SISELECT + distance, InterruptFileCsrs.VSISELECT + distance);
			set(InterruptFileCsrs.VSISELECT, 0x100);
			refused(ILLEGAL_INSTRUCTION, PrivilegeMode.VS, InterruptFileCsrs.SISELECT + distance);
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.ringside.isa.Csr;
import org.ringside.isa.Csrs;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zkr;

/** Whatever is written, CSRs hold only legal values (WARL), and interrupts have their order (Privileged 3.1.9). */
class CsrLegalValuesTest {

	private static final long SEED = 1;

	/** A value that was read is legal: writing it changes nothing. */
	@Test
	void whatWasReadCanBeWritten() {
		Random random = new Random(SEED);
		for (int round = 0; round < 40; round++) {
			try (TestBoard board = new TestBoard(IsaProfile.EVERYTHING)) {
				Hart hart = board.hart();
				for (Csr csr : Csrs.all()) {
					if (csr.isReadOnly() || !hart.hasCsr(csr.number()) || csr.number() == Zkr.SEED) {
						continue;
					}
					hart.pokeCsr(csr.number(), random.nextInt(4) == 0 ? -1 : random.nextLong());
					long legal = hart.peekCsr(csr.number());
					hart.pokeCsr(csr.number(), legal);
					assertEquals(legal, hart.peekCsr(csr.number()), csr.name());
				}
			}
		}
	}

	@Test
	void reservedValuesAreNotHeld() {
		Random random = new Random(SEED);
		try (TestBoard board = new TestBoard(IsaProfile.EVERYTHING)) {
			Hart hart = board.hart();
			for (int i = 0; i < 2000; i++) {
				for (int number : new int[] {MachineCsrs.MSTATUS, MachineCsrs.MTVEC, SupervisorCsrs.STVEC, SupervisorCsrs.SATP, MachineCsrs.MENVCFG,
						SupervisorCsrs.SENVCFG, MachineCsrs.MEPC, SupervisorCsrs.SEPC, PmpCsrs.PMPCFG0, PmpCsrs.PMPADDR0}) {
					hart.pokeCsr(number, random.nextLong());
				}
				assertNotEquals(2, hart.peekCsr(MachineCsrs.MSTATUS) >>> 11 & 3, "mstatus.MPP");
				assertTrue((hart.peekCsr(MachineCsrs.MTVEC) & 2) == 0 && (hart.peekCsr(SupervisorCsrs.STVEC) & 2) == 0, "modes of vectors");
				assertTrue(Set.of(0L, 8L, 9L, 10L).contains(hart.peekCsr(SupervisorCsrs.SATP) >>> 60), "satp.MODE");
				assertNotEquals(2, hart.peekCsr(MachineCsrs.MENVCFG) >>> 4 & 3, "menvcfg.CBIE");
				assertNotEquals(2, hart.peekCsr(SupervisorCsrs.SENVCFG) >>> 4 & 3, "senvcfg.CBIE");
				assertEquals(0, (hart.peekCsr(MachineCsrs.MEPC) | hart.peekCsr(SupervisorCsrs.SEPC)) & 1, "bit 0 of epc");
				long config = hart.peekCsr(PmpCsrs.PMPCFG0);
				for (int entry = 0; entry < 8; entry++) {
					int bits = (int) (config >>> 8 * entry) & 0xff;
					assertEquals(0, bits & 0x60, "reserved bits of pmpcfg");
					assertNotEquals(2, bits & 3, "W without R in pmpcfg");
				}
				assertEquals(0, hart.peekCsr(PmpCsrs.PMPADDR0) >>> 54, "upper bits of pmpaddr");
			}
			assertEquals(0, hart.peekCsr(MachineCsrs.MEDELEG) & 1 << ExceptionCause.ECALL_FROM_M.number(), "calls from M-mode stay there");
		}
	}

	/** Takes all interrupts at once, one after the other. */
	private static List<Long> order(Hart hart, int causes, int delegation, PrivilegeMode mode, int cause) {
		hart.pokeCsr(MachineCsrs.MIDELEG, delegation);
		hart.pokeCsr(MachineCsrs.MIE, causes);
		List<Long> taken = new ArrayList<>();
		while (hart.peekCsr(MachineCsrs.MIE) != 0) {
			hart.setMode(mode);
			hart.pokeCsr(MachineCsrs.MSTATUS, 0x1888 | 2);
			hart.step();
			long number = hart.peekCsr(cause) & Long.MAX_VALUE;
			assertTrue(hart.peekCsr(cause) < 0, "an interrupt is taken");
			taken.add(number);
			hart.pokeCsr(MachineCsrs.MIE, hart.peekCsr(MachineCsrs.MIE) & ~(1L << number));
		}
		return taken;
	}

	/** Privileged 3.1.1; bit B stands for Zba, Zbb and Zbs together. */
	@Test
	void misaTellsOfTheLettersAndOfB() {
		for (String isa : new String[] {"rv64imac", "rv64gcv", "rv64gch_zba_zbb", "rv64gc_zba_zbb_zbs", "rv64gcb"}) {
			long expected = 2L << 62 | 1 << 's' - 'a' | 1 << 'u' - 'a';
			String letters = isa.replace("g", "imafd").replaceFirst("_zba_zbb_zbs", "b").replaceFirst("_.*", "");
			for (char letter : letters.substring(4).toCharArray()) {
				expected |= 1L << letter - 'a';
			}
			try (TestBoard board = new TestBoard(IsaProfile.parse(isa))) {
				assertEquals(Long.toHexString(expected), Long.toHexString(board.hart().peekCsr(MachineCsrs.MISA)), isa);
			}
		}
	}

	@Test
	void interruptsHaveTheirOrder() {
		IsaProfile profile = IsaProfile.RV64GC.with(Extension.SSCOFPMF, Extension.ZIHPM);
		try (TestBoard board = new TestBoard(profile)) {
			Hart hart = board.hart();
			int all = 1 << 1 | 1 << 3 | 1 << 5 | 1 << 7 | 1 << 9 | 1 << 11 | 1 << 13;
			for (int i = 1; i < 14; i += 2) {
				hart.setInterruptPending(i, true);
			}
			assertEquals(List.of(11L, 3L, 7L, 9L, 1L, 5L, 13L), order(hart, all, 0, PrivilegeMode.M, MachineCsrs.MCAUSE));
			assertEquals(List.of(9L, 1L, 5L, 13L), order(hart, 0x2222, 0x2222, PrivilegeMode.S, SupervisorCsrs.SCAUSE));
			// Interrupts for M-mode come before those that are delegated.
			hart.pokeCsr(MachineCsrs.MIDELEG, 0x2222);
			hart.pokeCsr(MachineCsrs.MIE, 1 << 9 | 1 << 7);
			hart.setMode(PrivilegeMode.U);
			hart.step();
			assertEquals(7, hart.peekCsr(MachineCsrs.MCAUSE) & 63);
			assertEquals(PrivilegeMode.M, hart.mode());
		}
	}
}

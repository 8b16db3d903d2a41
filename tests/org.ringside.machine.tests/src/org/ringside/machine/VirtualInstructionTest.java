/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ringside.isa.ExceptionCause.ILLEGAL_INSTRUCTION;
import static org.ringside.isa.ExceptionCause.VIRTUAL_INSTRUCTION;
import static org.ringside.isa.PrivilegeMode.S;
import static org.ringside.isa.PrivilegeMode.U;
import static org.ringside.isa.PrivilegeMode.VS;
import static org.ringside.isa.PrivilegeMode.VU;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.isa.Counters;
import org.ringside.isa.Csr;
import org.ringside.isa.Csrs;
import org.ringside.isa.DebugCsrs;
import org.ringside.isa.Counters;
import org.ringside.isa.Encoder;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.InterruptFileCsrs;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvF;
import org.ringside.isa.RvH;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.Sstc;
import org.ringside.isa.StateEnableCsrs;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Svinval;
import org.ringside.isa.Zicbo;
import org.ringside.isa.Zicsr;
import org.ringside.isa.Zkr;

/** Which exception an instruction raises in which mode (Privileged, chapter "H", trap cause codes: the list of virtual instructions). */
class VirtualInstructionTest {

	private static final long TVM = 1 << 20;
	private static final long TW = 1 << 21;
	private static final long TSR = 1 << 22;

	private TestBoard board;
	private Hart hart;

	@BeforeEach
	void setUp() {
		use("rv64imach_zicntr_zihpm_zifencei_zicbom_zicboz_svinval_sstc_zkr_smstateen_sdtrig");
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
	}

	@AfterEach
	void tearDown() {
		board.close();
	}

	/** @return what an instruction raises, or {@code null} */
	private ExceptionCause trap(PrivilegeMode mode, int word) {
		board.code(TestBoard.RAM, word);
		hart.setPc(TestBoard.RAM);
		hart.setMode(mode);
		hart.step();
		hart.setWaitingForInterrupt(false);
		if (hart.pc() != TestBoard.RAM + 0x800) {
			return null;
		}
		ExceptionCause cause = ExceptionCause.of(hart.peekCsr(MachineCsrs.MCAUSE)).orElseThrow();
		if (cause == VIRTUAL_INSTRUCTION || cause == ILLEGAL_INSTRUCTION) {
			assertEquals(Integer.toUnsignedLong(word), hart.peekCsr(MachineCsrs.MTVAL));
			assertEquals(0, hart.peekCsr(MachineCsrs.MTINST));
			assertEquals(0, hart.peekCsr(MachineCsrs.MSTATUS) >>> 38 & 1, "the value is no address of the guest");
		}
		assertEquals(mode.isVirtual() ? 1 : 0, hart.peekCsr(MachineCsrs.MSTATUS) >>> 39 & 1);
		return cause;
	}

	private ExceptionCause read(PrivilegeMode mode, int csr) {
		return trap(mode, Encoder.encode(Zicsr.CSRRS, 5, csr, 0));
	}

	@Test
	void hypervisorInstructionsAreVirtualOnesToTheGuest() {
		for (RvH instruction : RvH.values()) {
			int word = instruction.operands().size() == 3 ? Encoder.encode(instruction, 5, 6, 7) : Encoder.encode(instruction, 5, 6);
			assertEquals(VIRTUAL_INSTRUCTION, trap(VS, word), instruction.name());
			assertEquals(VIRTUAL_INSTRUCTION, trap(VU, word), instruction.name());
			boolean fence = instruction == RvH.HFENCE_GVMA || instruction == RvH.HFENCE_VVMA;
			hart.pokeCsr(HypervisorCsrs.HSTATUS, 0);
			assertEquals(ILLEGAL_INSTRUCTION, trap(U, word), instruction.name());
			hart.pokeCsr(HypervisorCsrs.HSTATUS, 1 << 9);
			hart.setX(6, TestBoard.RAM + 0x1000);
			assertEquals(fence ? ILLEGAL_INSTRUCTION : null, trap(U, word), instruction.name());
		}
		for (Svinval invalidation : List.of(Svinval.HINVAL_VVMA, Svinval.HINVAL_GVMA)) {
			int word = Encoder.encode(invalidation, 5, 6);
			assertEquals(VIRTUAL_INSTRUCTION, trap(VS, word));
			assertEquals(VIRTUAL_INSTRUCTION, trap(VU, word));
			assertEquals(ILLEGAL_INSTRUCTION, trap(U, word));
			assertEquals(null, trap(S, word));
		}
	}

	/** Privileged, chapter "Smcdeleg": what is said there of VS-mode, VU-mode and vsiselect. */
	@Test
	void delegatedCountersAreTheHypervisorsOnly() {
		use("rv64imach_zicntr_zihpm_sscofpmf_smcdeleg");
		hart.pokeCsr(MachineCsrs.MCOUNTEREN, -1);
		hart.pokeCsr(HypervisorCsrs.HCOUNTEREN, -1);
		hart.pokeCsr(InterruptFileCsrs.SISELECT, 0x43);
		hart.pokeCsr(InterruptFileCsrs.VSISELECT, 0x43);
		int sireg2 = InterruptFileCsrs.SIREG + 1;
		for (int csr : new int[] {InterruptFileCsrs.SIREG, sireg2, Counters.SCOUNTINHIBIT}) {
			assertEquals(ILLEGAL_INSTRUCTION, read(S, csr), Integer.toHexString(csr));
			assertEquals(ILLEGAL_INSTRUCTION, read(VS, csr), Integer.toHexString(csr));
		}
		assertEquals(null, read(VS, Counters.SCOUNTOVF));
		hart.pokeCsr(MachineCsrs.MENVCFG, 1L << 60);
		for (int csr : new int[] {InterruptFileCsrs.SIREG, sireg2, Counters.SCOUNTINHIBIT, Counters.SCOUNTOVF}) {
			assertEquals(null, read(S, csr), Integer.toHexString(csr));
			assertEquals(VIRTUAL_INSTRUCTION, read(VS, csr), Integer.toHexString(csr));
			assertEquals(VIRTUAL_INSTRUCTION, read(VU, csr), Integer.toHexString(csr));
		}
		assertEquals(ILLEGAL_INSTRUCTION, read(S, InterruptFileCsrs.VSIREG));
		assertEquals(ILLEGAL_INSTRUCTION, read(S, InterruptFileCsrs.VSIREG + 1));
		assertEquals(VIRTUAL_INSTRUCTION, read(VS, InterruptFileCsrs.VSIREG));
		assertEquals(null, read(VS, InterruptFileCsrs.SISELECT));
		hart.pokeCsr(InterruptFileCsrs.VSISELECT, 0x60);
		assertEquals(ILLEGAL_INSTRUCTION, read(VS, InterruptFileCsrs.SIREG), "no counter");
	}

	@Test
	void tvmKeepsTheGStageFromTheHypervisorButNotTheStageOfTheGuest() {
		hart.pokeCsr(MachineCsrs.MSTATUS, TVM);
		assertEquals(ILLEGAL_INSTRUCTION, trap(S, Encoder.encode(RvH.HFENCE_GVMA, 0, 0)));
		assertEquals(ILLEGAL_INSTRUCTION, trap(S, Encoder.encode(Svinval.HINVAL_GVMA, 0, 0)));
		assertEquals(ILLEGAL_INSTRUCTION, read(S, HypervisorCsrs.HGATP));
		assertEquals(ILLEGAL_INSTRUCTION, read(S, SupervisorCsrs.SATP));
		assertEquals(null, trap(S, Encoder.encode(RvH.HFENCE_VVMA, 0, 0)));
		assertEquals(null, read(S, HypervisorCsrs.VSATP));
		assertEquals(null, read(VS, SupervisorCsrs.SATP), "TVM concerns HS-mode only");
		assertEquals(null, trap(VS, Encoder.encode(RvPrivileged.SFENCE_VMA, 0, 0)));
		assertEquals(VIRTUAL_INSTRUCTION, read(VS, HypervisorCsrs.HGATP), "as in HS-mode with TVM clear");
		hart.pokeCsr(HypervisorCsrs.HSTATUS, TVM);
		assertEquals(VIRTUAL_INSTRUCTION, read(VS, SupervisorCsrs.SATP));
		assertEquals(VIRTUAL_INSTRUCTION, trap(VS, Encoder.encode(RvPrivileged.SFENCE_VMA, 0, 0)));
		assertEquals(VIRTUAL_INSTRUCTION, trap(VS, Encoder.encode(Svinval.SINVAL_VMA, 0, 0)));
		assertEquals(null, trap(VS, Encoder.encode(Svinval.SFENCE_W_INVAL)));
		hart.pokeCsr(MachineCsrs.MSTATUS, 0);
		assertEquals(null, trap(S, Encoder.encode(RvPrivileged.SFENCE_VMA, 0, 0)), "VTVM concerns VS-mode only");
	}

	@Test
	void supervisorInstructionsAreVirtualOnesToVuMode() {
		for (int word : new int[] {Encoder.encode(RvPrivileged.SRET), Encoder.encode(RvPrivileged.SFENCE_VMA, 0, 0),
				Encoder.encode(Svinval.SINVAL_VMA, 0, 0), Encoder.encode(Svinval.SFENCE_W_INVAL), Encoder.encode(Svinval.SFENCE_INVAL_IR)}) {
			assertEquals(VIRTUAL_INSTRUCTION, trap(VU, word), Integer.toHexString(word));
			assertEquals(ILLEGAL_INSTRUCTION, trap(U, word), Integer.toHexString(word));
		}
		assertEquals(ILLEGAL_INSTRUCTION, trap(VU, Encoder.encode(RvPrivileged.MRET)));
		assertEquals(ILLEGAL_INSTRUCTION, trap(VS, Encoder.encode(RvPrivileged.MRET)));
		hart.pokeCsr(MachineCsrs.MSTATUS, TSR);
		assertEquals(null, trap(VS, Encoder.encode(RvPrivileged.SRET)), "TSR concerns HS-mode only");
		hart.pokeCsr(HypervisorCsrs.HSTATUS, TSR);
		assertEquals(VIRTUAL_INSTRUCTION, trap(VS, Encoder.encode(RvPrivileged.SRET)));
	}

	@Test
	void waitingIsIllegalByTwAndVirtualByTheHypervisor() {
		int wait = Encoder.encode(RvPrivileged.WFI);
		assertEquals(VIRTUAL_INSTRUCTION, trap(VU, wait));
		assertEquals(null, trap(VS, wait));
		hart.pokeCsr(HypervisorCsrs.HSTATUS, TW);
		assertEquals(VIRTUAL_INSTRUCTION, trap(VS, wait));
		assertEquals(null, trap(S, wait));
		hart.pokeCsr(MachineCsrs.MSTATUS, TW);
		for (PrivilegeMode mode : List.of(U, S, VU, VS)) {
			assertEquals(ILLEGAL_INSTRUCTION, trap(mode, wait), mode.name());
		}
	}

	@Test
	void everyCsrRaisesWhatItsLevelTells() {
		hart.pokeCsr(MachineCsrs.MCOUNTEREN, -1);
		hart.pokeCsr(HypervisorCsrs.HCOUNTEREN, -1);
		hart.pokeCsr(SupervisorCsrs.SCOUNTEREN, -1);
		hart.pokeCsr(MachineCsrs.MENVCFG, -1);
		hart.pokeCsr(HypervisorCsrs.HENVCFG, -1);
		for (int i = 0; i < 4; i++) {
			hart.pokeCsr(StateEnableCsrs.MSTATEEN0 + i, -1);
			hart.pokeCsr(StateEnableCsrs.HSTATEEN0 + i, -1);
		}
		int checked = 0;
		for (Csr csr : Csrs.all()) {
			if (!hart.hasCsr(csr.number()) || csr.number() == Zkr.SEED) {
				continue;
			}
			boolean machine = csr.lowestPrivilege() == PrivilegeMode.M;
			boolean user = csr.lowestPrivilege() == U;
			assertEquals(machine ? ILLEGAL_INSTRUCTION : csr.isHypervisor() ? VIRTUAL_INSTRUCTION : null, read(VS, csr.number()), csr.name());
			assertEquals(machine ? ILLEGAL_INSTRUCTION : user ? null : VIRTUAL_INSTRUCTION, read(VU, csr.number()), csr.name());
			if (csr.isReadOnly()) {
				assertEquals(ILLEGAL_INSTRUCTION, trap(VS, Encoder.encode(Zicsr.CSRRWI, 0, csr.number(), 0)), csr.name());
			}
			checked++;
		}
		assertEquals(true, checked > 150, "only " + checked);
		assertEquals(ILLEGAL_INSTRUCTION, read(VS, 0x6ff));
		assertEquals(ILLEGAL_INSTRUCTION, read(VS, 0x2ff));
	}

	@Test
	void countersNeedTheEnablesOfAllLevels() {
		for (int enables = 0; enables < 8; enables++) {
			hart.pokeCsr(MachineCsrs.MCOUNTEREN, (enables & 1) * 7);
			hart.pokeCsr(HypervisorCsrs.HCOUNTEREN, (enables >>> 1 & 1) * 7);
			hart.pokeCsr(SupervisorCsrs.SCOUNTEREN, (enables >>> 2) * 7);
			for (int counter : new int[] {Counters.CYCLE, Counters.TIME, Counters.INSTRET}) {
				ExceptionCause byHypervisor = (enables & 2) != 0 ? null : VIRTUAL_INSTRUCTION;
				assertEquals((enables & 1) == 0 ? ILLEGAL_INSTRUCTION : byHypervisor, read(VS, counter));
				assertEquals((enables & 1) == 0 ? ILLEGAL_INSTRUCTION : (enables & 4) == 0 ? VIRTUAL_INSTRUCTION : byHypervisor, read(VU, counter));
				assertEquals((enables & 1) == 0 ? ILLEGAL_INSTRUCTION : null, read(S, counter));
				assertEquals((enables & 5) != 5 ? ILLEGAL_INSTRUCTION : null, read(U, counter));
			}
		}
	}

	@Test
	void theComparatorOfTheGuestNeedsItsEnables() {
		long stce = 1L << 63;
		for (int enables = 0; enables < 16; enables++) {
			hart.pokeCsr(MachineCsrs.MENVCFG, (enables & 1) != 0 ? stce : 0);
			hart.pokeCsr(MachineCsrs.MCOUNTEREN, enables & 2);
			hart.pokeCsr(HypervisorCsrs.HENVCFG, (enables & 4) != 0 ? stce : 0);
			hart.pokeCsr(HypervisorCsrs.HCOUNTEREN, (enables & 8) >>> 2);
			ExceptionCause above = (enables & 3) == 3 ? null : ILLEGAL_INSTRUCTION;
			assertEquals(above, read(S, Sstc.VSTIMECMP));
			assertEquals(above != null ? above : (enables & 12) == 12 ? null : VIRTUAL_INSTRUCTION, read(VS, Sstc.STIMECMP));
			assertEquals(above != null ? above : VIRTUAL_INSTRUCTION, read(VS, Sstc.VSTIMECMP));
			assertEquals(above != null ? above : VIRTUAL_INSTRUCTION, read(VU, Sstc.STIMECMP));
		}
	}

	@Test
	void cacheBlocksNeedTheEnvironmentOfAllLevels() {
		hart.setX(6, TestBoard.RAM + 0x2000);
		for (int enables = 0; enables < 8; enables++) {
			long all = 0xf0;
			hart.pokeCsr(MachineCsrs.MENVCFG, (enables & 1) * all);
			hart.pokeCsr(HypervisorCsrs.HENVCFG, (enables >>> 1 & 1) * all);
			hart.pokeCsr(SupervisorCsrs.SENVCFG, (enables >>> 2) * all);
			for (Zicbo operation : List.of(Zicbo.CBO_ZERO, Zicbo.CBO_CLEAN, Zicbo.CBO_FLUSH, Zicbo.CBO_INVAL)) {
				int word = Encoder.encode(operation, 6);
				ExceptionCause above = (enables & 1) == 0 ? ILLEGAL_INSTRUCTION : null;
				assertEquals(above != null ? above : (enables & 2) != 0 ? null : VIRTUAL_INSTRUCTION, trap(VS, word));
				assertEquals(above != null ? above : (enables & 6) == 6 ? null : VIRTUAL_INSTRUCTION, trap(VU, word));
				assertEquals(above, trap(S, word));
			}
		}
	}

	@Test
	void stateOfTheGuestMayBeWithheldAtTwoLevels() {
		long environment = 1L << 62;
		long context = 1L << 57;
		long next = 1L << 63;
		assertEquals(ILLEGAL_INSTRUCTION, read(S, StateEnableCsrs.HSTATEEN0));
		assertEquals(ILLEGAL_INSTRUCTION, read(VS, SupervisorCsrs.SENVCFG));
		hart.pokeCsr(StateEnableCsrs.MSTATEEN0, environment | context | next);
		hart.pokeCsr(StateEnableCsrs.MSTATEEN0 + 1, next);
		assertEquals(null, read(S, HypervisorCsrs.HENVCFG));
		for (int csr : new int[] {SupervisorCsrs.SENVCFG, DebugCsrs.SCONTEXT, StateEnableCsrs.SSTATEEN0, StateEnableCsrs.SSTATEEN0 + 1}) {
			assertEquals(VIRTUAL_INSTRUCTION, read(VS, csr));
		}
		hart.pokeCsr(StateEnableCsrs.HSTATEEN0, -1);
		hart.pokeCsr(StateEnableCsrs.HSTATEEN0 + 1, -1);
		assertEquals(environment | context | next, hart.peekCsr(StateEnableCsrs.HSTATEEN0));
		for (int csr : new int[] {SupervisorCsrs.SENVCFG, DebugCsrs.SCONTEXT, StateEnableCsrs.SSTATEEN0, StateEnableCsrs.SSTATEEN0 + 1}) {
			assertEquals(null, read(VS, csr));
		}
		hart.pokeCsr(StateEnableCsrs.MSTATEEN0, context);
		assertEquals(context, hart.peekCsr(StateEnableCsrs.HSTATEEN0));
		assertEquals(ILLEGAL_INSTRUCTION, read(VS, SupervisorCsrs.SENVCFG));
		assertEquals(ILLEGAL_INSTRUCTION, read(S, HypervisorCsrs.HENVCFG));
	}

	@Test
	void theEntropySourceIsForNoGuest() {
		int poll = Encoder.encode(Zicsr.CSRRW, 5, Zkr.SEED, 0);
		assertEquals(ILLEGAL_INSTRUCTION, trap(VS, poll));
		hart.pokeCsr(MachineCsrs.MSECCFG, 1 << 9);
		assertEquals(VIRTUAL_INSTRUCTION, trap(VS, poll));
		assertEquals(VIRTUAL_INSTRUCTION, trap(VU, poll));
		assertEquals(null, trap(S, poll));
	}

	@Test
	void floatingPointIsIllegalWhereverItIsOff() {
		use("rv64imafdch_zicntr");
		int add = Encoder.encode(RvF.FADD_S, 1, 2, 3, 7);
		for (int on = 0; on < 4; on++) {
			hart.pokeCsr(MachineCsrs.MSTATUS, (on & 1) != 0 ? 1 << 13 : 0);
			hart.pokeCsr(HypervisorCsrs.VSSTATUS, (on & 2) != 0 ? 1 << 13 : 0);
			assertEquals(on == 3 ? null : ILLEGAL_INSTRUCTION, trap(VS, add));
			if (on == 3) {
				assertEquals(3, hart.peekCsr(MachineCsrs.MSTATUS) >>> 13 & 3, "both become dirty");
				assertEquals(3, hart.peekCsr(HypervisorCsrs.VSSTATUS) >>> 13 & 3);
				assertEquals(1, hart.peekCsr(HypervisorCsrs.VSSTATUS) >>> 63);
			}
		}
	}

	@Test
	void aHartWithoutTheExtensionHasNoneOfIt() {
		use("rv64imac_zicntr_svinval");
		assertEquals(0, hart.peekCsr(MachineCsrs.MISA) >>> 7 & 1);
		assertEquals(ILLEGAL_INSTRUCTION, trap(S, Encoder.encode(RvH.HFENCE_GVMA, 0, 0)));
		assertEquals(ILLEGAL_INSTRUCTION, trap(S, Encoder.encode(Svinval.HINVAL_VVMA, 0, 0)));
		for (Csr csr : Csrs.all()) {
			if (csr.isHypervisor()) {
				assertEquals(ILLEGAL_INSTRUCTION, read(S, csr.number()), csr.name());
			}
		}
		hart.pokeCsr(MachineCsrs.MSTATUS, 3L << 38);
		assertEquals(0, hart.peekCsr(MachineCsrs.MSTATUS) >>> 38 & 3);
		assertThrows(IllegalArgumentException.class, () -> hart.setMode(VS));
	}
}

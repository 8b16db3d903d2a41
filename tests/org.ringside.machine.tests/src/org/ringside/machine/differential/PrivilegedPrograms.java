/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.util.Random;
import java.util.Set;

import org.ringside.isa.Instruction;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zicsr;

/** Programs on CSRs in all modes, traps with delegation, and interrupts with their priorities. */
final class PrivilegedPrograms {

	/** A CSR and the bits that may be written without leaving what both machines define. */
	private record Register(int number, long mask) {
	}

	private static final Register[] REGISTERS = {
			new Register(MachineCsrs.MSTATUS, 0x5c0_19a2L | 0x7e_0000L & ~(1L << 17)), new Register(MachineCsrs.MEDELEG, 0xb3ff & ~0x1007),
			new Register(MachineCsrs.MIDELEG, 0x222), new Register(MachineCsrs.MIE, 0), new Register(MachineCsrs.MIP, 0x222),
			new Register(MachineCsrs.MCOUNTEREN, 7), new Register(MachineCsrs.MEPC, ~1L), new Register(MachineCsrs.MCAUSE, -1),
			new Register(MachineCsrs.MTVAL, -1), new Register(MachineCsrs.MENVCFG, 1), new Register(SupervisorCsrs.SSTATUS, 0xc0122L),
			new Register(SupervisorCsrs.SIE, 0), new Register(SupervisorCsrs.SIP, 0x222), new Register(SupervisorCsrs.SCOUNTEREN, 7),
			new Register(SupervisorCsrs.STVEC, -1), new Register(SupervisorCsrs.SSCRATCH, -1), new Register(SupervisorCsrs.SEPC, ~1L),
			new Register(SupervisorCsrs.SCAUSE, -1), new Register(SupervisorCsrs.STVAL, -1), new Register(SupervisorCsrs.SENVCFG, 1)};

	private final Random random;
	private final Program program = new Program();

	PrivilegedPrograms(long seed, Set<Instruction> counted) {
		random = new Random(seed);
		program.count(counted);
	}

	private void openProtection() {
		program.emit(RvI.ADDI, 10, 0, -1);
		program.emit(RvI.SRLI, 10, 10, 10);
		program.csrw(PmpCsrs.PMPADDR0, 10);
		program.li(10, 0x1f);
		program.csrw(PmpCsrs.PMPCFG0, 10);
	}

	private PrivilegeMode mode() {
		return PrivilegeMode.values()[random.nextInt(3)];
	}

	/** Back to M-mode with an environment call, whose resume address was set before. */
	private void leave(int resume) {
		program.emit(RvI.ECALL);
		program.patchResume(resume);
	}

	private void reset() {
		for (int csr : new int[] {MachineCsrs.MIE, MachineCsrs.MEDELEG, MachineCsrs.MIDELEG, MachineCsrs.MIP, SupervisorCsrs.SATP}) {
			program.csrw(csr, 0);
		}
		program.csrw(MachineCsrs.MSTATUS, 0);
	}

	private void dump(String label) {
		for (Register register : REGISTERS) {
			program.csrr(10, register.number);
			program.result(10, label + " csr 0x" + Integer.toHexString(register.number));
		}
	}

	/** Reads, writes, sets and clears of random CSRs in random modes. */
	Program.Image csrs(int snippets, int length) {
		openProtection();
		for (int r = 11; r < 29; r++) {
			program.li(r, 0);
		}
		for (int i = 0; i < snippets; i++) {
			reset();
			int resume = program.setResume();
			GuestPrograms.enter(program, mode(), random.nextLong() & 0x7c_01a0L);
			for (int k = 0; k < length; k++) {
				access();
			}
			leave(resume);
			for (int r = 11; r < 29; r++) {
				program.result(r, "snippet " + i + " x" + r);
			}
			dump("snippet " + i);
		}
		reset();
		return program.finish();
	}

	private void access() {
		int rd = random.nextInt(4) == 0 ? 0 : 11 + random.nextInt(18);
		if (random.nextInt(12) == 0) {
			// numbers that may not exist; writes to read-only ones; satp without translation
			int[] odd = {0x7ff, 0x5c0, 0xf12, 0xc83, 0x180, 0x342, 0x3a1, 0x105};
			int number = odd[random.nextInt(6)];
			program.emit(number == 0xf12 ? Zicsr.CSRRW : Zicsr.CSRRS, number == 0xf12 ? 0 : rd, number, 0);
			return;
		}
		if (random.nextInt(12) == 0) {
			switch (random.nextInt(3)) {
				case 0 -> program.emit(RvPrivileged.SFENCE_VMA, 0, random.nextInt(2) * 11);
				case 1 -> program.word(0xffff_fffb, 4);
				default -> program.word(0xffff_ffff, 4);
			}
			return;
		}
		Register register = REGISTERS[random.nextInt(REGISTERS.length)];
		long value = random.nextLong() >> random.nextInt(64) & register.mask;
		if (register.number == MachineCsrs.MSTATUS && (value & 0x1800) == 0x1000) {
			value &= ~0x1800L;
		}
		switch (random.nextInt(4)) {
			case 0 -> {
				program.li(10, value);
				program.emit(Zicsr.CSRRW, rd, register.number, 10);
			}
			case 1 -> {
				program.li(10, register.number == MachineCsrs.MSTATUS ? value & ~0x1800L : value);
				program.emit(Zicsr.CSRRS, rd, register.number, 10);
			}
			case 2 -> {
				program.li(10, register.number == MachineCsrs.MSTATUS ? value & ~0x1800L : value);
				program.emit(Zicsr.CSRRC, rd, register.number, 10);
			}
			default -> program.emit(new Zicsr[] {Zicsr.CSRRWI, Zicsr.CSRRSI, Zicsr.CSRRCI}[random.nextInt(3)], rd, register.number,
					random.nextInt(32) & register.mask);
		}
	}

	/** Pending and enabled interrupts of random kinds, delegated or not, met on the way into random modes; and delegated exceptions. */
	Program.Image interrupts(int snippets) {
		openProtection();
		int over = program.jump(RvI.JAL, 0, 0);
		program.align4();
		while ((program.here() & 63) != 0) {
			program.emit(RvI.ADDI, 0, 0, 0);
		}
		long handler = program.address();
		for (int i = 0; i < 12; i++) {
			program.emit(RvI.ADDI, 28, 28, 1); // vectored entries: how many are passed tells which was entered
		}
		program.csrr(11, SupervisorCsrs.SCAUSE);
		program.csrr(12, SupervisorCsrs.SEPC);
		program.csrr(13, SupervisorCsrs.STVAL);
		program.emit(RvI.ADDI, 14, 0, 3); // what comes with ebreak is left open
		program.emit(RvI.BNE, 11, 14, 8);
		program.emit(RvI.ADDI, 13, 0, 0);
		program.csrr(14, SupervisorCsrs.SSTATUS);
		program.csrr(15, SupervisorCsrs.SIP);
		program.csrr(16, SupervisorCsrs.SIE);
		program.emit(RvI.ECALL);
		program.patch(over);
		for (int i = 0; i < snippets; i++) {
			reset();
			for (int r = 11; r < 29; r++) {
				program.li(r, 0);
			}
			int resume = program.setResume();
			program.csrw(SupervisorCsrs.SEPC, 0);
			program.li(10, handler | random.nextInt(2));
			program.csrw(SupervisorCsrs.STVEC, 10);
			program.li(10, random.nextLong() & 0x222);
			program.csrw(MachineCsrs.MIDELEG, 10);
			program.li(10, random.nextLong() & 0xb0ff);
			program.csrw(MachineCsrs.MEDELEG, 10);
			boolean interrupts = random.nextInt(4) != 0;
			// One kind at a time: QEMU 7.2 prefers the lowest number, the specification has an order of its own.
			int only = 2 * random.nextInt(4) + 1 | (random.nextBoolean() ? 8 : 0);
			program.li(10, interrupts ? random.nextLong() & 0x222 : 0);
			program.csrw(MachineCsrs.MIP, 10);
			if (random.nextInt(3) == 0) {
				program.li(10, 0x200_0000L);
				program.li(11, 1);
				program.emit(RvI.SW, 11, 0, 10);
				program.emit(RvI.LW, 11, 0, 10);
			}
			program.li(10, interrupts ? 1L << only : 0);
			program.csrw(MachineCsrs.MIE, 10);
			PrivilegeMode mode = mode();
			GuestPrograms.enter(program, mode, random.nextLong() & 0x7c_01aaL & ~(random.nextBoolean() ? 8L : 0));
			program.emit(RvI.ADDI, 17, 17, 1);
			switch (random.nextInt(mode == PrivilegeMode.U ? 6 : 5)) { // elsewhere wfi might wait for ever
				case 0 -> program.emit(RvI.EBREAK);
				case 1 -> program.word(0, 4);
				case 2 -> program.emit(RvI.LD, 18, 0, 0);
				case 3 -> program.emit(RvI.SD, 18, 0, 0);
				case 4 -> program.emit(RvPrivileged.SRET);
				default -> program.emit(RvPrivileged.WFI);
			}
			program.emit(RvI.ADDI, 19, 19, 1);
			leave(resume);
			program.csrw(MachineCsrs.MIE, 0);
			program.csrw(SupervisorCsrs.STVAL, 0);
			program.li(10, 0x200_0000L);
			program.emit(RvI.SW, 0, 0, 10);
			for (int r = 11; r < 29; r++) {
				program.result(r, "snippet " + i + " x" + r);
			}
			dump("snippet " + i);
		}
		reset();
		return program.finish();
	}
}

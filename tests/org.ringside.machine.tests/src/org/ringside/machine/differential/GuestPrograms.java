/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.util.List;
import java.util.Random;
import java.util.Set;

import org.ringside.isa.Counters;
import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvH;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zicsr;

/**
 * Programs on the CSRs of the hypervisor extension in all modes, and on traps and interrupts with delegation up to VS-mode.
 * What QEMU 7.2 does otherwise than the specification is left out, each time with the reason.
 */
final class GuestPrograms {

	/**
	 * @param mask    bits that may be written without leaving what both machines define
	 * @param visible bits that both machines show
	 */
	private record Register(int number, long mask, long visible) {
		Register(int number, long mask) {
			this(number, mask, -1);
		}
	}

	private static final long VS_STATUS = 0xc_0122;
	private static final long INTERRUPTS = 0xeee;
	/**
	 * Bit 12 is left out: QEMU 7.2 has guest external interrupts in mideleg and mie although GEILEN is 0 (mideleg). VSEIP and
	 * VSTIP are read-only in mip as in hip, where QEMU lets them be written. UXL of vsstatus and sstatus is 0 there at
	 * reset, its traps into VS-mode clear hstatus.GVA (chapter "H", trap entry), and vsip, which is sip to VS-mode, shows only SSIP (chapter "H", vsip and vsie).
	 */
	private static final Register[] REGISTERS = {new Register(MachineCsrs.MSTATUS, 0x80_007e_19a2L & ~(1L << 17), ~(1L << 38)),
			new Register(MachineCsrs.MEDELEG, 0xf0_b3f8), new Register(MachineCsrs.MIDELEG, 0x222, INTERRUPTS),
			new Register(MachineCsrs.MIP, 0x226, INTERRUPTS), new Register(MachineCsrs.MCOUNTEREN, 7), new Register(MachineCsrs.MTVAL2, -1),
			new Register(MachineCsrs.MTINST, -1), new Register(SupervisorCsrs.SSTATUS, VS_STATUS, VS_STATUS),
			new Register(SupervisorCsrs.SIE, 0, INTERRUPTS), new Register(SupervisorCsrs.SIP, 0x222, 2), new Register(SupervisorCsrs.SCOUNTEREN, 7),
			new Register(SupervisorCsrs.STVEC, ~2L), new Register(SupervisorCsrs.SSCRATCH, -1), new Register(SupervisorCsrs.SEPC, ~1L),
			new Register(SupervisorCsrs.SCAUSE, -1), new Register(SupervisorCsrs.STVAL, -1), new Register(SupervisorCsrs.SENVCFG, 1),
			new Register(SupervisorCsrs.SATP, 0), new Register(HypervisorCsrs.HSTATUS, 0x70_03c0, ~0x40L),
			new Register(HypervisorCsrs.HEDELEG, 0xb1ff), new Register(HypervisorCsrs.HIDELEG, 0x444),
			new Register(HypervisorCsrs.HIE, 0, INTERRUPTS), new Register(HypervisorCsrs.HTIMEDELTA, -1),
			new Register(HypervisorCsrs.HCOUNTEREN, 7), new Register(HypervisorCsrs.HGEIE, -1), new Register(HypervisorCsrs.HENVCFG, 1),
			new Register(HypervisorCsrs.HTVAL, -1), new Register(HypervisorCsrs.HIP, 0x444), new Register(HypervisorCsrs.HVIP, 0x444),
			new Register(HypervisorCsrs.HGATP, 0),
			new Register(HypervisorCsrs.VSSTATUS, VS_STATUS, VS_STATUS), new Register(HypervisorCsrs.VSIE, 0),
			new Register(HypervisorCsrs.VSTVEC, ~2L), new Register(HypervisorCsrs.VSSCRATCH, -1), new Register(HypervisorCsrs.VSEPC, ~1L),
			new Register(HypervisorCsrs.VSCAUSE, -1), new Register(HypervisorCsrs.VSTVAL, -1), new Register(HypervisorCsrs.VSIP, 0x222, 2),
			new Register(HypervisorCsrs.VSATP, 0)};
	private static final List<RvH> LOADS = List.of(RvH.HLV_B, RvH.HLV_BU, RvH.HLV_H, RvH.HLV_HU, RvH.HLV_W, RvH.HLV_WU, RvH.HLV_D);
	private static final List<RvH> STORES = List.of(RvH.HSV_B, RvH.HSV_H, RvH.HSV_W, RvH.HSV_D);
	/** TSR and TVM concern HS-mode only, but QEMU 7.2 heeds them in VS-mode too. */
	private static final long ONLY_HS = 0x50_0000;

	private final Random random;
	private final Program program = new Program(true);

	GuestPrograms(long seed, Set<Instruction> counted) {
		random = new Random(seed);
		program.count(counted);
	}

	/** Lets every mode reach everything. */
	static void openProtection(Program program) {
		program.emit(RvI.ADDI, 10, 0, -1);
		program.emit(RvI.SRLI, 10, 10, 10);
		program.csrw(PmpCsrs.PMPADDR0, 10);
		program.li(10, 0x1f);
		program.csrw(PmpCsrs.PMPCFG0, 10);
	}

	/** Goes to a mode at the next instruction; x30 is used. */
	static void enter(Program program, PrivilegeMode mode, long status) {
		long rest = status & ~(0x1800L | 1L << 39);
		if (mode == PrivilegeMode.M) {
			program.li(30, rest);
			program.csrw(MachineCsrs.MSTATUS, 30);
			return;
		}
		program.li(30, (mode.isVirtual() ? rest & ~ONLY_HS | 1L << 39 : rest) | (long) mode.encoding() << 11);
		program.csrw(MachineCsrs.MSTATUS, 30);
		program.emit(RvI.AUIPC, 30, 0);
		program.emit(RvI.ADDI, 30, 30, 16);
		program.csrw(MachineCsrs.MEPC, 30);
		program.emit(RvPrivileged.MRET);
	}

	private PrivilegeMode mode() {
		return PrivilegeMode.values()[random.nextInt(5)];
	}

	private void leave(int resume) {
		program.emit(RvI.ECALL);
		program.patchResume(resume);
	}

	private void reset() {
		for (int csr : new int[] {MachineCsrs.MIE, MachineCsrs.MEDELEG, MachineCsrs.MIDELEG, MachineCsrs.MIP, SupervisorCsrs.SATP,
				HypervisorCsrs.HSTATUS, HypervisorCsrs.HEDELEG, HypervisorCsrs.HIDELEG, HypervisorCsrs.HVIP, HypervisorCsrs.VSSTATUS}) {
			program.csrw(csr, 0);
		}
		program.csrw(MachineCsrs.MSTATUS, 0);
	}

	private void show(Register register, int value, String label) {
		if (register.visible != -1) {
			program.li(10, register.visible);
			program.emit(RvI.AND, value, value, 10);
		}
		program.result(value, label + " csr 0x" + Integer.toHexString(register.number));
	}

	private void dump(String label) {
		for (Register register : REGISTERS) {
			program.csrr(11, register.number);
			show(register, 11, label);
		}
	}

	private void setRandom(int csr, long mask) {
		program.li(10, random.nextLong() & mask);
		program.csrw(csr, 10);
	}

	/** Reads, writes, sets and clears of random CSRs in random modes, and hypervisor instructions there. */
	Program.Image csrs(int snippets, int length) {
		openProtection(program);
		for (int r = 11; r < 29; r++) {
			program.li(r, 0);
		}
		program.csrw(HypervisorCsrs.HGATP, 0);
		program.csrw(HypervisorCsrs.VSATP, 0);
		for (int i = 0; i < snippets; i++) {
			reset();
			int resume = program.setResume();
			// Nor VTVM for satp (the same chapter, hstatus).
			setRandom(HypervisorCsrs.HSTATUS, 0x60_03c0);
			// Without TVM, which QEMU 7.2 does not heed for hgatp (chapter "H", hgatp).
			enter(program, mode(), random.nextLong() & 0x6c_01a0L);
			for (int k = 0; k < length; k++) {
				if (random.nextInt(6) == 0) {
					instruction();
				} else {
					access();
				}
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

	private int target() {
		return random.nextInt(4) == 0 ? 0 : 12 + random.nextInt(16);
	}

	/** Hypervisor instructions without translation. */
	private void instruction() {
		switch (random.nextInt(5)) {
			case 0 -> program.emit(random.nextBoolean() ? RvH.HFENCE_VVMA : RvH.HFENCE_GVMA, random.nextInt(2) * 11, random.nextInt(2) * 11);
			case 1 -> {
				program.li(10, Program.BUFFER + random.nextInt(Program.BUFFER_SIZE / 16) * 8L);
				program.emit(LOADS.get(random.nextInt(LOADS.size())), target(), 10);
			}
			case 2 -> {
				program.li(10, Program.BUFFER + random.nextInt(Program.BUFFER_SIZE / 16) * 8L);
				program.emit(STORES.get(random.nextInt(STORES.size())), 12 + random.nextInt(16), 10);
			}
			case 3 -> program.emit(RvPrivileged.SFENCE_VMA, 0, random.nextInt(2) * 11);
			default -> program.word(0xffff_ffff, 4);
		}
	}

	private void access() {
		int rd = target();
		if (random.nextInt(16) == 0) {
			// numbers that may not exist, and writes to read-only ones
			int[] odd = {0x6c0, 0x2ff, 0x24d, 0xe12, Counters.MCYCLE, 0x5c0, HypervisorCsrs.HGEIP};
			int number = odd[random.nextInt(odd.length)];
			// QEMU 7.2 takes csrrs with a register that holds 0 for no write, and a forbidden write by a guest for a virtual instruction.
			boolean write = random.nextBoolean() && number != Counters.MCYCLE && number >>> 10 != 3;
			if (number == Counters.MCYCLE) {
				rd = 0;
			}
			program.emit(write ? Zicsr.CSRRW : Zicsr.CSRRS, rd, number, 0);
			return;
		}
		if (random.nextInt(16) == 0) {
			program.emit(Zicsr.CSRRS, 0, Counters.CYCLE + random.nextInt(3), 0);
			return;
		}
		Register register = REGISTERS[random.nextInt(REGISTERS.length)];
		long value = random.nextLong() >> random.nextInt(64) & register.mask;
		boolean status = register.number == MachineCsrs.MSTATUS;
		if (status && (value & 0x1800) == 0x1000) {
			value &= ~0x1800L;
		}
		// A write of all of mip would clear VSEIP and VSTIP on QEMU.
		switch (register.number == MachineCsrs.MIP ? 1 + random.nextInt(2) : random.nextInt(4)) {
			case 0 -> {
				program.li(11, value);
				program.emit(Zicsr.CSRRW, rd, register.number, 11);
			}
			case 1 -> {
				program.li(11, status ? value & ~0x1800L : value);
				program.emit(Zicsr.CSRRS, rd, register.number, 11);
			}
			case 2 -> {
				program.li(11, status ? value & ~0x1800L : value);
				program.emit(Zicsr.CSRRC, rd, register.number, 11);
			}
			default -> program.emit(new Zicsr[] {Zicsr.CSRRWI, Zicsr.CSRRSI, Zicsr.CSRRCI}[random.nextInt(3)], rd, register.number,
					random.nextInt(32) & register.mask);
		}
		if (register.visible != -1 && rd != 0) {
			program.li(10, register.visible);
			program.emit(RvI.AND, rd, rd, 10);
		}
	}

	/** A handler for S-mode or VS-mode, which reads what it is told through the CSRs of S-mode and calls M-mode. */
	private long handler(boolean hypervisor) {
		program.align4();
		while ((program.here() & 63) != 0) {
			program.emit(RvI.ADDI, 0, 0, 0);
		}
		long address = program.address();
		for (int i = 0; i < 14; i++) {
			program.emit(RvI.ADDI, 28, 28, 1); // vectored entries: how many are passed tells which was entered
		}
		program.csrr(11, SupervisorCsrs.SCAUSE);
		program.csrr(12, SupervisorCsrs.SEPC);
		program.csrr(13, SupervisorCsrs.STVAL);
		for (int cause : new int[] {2, 3, 22}) { // what comes with ebreak is left open; for the others see Comparison
			program.emit(RvI.ADDI, 14, 0, cause);
			program.emit(RvI.BNE, 11, 14, 8);
			program.emit(RvI.ADDI, 13, 0, 0);
		}
		program.csrr(14, SupervisorCsrs.SSTATUS);
		program.li(16, VS_STATUS);
		program.emit(RvI.AND, 14, 14, 16);
		program.csrr(15, SupervisorCsrs.SIP);
		program.emit(RvI.ANDI, 15, 15, 2);
		if (hypervisor) {
			program.csrr(16, SupervisorCsrs.SIE);
		} else { // QEMU 7.2 hides from VS-mode what mideleg does not have
			program.emit(RvI.ADDI, 15, 0, 0);
			program.emit(RvI.ADDI, 16, 0, 0);
		}
		if (hypervisor) {
			program.csrr(20, HypervisorCsrs.HSTATUS);
			program.csrr(21, HypervisorCsrs.HTVAL);
			program.csrr(22, HypervisorCsrs.HTINST);
			for (int cause : new int[] {5, 7}) { // where 0 may be told as well
				program.emit(RvI.ADDI, 14, 0, cause);
				program.emit(RvI.BNE, 11, 14, 8);
				program.emit(RvI.ADDI, 22, 0, 0);
			}
			program.emit(RvI.ADDI, 14, 0, 0);
		}
		program.emit(RvI.ECALL);
		return address;
	}

	/** Pending and enabled interrupts of random kinds, delegated once, twice or not, met on the way into random modes; and exceptions. */
	Program.Image traps(int snippets) {
		openProtection(program);
		program.csrw(HypervisorCsrs.HGATP, 0);
		program.csrw(HypervisorCsrs.VSATP, 0);
		int over = program.jump(RvI.JAL, 0, 0);
		long supervisor = handler(true);
		long guest = handler(false);
		program.patch(over);
		for (int i = 0; i < snippets; i++) {
			snippet(i, supervisor, guest);
		}
		reset();
		return program.finish();
	}

	private void snippet(int i, long supervisor, long guest) {
		reset();
		for (int r = 11; r < 29; r++) {
			program.li(r, 0);
		}
		int resume = program.setResume();
		for (int csr : new int[] {SupervisorCsrs.SEPC, HypervisorCsrs.VSEPC, HypervisorCsrs.HTVAL}) {
			program.csrw(csr, 0);
		}
		program.li(10, supervisor | random.nextInt(2));
		program.csrw(SupervisorCsrs.STVEC, 10);
		program.li(10, guest | random.nextInt(2));
		program.csrw(HypervisorCsrs.VSTVEC, 10);
		// Environment calls end a snippet, so that they are not delegated.
		setRandom(MachineCsrs.MEDELEG, 0xf0_b0ff);
		// Exceptions 2 and 6 are told to VS-mode as 1 and 5 by QEMU 7.2, as if they were interrupts (chapter "H", hideleg).
		setRandom(HypervisorCsrs.HEDELEG, 0xb0bb);
		setRandom(MachineCsrs.MIDELEG, 0x222);
		setRandom(HypervisorCsrs.HIDELEG, 0x444);
		setRandom(HypervisorCsrs.HSTATUS, 0x70_03c0);
		setRandom(HypervisorCsrs.VSSTATUS, VS_STATUS);
		PrivilegeMode mode = mode();
		boolean interrupts = random.nextInt(3) != 0;
		if (interrupts) {
			setRandom(MachineCsrs.MIP, 0x226);
			setRandom(HypervisorCsrs.HVIP, 0x444);
		}
		// One kind at a time: QEMU 7.2 prefers the lowest number, the specification has an order of its own.
		int[] kinds = {1, 5, 9, 2, 6, 10};
		program.li(10, interrupts ? 1L << kinds[random.nextInt(6)] : 0);
		program.csrw(MachineCsrs.MIE, 10);
		long status = random.nextLong() & 0x7c_01aaL & ~(random.nextBoolean() ? 8L : 0);
		// With TW, wfi is an illegal instruction in VU-mode too, which QEMU 7.2 takes for a virtual one (wfi in VU-mode).
		enter(program, mode, mode == PrivilegeMode.VU ? status & ~0x20_0000L : status);
		program.emit(RvI.ADDI, 17, 17, 1);
		exception(mode);
		program.emit(RvI.ADDI, 19, 19, 1);
		leave(resume);
		program.csrw(MachineCsrs.MIE, 0);
		program.csrw(SupervisorCsrs.STVAL, 0);
		program.csrw(HypervisorCsrs.VSTVAL, 0);
		for (int r = 11; r < 29; r++) {
			program.result(r, "snippet " + i + " x" + r);
		}
		dump("snippet " + i);
	}

	private void exception(PrivilegeMode mode) {
		switch (random.nextInt(12)) {
			case 0 -> program.word(0xffff_fffb, 4);
			case 1 -> program.word(0, 4);
			case 2 -> program.emit(RvI.LD, 18, 0, 0);
			case 3 -> program.emit(RvI.SD, 18, 0, 0);
			case 4 -> {
				// QEMU 7.2 takes sret in VU-mode for an illegal instruction, see Comparison.
				if (mode != PrivilegeMode.VU) {
					program.emit(RvPrivileged.SRET);
				}
			}
			case 5 -> {
				if (mode.isUser()) { // elsewhere wfi might wait for ever
					program.emit(RvPrivileged.WFI);
				}
			}
			case 6 -> program.emit(mode == PrivilegeMode.M ? RvI.EBREAK : RvPrivileged.MRET);
			case 7 -> {
				if (mode != PrivilegeMode.VU) { // where QEMU 7.2 takes it for an illegal instruction, as sret
					program.emit(random.nextBoolean() ? RvH.HFENCE_VVMA : RvH.HFENCE_GVMA, 0, 0);
				}
			}
			case 8 -> program.emit(RvH.HLV_D, 18, 0);
			case 9 -> program.emit(RvH.HSV_W, 18, 0);
			case 10 -> program.emit(Zicsr.CSRRS, 18, List.of(HypervisorCsrs.HTVAL, HypervisorCsrs.VSSCRATCH, SupervisorCsrs.SSCRATCH)
					.get(mode == PrivilegeMode.VU ? random.nextInt(2) : random.nextInt(3)), 0);
			default -> {
				if (mode != PrivilegeMode.VU) {
					program.emit(RvPrivileged.SFENCE_VMA, 0, 0);
				}
			}
		}
	}
}

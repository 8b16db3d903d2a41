/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.util.Random;
import java.util.Set;

import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvI;
import org.ringside.isa.Sstc;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zicsr;

/**
 * Programs on the timers of S-mode and VS-mode: who may reach stimecmp and vstimecmp, which of them an access in VS-mode means,
 * and whose interrupt comes. Times are such that they are over, or will never come.
 */
final class GuestTimerPrograms {

	private static final long STCE = 1L << 63;
	private static final long TM = 2;
	private static final int TIMERS = 1 << 5 | 1 << 6;

	private final Random random;
	private final Program program = new Program(true);

	GuestTimerPrograms(long seed, Set<Instruction> counted) {
		random = new Random(seed);
		program.count(counted);
	}

	/** In a day at least, which QEMU 7.2 takes as it is: it reckons the time until then in nanoseconds of 64 bits. */
	private long never() {
		return 1L << 40 | random.nextInt();
	}

	private long when() {
		return random.nextBoolean() ? random.nextInt(4) : never();
	}

	private void set(int csr, long value) {
		program.li(10, value);
		program.csrw(csr, 10);
	}

	private long maybe(long bits) {
		return random.nextInt(3) == 0 ? 0 : bits;
	}

	Program.Image build(int snippets) {
		GuestPrograms.openProtection(program);
		int over = program.jump(RvI.JAL, 0, 0);
		program.align4();
		long handler = program.address();
		program.csrr(11, SupervisorCsrs.SCAUSE);
		program.csrr(12, SupervisorCsrs.SEPC);
		program.emit(RvI.ECALL);
		program.patch(over);
		for (int i = 0; i < snippets; i++) {
			snippet(handler, "snippet " + i);
		}
		program.csrw(MachineCsrs.MIE, 0);
		return program.finish();
	}

	private void snippet(long handler, String label) {
		for (int r = 11; r < 20; r++) {
			program.li(r, 0);
		}
		int resume = program.setResume();
		set(SupervisorCsrs.STVEC, handler);
		set(HypervisorCsrs.VSTVEC, handler);
		set(MachineCsrs.MIDELEG, 1 << 5);
		set(HypervisorCsrs.HIDELEG, maybe(1 << 6));
		set(HypervisorCsrs.VSSTATUS, random.nextInt(2) << 1);
		set(MachineCsrs.MENVCFG, STCE);
		set(HypervisorCsrs.HENVCFG, STCE);
		set(MachineCsrs.MCOUNTEREN, TM);
		set(Sstc.STIMECMP, when());
		// Without STCE, QEMU 7.2 leaves vstimecmp's interrupt pending (chapter "Sstc", hip.VSTIP as hvip has it).
		long enabled = maybe(STCE);
		set(Sstc.VSTIMECMP, enabled == 0 ? never() : when());
		set(HypervisorCsrs.HCOUNTEREN, maybe(TM));
		set(MachineCsrs.MCOUNTEREN, maybe(TM));
		set(HypervisorCsrs.HENVCFG, enabled);
		set(MachineCsrs.MIE, maybe(TIMERS));
		PrivilegeMode mode = PrivilegeMode.values()[random.nextInt(5)];
		GuestPrograms.enter(program, mode, random.nextInt(2) << 1);
		for (int k = 0; k < 5; k++) {
			int csr = random.nextInt(3) == 0 ? Sstc.VSTIMECMP : Sstc.STIMECMP;
			if (random.nextBoolean()) {
				program.emit(Zicsr.CSRRS, 13 + k, csr, 0);
			} else {
				program.li(10, enabled == 0 ? never() : when());
				program.emit(Zicsr.CSRRW, 13 + k, csr, 10);
			}
			program.emit(RvI.ADDI, 18, 18, 1);
		}
		program.emit(RvI.ECALL);
		program.patchResume(resume);
		program.csrw(MachineCsrs.MIE, 0);
		program.csrr(19, MachineCsrs.MIP);
		program.emit(RvI.ANDI, 19, 19, TIMERS);
		set(MachineCsrs.MCOUNTEREN, TM);
		for (int r = 11; r < 20; r++) {
			program.result(r, label + " x" + r);
		}
		// Not vsip, in which QEMU 7.2 shows SSIP only (see GuestPrograms).
		for (int csr : new int[] {Sstc.STIMECMP, Sstc.VSTIMECMP, HypervisorCsrs.HIP}) {
			program.csrr(11, csr);
			program.result(11, label + " csr 0x" + Integer.toHexString(csr));
		}
	}
}

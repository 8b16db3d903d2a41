/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.ringside.isa.CsrTable.EXTENSION_STATE;
import static org.ringside.isa.CsrTable.bit;
import static org.ringside.isa.CsrTable.csr;
import static org.ringside.isa.CsrTable.field;

import java.util.List;

/** The CSRs of S-mode (Privileged, chapter "Supervisor-Level ISA"). */
public final class SupervisorCsrs {

	public static final int SSTATUS = 0x100;
	public static final int SIE = 0x104;
	public static final int STVEC = 0x105;
	public static final int SCOUNTEREN = 0x106;
	public static final int SENVCFG = 0x10a;
	public static final int SSCRATCH = 0x140;
	public static final int SEPC = 0x141;
	public static final int SCAUSE = 0x142;
	public static final int STVAL = 0x143;
	public static final int SIP = 0x144;
	public static final int SATP = 0x180;

	private static final String SOURCE = "Privileged, Supervisor-Level ISA";
	private static final InterruptCause[] INTERRUPTS = {InterruptCause.SUPERVISOR_SOFTWARE, InterruptCause.SUPERVISOR_TIMER,
			InterruptCause.SUPERVISOR_EXTERNAL, InterruptCause.COUNTER_OVERFLOW};

	static final List<Csr> ALL = List.of(
			csr("sstatus", SSTATUS, "S", SOURCE, "The part of mstatus that S-mode sees.", status()),
			csr("sie", SIE, "S", SOURCE, "Which supervisor interrupts are enabled.", CsrTable.interrupts('E', INTERRUPTS)),
			csr("stvec", STVEC, "S", SOURCE, "Where traps into S-mode go.", CsrTable.trapVector()),
			csr("scounteren", SCOUNTEREN, "S", SOURCE, "Which counters U-mode may read.", CsrTable.counterEnables("U-mode")),
			csr("senvcfg", SENVCFG, "S", SOURCE, "Settings of the environment of U-mode.", environment("U-mode")),
			csr("sscratch", SSCRATCH, "S", SOURCE, "A register that S-mode keeps for its trap handler."),
			csr("sepc", SEPC, "S", SOURCE, "The address at which a trap into S-mode was taken; sret goes there."),
			csr("scause", SCAUSE, "S", SOURCE, "Why a trap into S-mode was taken.", CsrTable.cause()),
			csr("stval", STVAL, "S", SOURCE, "The faulting address or instruction of a trap into S-mode."),
			csr("sip", SIP, "S", SOURCE, "Which supervisor interrupts are pending.", CsrTable.interrupts('P', INTERRUPTS)),
			csr("satp", SATP, "S", SOURCE, "Root page table, address space and format of address translation.", CsrTable.translation()));

	private SupervisorCsrs() {
	}

	/** The fields of sstatus and vsstatus. */
	static CsrField[] status() {
		return new CsrField[] {bit("SD", 63, "FS, VS or XS is dirty"),
				field("UXL", 33, 32, "register width of U-mode", "1=32,2=64"),
				bit("SDT", 24, "a further trap into S-mode would be a double trap"),
				bit("MXR", 19, "loads may read pages that are only executable"),
				bit("SUM", 18, "S-mode may access pages of U-mode"),
				field("XS", 16, 15, "state of further extensions", EXTENSION_STATE),
				field("FS", 14, 13, "state of the floating-point registers", EXTENSION_STATE),
				field("VS", 10, 9, "state of the vector registers", EXTENSION_STATE),
				field("SPP", 8, 8, "mode before the trap", "U,S"), bit("UBE", 6, "U-mode is big-endian"),
				bit("SPIE", 5, "SIE before the trap"), bit("SIE", 1, "interrupts are enabled in S-mode")};
	}

	/** The fields of senvcfg; the other environment registers have these and more. */
	static CsrField[] environment(String mode) {
		return new CsrField[] {field("PMM", 33, 32, "pointer masking of " + mode, "0=off,2=7 bits,16 bits"),
				bit("CBZE", 7, mode + " may execute cbo.zero"), bit("CBCFE", 6, mode + " may execute cbo.clean and cbo.flush"),
				field("CBIE", 5, 4, "cbo.inval in " + mode, "illegal,flush,2=reserved,invalidate"),
				bit("SSE", 3, "shadow stack is active in " + mode), bit("LPE", 2, "landing pads are active in " + mode),
				bit("FIOM", 0, "fences on I/O also order memory in " + mode)};
	}
}

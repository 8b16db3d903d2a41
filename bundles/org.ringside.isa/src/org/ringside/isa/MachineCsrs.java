/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.ringside.isa.CsrTable.EXTENSION_STATE;
import static org.ringside.isa.CsrTable.bit;
import static org.ringside.isa.CsrTable.csr;
import static org.ringside.isa.CsrTable.field;

import java.util.ArrayList;
import java.util.List;

/** The CSRs of M-mode (Privileged, chapter "Machine-Level ISA") apart from counters and memory protection. */
public final class MachineCsrs {

	public static final int MSTATUS = 0x300;
	public static final int MISA = 0x301;
	public static final int MEDELEG = 0x302;
	public static final int MIDELEG = 0x303;
	public static final int MIE = 0x304;
	public static final int MTVEC = 0x305;
	public static final int MCOUNTEREN = 0x306;
	public static final int MENVCFG = 0x30a;
	public static final int MSCRATCH = 0x340;
	public static final int MEPC = 0x341;
	public static final int MCAUSE = 0x342;
	public static final int MTVAL = 0x343;
	public static final int MIP = 0x344;
	public static final int MTINST = 0x34a;
	public static final int MTVAL2 = 0x34b;
	public static final int MSECCFG = 0x747;
	public static final int MVENDORID = 0xf11;
	public static final int MARCHID = 0xf12;
	public static final int MIMPID = 0xf13;
	public static final int MHARTID = 0xf14;
	public static final int MCONFIGPTR = 0xf15;

	private static final String SOURCE = "Privileged, Machine-Level ISA";

	static final List<Csr> ALL = List.of(
			csr("mstatus", MSTATUS, "I", SOURCE, "The state of the hart: interrupt enables, modes before traps, memory privilege.",
					bit("SD", 63, "FS, VS or XS is dirty"), bit("MDT", 42, "a further trap into M-mode would be a double trap"),
					bit("MPELP", 41, "landing pad expected before the trap into M-mode"),
					bit("MPV", 39, "virtualization was on before the trap into M-mode"),
					bit("GVA", 38, "mtval holds a guest-virtual address"), bit("MBE", 37, "M-mode is big-endian"),
					bit("SBE", 36, "S-mode is big-endian"), field("SXL", 35, 34, "register width of S-mode", "1=32,2=64"),
					field("UXL", 33, 32, "register width of U-mode", "1=32,2=64"),
					bit("SDT", 24, "a further trap into S-mode would be a double trap"), bit("TSR", 22, "sret in S-mode traps"),
					bit("TW", 21, "wfi below M-mode traps"), bit("TVM", 20, "sfence.vma and satp in S-mode trap"),
					bit("MXR", 19, "loads may read pages that are only executable"), bit("SUM", 18, "S-mode may access pages of U-mode"),
					bit("MPRV", 17, "loads and stores are made with the privilege of MPP"),
					field("XS", 16, 15, "state of further extensions", EXTENSION_STATE),
					field("FS", 14, 13, "state of the floating-point registers", EXTENSION_STATE),
					field("MPP", 12, 11, "mode before the trap into M-mode", "U,S,2=reserved,M"),
					field("VS", 10, 9, "state of the vector registers", EXTENSION_STATE),
					field("SPP", 8, 8, "mode before the trap into S-mode", "U,S"), bit("MPIE", 7, "MIE before the trap into M-mode"),
					bit("UBE", 6, "U-mode is big-endian"), bit("SPIE", 5, "SIE before the trap into S-mode"),
					bit("MIE", 3, "interrupts are enabled in M-mode"), bit("SIE", 1, "interrupts are enabled in S-mode")),
			csr("misa", MISA, "I", SOURCE, "Register width and extensions of the hart.", misa()),
			csr("medeleg", MEDELEG, "S", SOURCE, "Which exceptions go to S-mode, one bit for each code.", CsrTable.exceptions()),
			csr("mideleg", MIDELEG, "S", SOURCE, "Which interrupts go to S-mode.", CsrTable.interrupts('D', InterruptCause.values())),
			csr("mie", MIE, "I", SOURCE, "Which interrupts are enabled.", CsrTable.interrupts('E', InterruptCause.values())),
			csr("mtvec", MTVEC, "I", SOURCE, "Where traps into M-mode go.", CsrTable.trapVector()),
			csr("mcounteren", MCOUNTEREN, "U", SOURCE, "Which counters modes below M may read.", CsrTable.counterEnables("S-mode")),
			csr("menvcfg", MENVCFG, "U", SOURCE, "Settings of the environment of the modes below M.", environment("S-mode")),
			csr("mscratch", MSCRATCH, "I", SOURCE, "A register that M-mode keeps for its trap handler."),
			csr("mepc", MEPC, "I", SOURCE, "The address at which a trap into M-mode was taken; mret goes there."),
			csr("mcause", MCAUSE, "I", SOURCE, "Why a trap into M-mode was taken.", CsrTable.cause()),
			csr("mtval", MTVAL, "I", SOURCE, "The faulting address or instruction of a trap into M-mode."),
			csr("mip", MIP, "I", SOURCE, "Which interrupts are pending.", CsrTable.interrupts('P', InterruptCause.values())),
			csr("mtinst", MTINST, "H", SOURCE, "The trapping instruction in transformed form, or 0."),
			csr("mtval2", MTVAL2, "H|SMDBLTRP|SSDBLTRP", SOURCE,
					"The guest-physical address of a guest-page fault, divided by 4, or the cause of a double trap."),
			csr("mseccfg", MSECCFG, "SMEPMP|ZKR", SOURCE, "Settings of security features.",
					field("PMM", 33, 32, "pointer masking of M-mode", "0=off,2=7 bits,16 bits"),
					bit("MLPE", 10, "landing pads are active in M-mode"), bit("SSEED", 9, "S-mode may read seed"),
					bit("USEED", 8, "U-mode may read seed"), bit("RLB", 2, "locked PMP entries may be changed"),
					bit("MMWP", 1, "M-mode may access only what PMP entries allow"), bit("MML", 0, "M-mode lockdown")),
			csr("mvendorid", MVENDORID, "I", SOURCE, "JEDEC manufacturer number of the hart.",
					field("Bank", 31, 7, "number of continuation codes"), field("Offset", 6, 0, "last byte")),
			csr("marchid", MARCHID, "I", SOURCE, "Number of the microarchitecture."),
			csr("mimpid", MIMPID, "I", SOURCE, "Version of the implementation."),
			csr("mhartid", MHARTID, "I", SOURCE, "Number of this hart."),
			csr("mconfigptr", MCONFIGPTR, "I", SOURCE, "Address of a configuration structure, or 0."));

	private MachineCsrs() {
	}

	private static CsrField[] misa() {
		List<CsrField> fields = new ArrayList<>(List.of(field("MXL", 63, 62, "register width of M-mode", "1=32,64,128")));
		for (char letter = 'Z'; letter >= 'A'; letter--) {
			fields.add(bit(String.valueOf(letter), letter - 'A', letter == 'S' ? "supervisor mode" : letter == 'U' ? "user mode"
					: letter == 'X' ? "extensions that are not standard" : "extension " + letter));
		}
		return fields.toArray(CsrField[]::new);
	}

	/** The fields of menvcfg and henvcfg. */
	static CsrField[] environment(String mode) {
		List<CsrField> fields = new ArrayList<>(List.of(bit("STCE", 63, mode + " has stimecmp"), bit("PBMTE", 62, mode + " has page-based memory types"),
				bit("ADUE", 61, "hardware updates A and D bits for " + mode), bit("CDE", 60, "counters are delegated to " + mode),
				bit("DTE", 59, mode + " has double-trap detection")));
		fields.addAll(List.of(SupervisorCsrs.environment(mode)));
		return fields.toArray(CsrField[]::new);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.ringside.isa.CsrTable.bit;
import static org.ringside.isa.CsrTable.csr;
import static org.ringside.isa.CsrTable.field;

import java.util.List;

/** The CSRs of the H extension: the hypervisor's and the guest supervisor's (Privileged, chapter "H"). */
public final class HypervisorCsrs {

	public static final int VSSTATUS = 0x200;
	public static final int VSIE = 0x204;
	public static final int VSTVEC = 0x205;
	public static final int VSSCRATCH = 0x240;
	public static final int VSEPC = 0x241;
	public static final int VSCAUSE = 0x242;
	public static final int VSTVAL = 0x243;
	public static final int VSIP = 0x244;
	public static final int VSATP = 0x280;
	public static final int HSTATUS = 0x600;
	public static final int HEDELEG = 0x602;
	public static final int HIDELEG = 0x603;
	public static final int HIE = 0x604;
	public static final int HTIMEDELTA = 0x605;
	public static final int HCOUNTEREN = 0x606;
	public static final int HGEIE = 0x607;
	public static final int HENVCFG = 0x60a;
	public static final int HTVAL = 0x643;
	public static final int HIP = 0x644;
	public static final int HVIP = 0x645;
	public static final int HTINST = 0x64a;
	public static final int HGATP = 0x680;
	public static final int HGEIP = 0xe12;

	private static final String SOURCE = "Privileged, Hypervisor Extension";
	private static final InterruptCause[] SUPERVISOR = {InterruptCause.SUPERVISOR_SOFTWARE, InterruptCause.SUPERVISOR_TIMER,
			InterruptCause.SUPERVISOR_EXTERNAL, InterruptCause.COUNTER_OVERFLOW};
	private static final InterruptCause[] VIRTUAL = {InterruptCause.VIRTUAL_SUPERVISOR_SOFTWARE,
			InterruptCause.VIRTUAL_SUPERVISOR_TIMER, InterruptCause.VIRTUAL_SUPERVISOR_EXTERNAL};
	private static final InterruptCause[] HYPERVISOR = {InterruptCause.VIRTUAL_SUPERVISOR_SOFTWARE,
			InterruptCause.VIRTUAL_SUPERVISOR_TIMER, InterruptCause.VIRTUAL_SUPERVISOR_EXTERNAL,
			InterruptCause.SUPERVISOR_GUEST_EXTERNAL};

	static final List<Csr> ALL = List.of(
			csr("vsstatus", VSSTATUS, "H", SOURCE, "What the guest sees as sstatus.", SupervisorCsrs.status()),
			csr("vsie", VSIE, "H", SOURCE, "What the guest sees as sie.", CsrTable.interrupts('E', SUPERVISOR)),
			csr("vstvec", VSTVEC, "H", SOURCE, "What the guest sees as stvec.", CsrTable.trapVector()),
			csr("vsscratch", VSSCRATCH, "H", SOURCE, "What the guest sees as sscratch."),
			csr("vsepc", VSEPC, "H", SOURCE, "What the guest sees as sepc."),
			csr("vscause", VSCAUSE, "H", SOURCE, "What the guest sees as scause.", CsrTable.cause()),
			csr("vstval", VSTVAL, "H", SOURCE, "What the guest sees as stval."),
			csr("vsip", VSIP, "H", SOURCE, "What the guest sees as sip.", CsrTable.interrupts('P', SUPERVISOR)),
			csr("vsatp", VSATP, "H", SOURCE, "What the guest sees as satp: the VS-stage of its address translation.", CsrTable.translation()),
			csr("hstatus", HSTATUS, "H", SOURCE, "State of the hypervisor: what the guest may do and whence the last trap came.",
					field("VSXL", 33, 32, "register width of VS-mode", "1=32,2=64"), bit("VTSR", 22, "sret in VS-mode traps"),
					bit("VTW", 21, "wfi in VS-mode traps"), bit("VTVM", 20, "sfence.vma and satp in VS-mode trap"),
					field("VGEIN", 17, 12, "guest external interrupt of the guest"), bit("HU", 9, "U-mode may use hlv, hlvx and hsv"),
					field("SPVP", 8, 8, "mode of the guest before the trap", "VU,VS"),
					bit("SPV", 7, "virtualization was on before the trap"), bit("GVA", 6, "stval holds a guest-virtual address"),
					bit("VSBE", 5, "VS-mode is big-endian")),
			csr("hedeleg", HEDELEG, "H", SOURCE, "Which exceptions go on to VS-mode, one bit for each code.", CsrTable.exceptions()),
			csr("hideleg", HIDELEG, "H", SOURCE, "Which interrupts go on to VS-mode.", CsrTable.interrupts('D', VIRTUAL)),
			csr("hie", HIE, "H", SOURCE, "Which hypervisor interrupts are enabled.", CsrTable.interrupts('E', HYPERVISOR)),
			csr("htimedelta", HTIMEDELTA, "H", SOURCE, "What is added to time for the guest."),
			csr("hcounteren", HCOUNTEREN, "H", SOURCE, "Which counters the guest may read.", CsrTable.counterEnables("the guest")),
			csr("hgeie", HGEIE, "H", SOURCE, "Which guest external interrupts are enabled."),
			csr("henvcfg", HENVCFG, "H", SOURCE, "Settings of the environment of VS-mode.", MachineCsrs.environment("VS-mode")),
			csr("htval", HTVAL, "H", SOURCE, "The guest-physical address of a guest-page fault, divided by 4."),
			csr("hip", HIP, "H", SOURCE, "Which hypervisor interrupts are pending.", CsrTable.interrupts('P', HYPERVISOR)),
			csr("hvip", HVIP, "H", SOURCE, "Which interrupts the hypervisor injects into the guest.", CsrTable.interrupts('P', VIRTUAL)),
			csr("htinst", HTINST, "H", SOURCE, "The trapping instruction in transformed form, or 0."),
			csr("hgatp", HGATP, "H", SOURCE, "Root table, VMID and format of the G-stage of address translation.",
					field("MODE", 63, 60, "page-table format", "0=Bare,8=Sv39x4,9=Sv48x4,10=Sv57x4"),
					field("VMID", 57, 44, "virtual-machine identifier"), field("PPN", 43, 0, "page number of the root table")),
			csr("hgeip", HGEIP, "H", SOURCE, "Which guest external interrupts are pending."));

	private HypervisorCsrs() {
	}
}

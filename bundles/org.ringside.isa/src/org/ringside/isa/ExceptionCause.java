/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.Optional;

/** The synchronous exceptions of {@code mcause} and {@code scause} (Privileged, tables of mcause and with H of scause). */
public enum ExceptionCause {
	INSTRUCTION_ADDRESS_MISALIGNED(0, "instruction address misaligned", "A jump or branch went to an address that is not a multiple of the instruction alignment."),
	INSTRUCTION_ACCESS_FAULT(1, "instruction access fault", "There is no executable memory at the machine address of an instruction, or physical memory protection forbids fetching it."),
	ILLEGAL_INSTRUCTION(2, "illegal instruction", "The word is no instruction of this hart, or the mode may not execute it."),
	BREAKPOINT(3, "breakpoint", "An ebreak instruction or a trigger was met."),
	LOAD_ADDRESS_MISALIGNED(4, "load address misaligned", "A load was not aligned to its size where it must be."),
	LOAD_ACCESS_FAULT(5, "load access fault", "There is no readable memory at the machine address, or physical memory protection forbids the load."),
	STORE_ADDRESS_MISALIGNED(6, "store/AMO address misaligned", "A store or atomic was not aligned to its size where it must be."),
	STORE_ACCESS_FAULT(7, "store/AMO access fault", "There is no writable memory at the machine address, or physical memory protection forbids the store."),
	ECALL_FROM_U(8, "environment call from U-mode or VU-mode", "A user program made a system call."),
	ECALL_FROM_S(9, "environment call from HS-mode", "A supervisor called the execution environment."),
	ECALL_FROM_VS(10, "environment call from VS-mode", "A guest supervisor called the hypervisor."),
	ECALL_FROM_M(11, "environment call from M-mode", "Machine-mode software executed ecall."),
	INSTRUCTION_PAGE_FAULT(12, "instruction page fault", "The page tables do not let this mode fetch an instruction from this virtual address."),
	LOAD_PAGE_FAULT(13, "load page fault", "The page tables do not let this mode read this virtual address."),
	STORE_PAGE_FAULT(15, "store/AMO page fault", "The page tables do not let this mode write this virtual address."),
	DOUBLE_TRAP(16, "double trap", "A trap was to be taken while the mode could not take one."),
	SOFTWARE_CHECK(18, "software check", "A control-flow integrity check failed."),
	HARDWARE_ERROR(19, "hardware error", "The hardware found corrupt data."),
	INSTRUCTION_GUEST_PAGE_FAULT(20, "instruction guest-page fault", "The G-stage tables do not map the guest-physical address of an instruction for execution."),
	LOAD_GUEST_PAGE_FAULT(21, "load guest-page fault", "The G-stage tables do not let the guest read this guest-physical address."),
	VIRTUAL_INSTRUCTION(22, "virtual instruction", "The instruction is legal in HS-mode but not in this virtual mode, so that the hypervisor may emulate it."),
	STORE_GUEST_PAGE_FAULT(23, "store/AMO guest-page fault", "The G-stage tables do not let the guest write this guest-physical address.");

	private final int number;
	private final String title;
	private final String help;

	ExceptionCause(int number, String title, String help) {
		this.number = number;
		this.title = title;
		this.help = help;
	}

	/** The exception code. */
	public int number() {
		return number;
	}

	/** The name in the specification. */
	public String title() {
		return title;
	}

	/** One sentence that says when it is raised. */
	public String help() {
		return help;
	}

	/** The exception with this code. */
	public static Optional<ExceptionCause> of(long number) {
		for (ExceptionCause cause : values()) {
			if (cause.number == number) {
				return Optional.of(cause);
			}
		}
		return Optional.empty();
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;


/** Why the machine's hart left the guest for the monitor. Every exit is counted under exactly one reason. */
public enum ExitReason {
	/** A CSR instruction, or a counter read. */
	CSR("CSR access"),
	/** {@code mret} or {@code sret}. */
	TRAP_RETURN("trap return"),
	/** {@code wfi}. */
	WAIT("wait for interrupt"),
	/** {@code sfence.vma}. */
	FENCE("sfence.vma"),
	/** Any other instruction that U-mode may not execute: mostly truly illegal ones. */
	ILLEGAL("illegal instruction"),
	/** {@code ecall}, from whatever mode of the guest. */
	ECALL("ecall"),
	/** {@code ebreak}. */
	EBREAK("ebreak"),
	/** The guest's own tables allow the access; the shadow table had no entry yet or too weak a one. */
	HIDDEN_FAULT("hidden page fault"),
	/** The guest's own tables forbid the access: the fault is the guest's to handle. */
	TRUE_FAULT("true page fault"),
	/** A load, store or fetch outside RAM. */
	MMIO("device access"),
	/** A store to a frame that holds one of the guest's page tables. */
	TABLE_WRITE("page-table write"),
	/** A load or store under MPRV, whose translation differs from the fetch's. */
	MPRV("MPRV access"),
	/** An access to a page that the guest's physical memory protection divides: only emulation can honour it. */
	PROTECTION("access to a page divided by PMP"),
	/** Misaligned or refused access that is the guest's to handle. */
	ACCESS_FAULT("access fault"),
	/** An interrupt of the guest was injected. */
	INTERRUPT("interrupt injection"),
	/** An SBI call that Ringside answered, under {@code bare}. */
	SBI("SBI call");

	private final String text;

	ExitReason(String text) {
		this.text = text;
	}

	/** The reason in words. */
	public String text() {
		return text;
	}
}

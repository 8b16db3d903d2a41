/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.MachineCsrs;
import org.ringside.isa.SupervisorCsrs;

/**
 * The CSRs that only hold a value: neither reading nor writing them does anything else. Translated code accesses them without
 * exact state where {@link #open} allows it; in guests the numbers of S-mode's stand for other registers. What
 * {@link CsrFile} has of them says the same.
 */
public final class PlainCsrs {

	private PlainCsrs() {
	}

	/**
	 * Whether the hart may access one of those of a privilege mode, by its encoding, under its own number, now; it does so then. With a
	 * monitor it is the register of the hart for which it stands.
	 */
	public static boolean open(Hart h, int mode) {
		boolean open = opened(h) >= mode;
		if (open) {
			accessed(h, 1);
		}
		return open;
	}

	/**
	 * The highest privilege mode, by its encoding, whose registers host code may access where {@link #memory} says, until an instruction
	 * is executed by other means; -1 if it may access none. With a monitor, how often it did so is told to {@link #accessed}.
	 */
	public static int opened(Hart h) {
		return h.plain == h.state.plain ? openedToItself(h) : h.traps.monitor.opened();
	}

	private static int openedToItself(Hart h) {
		return h.state.virtual ? -1 : h.state.mode;
	}

	/** For monitors: the same of the hart for which they stand, unless it has triggers of its own that the monitor had to ask. */
	public static int openedUnwatched(Hart h) {
		return h.triggers.idle() ? openedToItself(h) : -1;
	}

	/** Tells a hart's monitor, if it has one, how often it accessed registers, which would have trapped. */
	public static void accessed(Hart h, long count) {
		if (h.plain != h.state.plain) {
			h.traps.monitor.accessed(count);
		}
	}

	/** Host address of the registers that the hart may access. */
	public static long memory(Hart h) {
		return h.plain.address;
	}

	/** Where a register is from there. */
	public static int offset(int csr) {
		return switch (csr) {
			case MachineCsrs.MSCRATCH -> PlainRegisters.MSCRATCH;
			case MachineCsrs.MEPC -> PlainRegisters.MEPC;
			case MachineCsrs.MCAUSE -> PlainRegisters.MCAUSE;
			case MachineCsrs.MTVAL -> PlainRegisters.MTVAL;
			case SupervisorCsrs.SSCRATCH -> PlainRegisters.SSCRATCH;
			case SupervisorCsrs.SEPC -> PlainRegisters.SEPC;
			case SupervisorCsrs.SCAUSE -> PlainRegisters.SCAUSE;
			case SupervisorCsrs.STVAL -> PlainRegisters.STVAL;
			default -> throw new IllegalArgumentException("CSR 0x" + Integer.toHexString(csr) + " does more than hold a value");
		};
	}

	/** Whether a register holds the address of an instruction: bit 0 is not written, and what is read goes through {@link #addressMask}. */
	public static boolean holdsAddress(int csr) {
		return csr == MachineCsrs.MEPC || csr == SupervisorCsrs.SEPC;
	}

	/** The bits that are read of an instruction's address. */
	public static long addressMask(Hart h) {
		return h.pcMask();
	}

	/** Whether a number is one of theirs. */
	public static boolean has(int csr) {
		return switch (csr) {
			case MachineCsrs.MSCRATCH, MachineCsrs.MEPC, MachineCsrs.MCAUSE, MachineCsrs.MTVAL, SupervisorCsrs.SSCRATCH, SupervisorCsrs.SEPC,
					SupervisorCsrs.SCAUSE, SupervisorCsrs.STVAL -> true;
			default -> false;
		};
	}

	/** The value of one by its number. */
	public static long read(Hart h, int csr) {
		return switch (csr) {
			case MachineCsrs.MSCRATCH -> mscratch(h);
			case MachineCsrs.MEPC -> mepc(h);
			case MachineCsrs.MCAUSE -> mcause(h);
			case MachineCsrs.MTVAL -> mtval(h);
			case SupervisorCsrs.SSCRATCH -> sscratch(h);
			case SupervisorCsrs.SEPC -> sepc(h);
			case SupervisorCsrs.SCAUSE -> scause(h);
			default -> stval(h);
		};
	}

	/** Sets one by its number. */
	public static void write(Hart h, int csr, long value) {
		switch (csr) {
			case MachineCsrs.MSCRATCH -> mscratch(h, value);
			case MachineCsrs.MEPC -> mepc(h, value);
			case MachineCsrs.MCAUSE -> mcause(h, value);
			case MachineCsrs.MTVAL -> mtval(h, value);
			case SupervisorCsrs.SSCRATCH -> sscratch(h, value);
			case SupervisorCsrs.SEPC -> sepc(h, value);
			case SupervisorCsrs.SCAUSE -> scause(h, value);
			default -> stval(h, value);
		}
	}

	public static long mscratch(Hart h) {
		return h.plain.mscratch();
	}

	public static void mscratch(Hart h, long value) {
		h.plain.mscratch(value);
	}

	public static long mepc(Hart h) {
		return h.plain.mepc() & h.pcMask();
	}

	public static void mepc(Hart h, long value) {
		h.plain.mepc(value & ~1L);
	}

	public static long mcause(Hart h) {
		return h.plain.mcause();
	}

	public static void mcause(Hart h, long value) {
		h.plain.mcause(value);
	}

	public static long mtval(Hart h) {
		return h.plain.mtval();
	}

	public static void mtval(Hart h, long value) {
		h.plain.mtval(value);
	}

	public static long sscratch(Hart h) {
		return h.plain.sscratch();
	}

	public static void sscratch(Hart h, long value) {
		h.plain.sscratch(value);
	}

	public static long sepc(Hart h) {
		return h.plain.sepc() & h.pcMask();
	}

	public static void sepc(Hart h, long value) {
		h.plain.sepc(value & ~1L);
	}

	public static long scause(Hart h) {
		return h.plain.scause();
	}

	public static void scause(Hart h, long value) {
		h.plain.scause(value);
	}

	public static long stval(Hart h) {
		return h.plain.stval();
	}

	public static void stval(Hart h, long value) {
		h.plain.stval(value);
	}
}

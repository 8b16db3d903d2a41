/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/**
 * The CSRs that only hold a value: neither reading nor writing them does anything else. Translated code accesses them without
 * exact state where {@link #open} allows it; in guests the numbers of S-mode's stand for other registers.
 */
public final class PlainCsrs {

	private PlainCsrs() {
	}

	/** Whether the hart may access those of a privilege mode, by its encoding, under their own numbers. */
	public static boolean open(Hart h, int mode) {
		return h.state.mode >= mode && !h.state.virtual;
	}

	public static long mscratch(Hart h) {
		return h.state.mscratch;
	}

	public static void mscratch(Hart h, long value) {
		h.state.mscratch = value;
	}

	public static long mepc(Hart h) {
		return h.state.mepc & h.pcMask();
	}

	public static void mepc(Hart h, long value) {
		h.state.mepc = value & ~1L;
	}

	public static long mcause(Hart h) {
		return h.state.mcause;
	}

	public static void mcause(Hart h, long value) {
		h.state.mcause = value;
	}

	public static long mtval(Hart h) {
		return h.state.mtval;
	}

	public static void mtval(Hart h, long value) {
		h.state.mtval = value;
	}

	public static long sscratch(Hart h) {
		return h.state.sscratch;
	}

	public static void sscratch(Hart h, long value) {
		h.state.sscratch = value;
	}

	public static long sepc(Hart h) {
		return h.state.sepc & h.pcMask();
	}

	public static void sepc(Hart h, long value) {
		h.state.sepc = value & ~1L;
	}

	public static long scause(Hart h) {
		return h.state.scause;
	}

	public static void scause(Hart h, long value) {
		h.state.scause = value;
	}

	public static long stval(Hart h) {
		return h.state.stval;
	}

	public static void stval(Hart h, long value) {
		h.state.stval = value;
	}
}

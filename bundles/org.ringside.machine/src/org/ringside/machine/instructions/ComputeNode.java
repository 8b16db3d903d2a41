/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.Decoded;
import org.ringside.machine.Hart;
import org.ringside.machine.HartRegisters;
import org.ringside.machine.HostMemory;
import org.ringside.machine.Node;

/** A node that computes a register from others and an immediate. */
abstract class ComputeNode extends Node {

	private final long rd;
	private final long rs1;
	private final long rs2;
	final long imm;

	/**
	 * @param raw       as fetched
	 * @param d         the same, expanded if it was compressed
	 */
	ComputeNode(Decoded raw, Decoded d, long pc) {
		super(pc, raw.word(), raw.length());
		rd = HartRegisters.writeOffset(d.rd());
		rs1 = HartRegisters.readOffset(d.rs1());
		rs2 = HartRegisters.readOffset(d.rs2());
		imm = d.imm();
	}

	@Override
	protected final boolean accessesOnce() {
		return true;
	}

	final long a(Hart h) {
		return HostMemory.getField(h, rs1);
	}

	final long b(Hart h) {
		return HostMemory.getField(h, rs2);
	}

	final void set(Hart h, long value) {
		HostMemory.putField(h, rd, value);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.Decoded;
import org.ringside.isa.Operand;
import org.ringside.isa.RvD;
import org.ringside.isa.RvF;
import org.ringside.isa.Zfa;
import org.ringside.isa.Zfbfmin;
import org.ringside.isa.Zfh;
import org.ringside.machine.Hart;
import org.ringside.machine.HartRegisters;
import org.ringside.machine.HostMemory;
import org.ringside.machine.MemoryAccess;
import org.ringside.machine.Node;

/** Nodes of the F, D, Zfh, Zfbfmin and Zfa extensions. */
final class FloatNodes {

	private FloatNodes() {
	}

	static Node build(RvF instruction, Decoded raw, Decoded d, long pc) {
		return switch (instruction) {
			case FLW -> new Load(raw, d, pc, 4);
			case FSW -> new Store(raw, d, pc, 4);
			default -> new Compute(raw, d, pc, FloatInstructions.operation(instruction));
		};
	}

	static Node build(RvD instruction, Decoded raw, Decoded d, long pc) {
		return switch (instruction) {
			case FLD -> new Load(raw, d, pc, 8);
			case FSD -> new Store(raw, d, pc, 8);
			default -> new Compute(raw, d, pc, FloatInstructions.operation(instruction));
		};
	}

	static Node build(Zfh instruction, Decoded raw, Decoded d, long pc) {
		return switch (instruction) {
			case FLH -> new Load(raw, d, pc, 2);
			case FSH -> new Store(raw, d, pc, 2);
			default -> new Compute(raw, d, pc, FloatInstructions.operation(instruction));
		};
	}

	static Node build(Zfbfmin instruction, Decoded raw, Decoded d, long pc) {
		return new Compute(raw, d, pc, FloatInstructions.operation(instruction));
	}

	static Node build(Zfa instruction, Decoded raw, Decoded d, long pc) {
		return new Compute(raw, d, pc, AdditionalFloatInstructions.operation(instruction, d.rs1()));
	}

	private static final class Compute extends Node {
		private final FloatInstructions.Operation operation;
		private final long destination;
		private final boolean toFloat;
		private final long a;
		private final long b;
		private final long c;
		private final boolean rounds;
		private final int rm;

		Compute(Decoded raw, Decoded d, long pc, FloatInstructions.Operation operation) {
			super(pc, raw.word(), raw.length());
			this.operation = operation;
			toFloat = d.instruction().operands().stream().anyMatch(o -> o.role() == Operand.Role.RD && o.kind().isFloatRegister());
			boolean fromFloat = d.instruction().operands().stream().anyMatch(o -> o.role() == Operand.Role.RS1 && o.kind().isFloatRegister());
			destination = toFloat ? HartRegisters.floatOffset(d.rd()) : HartRegisters.writeOffset(d.rd());
			a = fromFloat ? HartRegisters.floatOffset(d.rs1()) : HartRegisters.readOffset(d.rs1());
			b = HartRegisters.floatOffset(d.rs2());
			c = HartRegisters.floatOffset(d.rs3());
			rounds = d.instruction().operands().stream().anyMatch(o -> o.role() == Operand.Role.RM);
			rm = rounds ? d.rm() : 0;
		}

		@Override
		public Node exec(Hart h) {
			int mode = h.roundingMode(rm);
			if (!h.floatOn() || mode > RoundingMode.NEAREST_MAX_MAGNITUDE) {
				throw illegal(h);
			}
			FloatFlags flags = h.floatFlags;
			int before = flags.flags;
			long result = operation.apply(HostMemory.getField(h, a), HostMemory.getField(h, b), HostMemory.getField(h, c), mode, flags);
			HostMemory.putField(h, destination, result);
			if (toFloat || flags.flags != before) {
				h.floatDirty();
			}
			return next;
		}
	}

	private static final class Load extends ComputeNode {
		private final long fd;
		private final int size;

		Load(Decoded raw, Decoded d, long pc, int size) {
			super(raw, d, pc);
			fd = HartRegisters.floatOffset(d.rd());
			this.size = size;
		}

		@Override
		public Node exec(Hart h) {
			if (!h.floatOn()) {
				throw illegal(h);
			}
			long address = a(h) + imm;
			HostMemory.putField(h, fd, switch (size) {
				case 2 -> FloatInstructions.boxHalf(MemoryAccess.load16(h, address, this));
				case 4 -> FloatInstructions.box(MemoryAccess.load32(h, address, this));
				default -> MemoryAccess.load64(h, address, this);
			});
			h.floatDirty();
			return next;
		}
	}

	private static final class Store extends ComputeNode {
		private final long fs2;
		private final int size;

		Store(Decoded raw, Decoded d, long pc, int size) {
			super(raw, d, pc);
			fs2 = HartRegisters.floatOffset(d.rs2());
			this.size = size;
		}

		@Override
		public Node exec(Hart h) {
			if (!h.floatOn()) {
				throw illegal(h);
			}
			long address = a(h) + imm;
			long value = HostMemory.getField(h, fs2);
			switch (size) {
				case 2 -> MemoryAccess.store16(h, address, value, this);
				case 4 -> MemoryAccess.store32(h, address, value, this);
				default -> MemoryAccess.store64(h, address, value, this);
			}
			return next;
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.ringside.isa.Extension;
import org.ringside.isa.FloatCsrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.Instructions;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.Operand;
import org.ringside.isa.RvI;
import org.ringside.isa.RvD;
import org.ringside.isa.RvVConfig;
import org.ringside.isa.RvVFloat;
import org.ringside.isa.RvVInteger;
import org.ringside.isa.RvVMask;
import org.ringside.isa.RvVLoad;
import org.ringside.isa.RvVStore;
import org.ringside.isa.VectorCsrs;
import org.ringside.isa.Zicsr;

/**
 * Programs of vector instructions with all types, lengths, masks and starts, on registers full of hard cases. At the end of
 * each snippet all registers and the vector CSRs are results.
 */
final class VectorPrograms {

	private static final int MEMORY_END_REGISTER = 6;
	private static final int STRIDE_REGISTER = 7;
	private static final int INDEX_MASK = 0x7f8;
	private static final int SCRATCH = 27;

	private final Random random;
	private final Program program = new Program();
	private final List<List<Instruction>> tables = new ArrayList<>();
	private final int vlenb;
	private int sew;
	private int lmul;
	private int vl;

	VectorPrograms(long seed, IsaProfile profile, Set<Instruction> counted) {
		program.count(counted);
		random = new Random(seed);
		vlenb = profile.has(Extension.ZVL256B) ? 32 : 16;
		for (Class<?> table : Instruction.class.getPermittedSubclasses()) {
			if (table.getSimpleName().startsWith("RvV") && table != RvVConfig.class) {
				tables.add(Instructions.all().stream().filter(i -> table.isInstance(i) && i.isIn(profile) && !endsQemu(i)).toList());
			}
		}
	}

	/** QEMU 7.2 ends with a failed assertion at conversions that have a rounding mode of their own. */
	private static boolean endsQemu(Instruction instruction) {
		return instruction.mnemonic().contains(".rtz.") || instruction.mnemonic().contains(".rod.");
	}

	/**
	 * Instructions after which QEMU 7.2 may leave vstart as it was, and all do where there is no element to work on; every
	 * vector instruction clears it (Unprivileged, V: Vector Start Index CSR).
	 */
	private static boolean keepsStart(Instruction instruction) {
		String name = instruction.mnemonic();
		return name.startsWith("vslideup") || name.endsWith(".s.x") || name.endsWith(".x.s") || name.endsWith(".f.s") || name.endsWith(".s.f")
				|| name.matches("v[ls]\\dr.*");
	}

	Program.Image build(int snippets, int length) {
		program.li(10, 0x6600);
		program.emit(Zicsr.CSRRS, 0, MachineCsrs.MSTATUS, 10);
		program.li(MEMORY_END_REGISTER, Program.BASE + (64 << 20));
		for (int i = 0; i < snippets; i++) {
			registers();
			for (int k = 0; k < length; k++) {
				step("snippet " + i + " step " + k);
			}
			results("snippet " + i);
		}
		estimates();
		return program.finish();
	}

	/** Fills all registers from bytes beside the code. */
	private void registers() {
		program.align4();
		program.emit(RvI.AUIPC, 10, 0);
		program.emit(RvI.ADDI, 10, 10, 12);
		int jump = program.jump(RvI.JAL, 0, 0);
		for (int v = 0; v < 32; v++) {
			int kind = random.nextInt(9);
			int width = 1 << random.nextInt(4);
			for (int i = 0; i < vlenb / width; i++) {
				long value = value(kind, width);
				for (int b = 0; b < width; b++) {
					program.word((int) (value >>> 8 * b) & 0xff, 1);
				}
			}
		}
		program.patch(jump);
		program.csrw(VectorCsrs.VSTART, 0);
		for (int v = 0; v < 32; v += 8) {
			program.emit(RvVLoad.VL8RE8_V, v, 10);
			program.emit(RvI.ADDI, 10, 10, 8 * vlenb);
		}
		for (int x = 10; x < 20; x++) {
			program.li(x, random.nextInt(3) == 0 ? random.nextInt(70) - 20 : random.nextLong() >> random.nextInt(64));
		}
		for (int f = 0; f < 32; f += 3) {
			program.li(20, box(random.nextInt(3)));
			program.emit(RvD.FMV_D_X, f, 20);
		}
		program.li(20, random.nextInt(20) == 0 ? random.nextInt(8) : random.nextInt(5));
		program.csrw(FloatCsrs.FRM, 20);
		program.csrw(FloatCsrs.FFLAGS, 0);
		program.li(20, random.nextInt(8));
		program.csrw(VectorCsrs.VCSR, 20);
		configure();
	}

	/** Every entry of the tables of estimates: all exponents' lowest bits with all highest bits of the significand. */
	private void estimates() {
		program.li(10, vlenb * 2);
		program.csrw(FloatCsrs.FRM, 0);
		for (int from = 0; from < 256; from += 2 * vlenb) {
			program.emit(RvVConfig.VSETVLI, 11, 10, 3 | 2 << 3);
			program.emit(RvVMask.VID_V, 8, 1);
			program.li(12, from + (100 << 7));
			program.emit(RvVInteger.VADD_VX, 8, 8, 12, 1);
			program.li(12, 16);
			program.emit(RvVInteger.VSLL_VX, 8, 8, 12, 1);
			program.emit(RvVFloat.VFREC7_V, 16, 8, 1);
			program.emit(RvVFloat.VFRSQRT7_V, 24, 8, 1);
			registerResults("estimates from " + from);
		}
	}

	private long box(int format) {
		long value = floating(format + 1);
		return format == 2 ? value : random.nextInt(10) == 0 ? random.nextLong() : value | -1L << (16 << format);
	}

	private long value(int kind, int width) {
		return switch (kind) {
			case 0 -> random.nextInt(9) - 4;
			case 1 -> {
				long[] edges = {0, -1, 1, 1L << 8 * width - 1, (1L << 8 * width - 1) - 1, 0x80, 0x7f, 0x8000, 0x7fff, 0x7fff_ffffL};
				yield edges[random.nextInt(edges.length)];
			}
			case 2, 3, 4 -> width == 1 ? random.nextLong() : floating(Integer.numberOfTrailingZeros(width));
			default -> random.nextLong() >> random.nextInt(64);
		};
	}

	/** A number of half (1), single (2) or double precision (3) that rounding, overflow or underflow find hard. */
	private long floating(int format) {
		int fractionBits = new int[] {0, 10, 23, 52}[format];
		int exponentBits = (8 << format) - 1 - fractionBits;
		long top = (1L << exponentBits) - 1;
		long bias = top >> 1;
		long[] exponents = {0, 0, 1, 2, bias - 1, bias, bias + 1, top - 1, top, bias + fractionBits, bias - fractionBits, bias + 7, bias + 31};
		long exponent = random.nextInt(3) == 0 ? bias + random.nextInt(40) - 20 : exponents[random.nextInt(exponents.length)];
		long mask = (1L << fractionBits) - 1;
		long fraction = switch (random.nextInt(6)) {
			case 0 -> 0;
			case 1 -> mask;
			case 2 -> 1L << random.nextInt(fractionBits);
			case 3 -> mask >>> random.nextInt(fractionBits);
			default -> random.nextLong() & mask;
		};
		return (long) random.nextInt(2) << fractionBits + exponentBits | (exponent & top) << fractionBits | fraction;
	}

	private void configure() {
		int type;
		if (random.nextInt(40) == 0) {
			type = random.nextInt(512);
			program.li(10, random.nextInt(8 * vlenb));
			program.emit(RvVConfig.VSETVLI, 11, 10, type);
			program.result(11, "vl");
			program.csrr(11, VectorCsrs.VTYPE);
			program.result(11, "vtype");
		}
		do {
			sew = random.nextInt(4);
			lmul = random.nextInt(7) - 3;
		} while (sew > 3 + Math.min(lmul, 0));
		type = lmul & 7 | sew << 3 | random.nextInt(4) << 6;
		int most = (lmul >= 0 ? vlenb << lmul : vlenb >> -lmul) >> sew;
		int wanted = switch (random.nextInt(6)) {
			case 0 -> random.nextInt(4);
			case 1 -> most + random.nextInt(9);
			case 2 -> random.nextInt(32);
			default -> random.nextInt(most + 1);
		};
		vl = Math.min(wanted, most);
		switch (random.nextInt(wanted < 32 ? 3 : 2)) {
			case 2 -> program.emit(RvVConfig.VSETIVLI, 11, wanted, type);
			case 1 -> {
				program.li(10, wanted);
				program.li(12, type);
				program.emit(RvVConfig.VSETVL, 11, 10, 12);
			}
			default -> {
				program.li(10, wanted);
				program.emit(RvVConfig.VSETVLI, 11, 10, type);
			}
		}
		program.result(11, "vl");
	}

	private int register() {
		int wanted = switch (random.nextInt(20)) {
			case 0 -> 0;
			case 1, 2, 3, 4, 5, 6, 7, 8 -> lmul;
			default -> lmul + 1;
		};
		return random.nextInt(32) & -1 << Math.max(0, Math.min(3, wanted));
	}

	private void step(String label) {
		if (random.nextInt(4) == 0) {
			configure();
		}
		List<Instruction> table = tables.get(random.nextInt(tables.size()));
		Instruction instruction = table.get(random.nextInt(table.size()));
		boolean memory = (instruction.match() & 0x7f) != 0x57;
		boolean indexed = memory && (instruction.match() >>> 26 & 1) != 0;
		if (indexed) {
			bound(instruction.match() >>> 12 & 7);
		}
		List<Operand> operands = instruction.operands();
		long[] values = new long[operands.size()];
		boolean masked = random.nextInt(3) == 0;
		// Not at the end of memory: vl may become shorter than it must, and in QEMU does (Unprivileged, V: Fault-Only-First Loads).
		boolean faultFirst = instruction.mnemonic().endsWith("ff.v");
		boolean end = false;
		for (int i = 0; i < values.length; i++) {
			Operand operand = operands.get(i);
			values[i] = switch (operand) {
				case VM -> masked ? 0 : 1;
				case VD, VS3 -> masked && random.nextInt(10) > 0 ? Math.max(register(), Math.min(8, 1 << Math.max(lmul + 1, 0))) : register();
				case VS2 -> indexed ? 24 : register();
				case VS1 -> register();
				case RD -> 10 + random.nextInt(10);
				case RS2 -> STRIDE_REGISTER;
				case RS1 -> memory ? random.nextInt(12) == 0 && !faultFirst ? MEMORY_END_REGISTER : Program.BUFFER_REGISTER : 10 + random.nextInt(10);
				case FD, FS1 -> random.nextInt(11) * 3;
				default -> operand.minimum() + random.nextInt((int) (operand.maximum() - operand.minimum() + 1));
			};
			if (memory && operand == Operand.RS1 && values[i] == MEMORY_END_REGISTER) {
				// Aligned, as of an element that lies half in memory either half or nothing may be stored.
				program.li(MEMORY_END_REGISTER, Program.BASE + (64 << 20) - random.nextInt(8) * 8);
				end = true;
			}
			if (operand == Operand.RS2) {
				program.li(STRIDE_REGISTER, end ? random.nextInt(17) * 8 - 64 : random.nextInt(129) - 64);
			}
		}
		// QEMU 7.2 ends with a segmentation fault at copies of whole registers that begin behind their end.
		boolean copies = instruction.mnemonic().matches("vmv\\dr.v");
		int start = random.nextInt(10) == 0 && !copies ? random.nextInt(Math.max(vl, 2)) : 0;
		if (start > 0) {
			program.li(SCRATCH, start);
			program.csrw(VectorCsrs.VSTART, SCRATCH);
		}
		program.emit(instruction, values);
		if (start == 0 || start < vl && !keepsStart(instruction)) {
			program.csrr(SCRATCH, VectorCsrs.VSTART);
			program.result(SCRATCH, label + " " + instruction.mnemonic() + " vstart");
		}
		if (faultFirst) {
			program.csrr(SCRATCH, VectorCsrs.VL);
			program.result(SCRATCH, label + " vl");
			program.csrw(VectorCsrs.VSTART, 0);
			configure();
		}
		program.csrw(VectorCsrs.VSTART, 0);
		if (VERBOSE) {
			registerResults(label + " " + instruction.mnemonic() + " " + java.util.Arrays.toString(values) + " sew " + sew + " lmul " + lmul + " vl " + vl + " vstart " + start);
		}
		if (random.nextInt(4) == 0) {
			program.csrr(SCRATCH, FloatCsrs.FFLAGS);
			program.result(SCRATCH, label + " " + instruction.mnemonic() + " fflags");
			program.csrw(FloatCsrs.FFLAGS, 0);
			program.csrr(SCRATCH, VectorCsrs.VXSAT);
			program.result(SCRATCH, label + " " + instruction.mnemonic() + " vxsat");
			program.csrw(VectorCsrs.VXSAT, 0);
		}
	}

	/** Lets the indexes in v24 to v31 stay within the buffer, whatever the type is. */
	private void bound(int code) {
		int width = code == 0 ? 0 : code - 4;
		program.csrr(SCRATCH, VectorCsrs.VL);
		program.csrr(SCRATCH + 1, VectorCsrs.VTYPE);
		program.emit(RvVConfig.VSETVLI, SCRATCH - 1, 0, 3 | width << 3);
		program.li(SCRATCH - 1, width == 0 ? 0xf8 : INDEX_MASK);
		program.emit(RvVInteger.VAND_VX, 24, 24, SCRATCH - 1, 1);
		program.emit(RvVConfig.VSETVL, 0, SCRATCH, SCRATCH + 1);
	}

	/** Whether all registers are results after each step, to find what an instruction did. */
	private static final boolean VERBOSE = Boolean.getBoolean("ringside.differential.steps");

	private void registerResults(String label) {
		for (int v = 0; v < 32; v += 8) {
			program.emit(RvVStore.VS8R_V, v, Program.RESULT_REGISTER);
			program.emit(RvI.ADDI, Program.RESULT_REGISTER, Program.RESULT_REGISTER, 8 * vlenb);
			for (int i = 0; i < vlenb; i++) {
				program.labels.add(label + " v" + (v + i * 8 / vlenb) + " byte " + i * 8 % vlenb);
			}
		}
	}

	private void results(String label) {
		registerResults(label);
		for (int x = 10; x < 20; x++) {
			program.result(x, label + " x" + x);
		}
		for (int f = 0; f < 32; f += 3) {
			program.emit(RvD.FMV_X_D, SCRATCH, f);
			program.result(SCRATCH, label + " f" + f);
		}
		for (int csr : new int[] {VectorCsrs.VL, VectorCsrs.VTYPE, VectorCsrs.VCSR, VectorCsrs.VLENB, FloatCsrs.FCSR, MachineCsrs.MSTATUS}) {
			program.csrr(SCRATCH, csr);
			program.result(SCRATCH, label + " csr " + Integer.toHexString(csr));
		}
	}
}

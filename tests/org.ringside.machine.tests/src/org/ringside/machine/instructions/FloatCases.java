/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.ringside.isa.Encoder;
import org.ringside.isa.Extension;
import org.ringside.isa.FloatCsrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.Instructions;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.Operand;
import org.ringside.machine.Hart;
import org.ringside.machine.TestBoard;
import org.ringside.machine.instructions.FloatReference.Format;
import org.ringside.machine.instructions.FloatReference.Result;

/** Executes floating-point instructions on a hart with hard operands and holds results and flags to {@link FloatReference}. */
final class FloatCases implements AutoCloseable {

	static final IsaProfile PROFILE = IsaProfile.RV64GC.with(Extension.ZFH, Extension.ZFA);
	private static final int RD = 1;
	private static final int RS1 = 2;
	private static final int RS2 = 3;
	private static final int RS3 = 4;

	private final Random random;
	private final TestBoard board = new TestBoard(PROFILE);
	private final Hart hart = board.hart();

	FloatCases(long seed) {
		random = new Random(seed);
		hart.pokeCsr(MachineCsrs.MSTATUS, 3 << 13);
	}

	/** Every row that computes with floating-point registers; fli has no operand and a test of its own. */
	static List<Instruction> rows() {
		List<Instruction> rows = new ArrayList<>();
		for (Instruction row : Instructions.all()) {
			Extension extension = row.extension();
			boolean computes = extension == Extension.F || extension == Extension.D || extension == Extension.ZFH || extension == Extension.ZFHMIN
					|| extension == Extension.ZFA;
			if (computes && row.isIn(PROFILE) && !row.mnemonic().matches("f[ls][hwd]|fli\\.[hsd]|c\\..*|fmvh.*|fmvp.*")) {
				rows.add(row);
			}
		}
		return rows;
	}

	private long fraction(int bits) {
		long mask = (1L << bits) - 1;
		return switch (random.nextInt(8)) {
			case 0 -> 0;
			case 1 -> mask;
			case 2 -> 1L << random.nextInt(bits);
			case 3 -> mask >>> random.nextInt(bits);
			case 4 -> mask & -1L << random.nextInt(bits);
			case 5 -> mask ^ 1L << random.nextInt(bits);
			default -> random.nextLong() & mask;
		};
	}

	/** Ends of the range, subnormals, around 1, around the widths of integers, and anything. */
	private long exponent(Format f) {
		int most = (1 << f.exponentBits) - 1;
		int exponent = switch (random.nextInt(6)) {
			case 0 -> random.nextInt(3);
			case 1 -> most - random.nextInt(3);
			case 2 -> f.bias + random.nextInt(5) - 2;
			case 3 -> f.bias + List.of(f.fractionBits, f.fractionBits + 1, 31, 32, 63, 64, -f.fractionBits, -f.fractionBits - 1).get(random.nextInt(8))
					+ random.nextInt(3) - 1;
			default -> random.nextInt(most + 1);
		};
		return Math.max(0, Math.min(most, exponent));
	}

	private long value(Format f) {
		long bits = (long) random.nextInt(2) << f.width - 1 | exponent(f) << f.fractionBits | fraction(f.fractionBits);
		return f.width < 64 && random.nextInt(50) == 0 ? random.nextLong() : f.box(bits);
	}

	/** A second operand is often near the first one, or such that sums cancel and products end near the border of the range. */
	private long second(Format f, long first) {
		return switch (random.nextInt(6)) {
			case 0 -> f.box((first ^ (long) random.nextInt(2) << f.width - 1) & ~(f.width == 64 ? 0 : -1L << f.width));
			case 1 -> f.box(first + random.nextInt(5) - 2 & ~(f.width == 64 ? 0 : -1L << f.width));
			case 2 -> {
				long exponent = first >>> f.fractionBits & (1L << f.exponentBits) - 1;
				long wanted = random.nextBoolean() ? exponent + random.nextInt(2 * f.fractionBits + 8) - f.fractionBits - 4
						: f.bias - exponent + (random.nextBoolean() ? f.bias : -f.bias) + random.nextInt(2 * f.fractionBits) - f.fractionBits;
				long clamped = Math.max(0, Math.min((1L << f.exponentBits) - 2, wanted));
				yield f.box((long) random.nextInt(2) << f.width - 1 | clamped << f.fractionBits | fraction(f.fractionBits));
			}
			default -> value(f);
		};
	}

	private long integer() {
		return switch (random.nextInt(4)) {
			case 0 -> random.nextLong() >> random.nextInt(64);
			case 1 -> (1L << random.nextInt(64)) + random.nextInt(5) - 2;
			case 2 -> (fraction(62) << 1) >>> random.nextInt(62);
			default -> random.nextLong();
		};
	}

	private static Format format(String name) {
		return switch (name) {
			case "h" -> Format.H;
			case "s" -> Format.S;
			case "d" -> Format.D;
			default -> null;
		};
	}

	/** Runs one case; the empty string, or what differs. */
	String check(Instruction row, int mode) {
		String[] name = row.mnemonic().split("\\.");
		Format to = format(name[1]);
		Format from = name.length > 2 ? format(name[2]) : to;
		Format in = from != null ? from : Format.D;
		long a = value(in);
		long b = second(in, a);
		long c = random.nextInt(3) == 0 ? nearProduct(in, a, b) : value(in);
		long x = integer();
		hart.setF(RS1, a);
		hart.setF(RS2, b);
		hart.setF(RS3, c);
		hart.setX(RS1, x);
		boolean dynamic = random.nextBoolean();
		hart.pokeCsr(FloatCsrs.FCSR, (long) (dynamic ? mode : random.nextInt(5)) << 5);
		List<Operand> operands = row.operands();
		long[] values = new long[operands.size()];
		boolean toFloat = false;
		for (int i = 0; i < values.length; i++) {
			Operand operand = operands.get(i);
			switch (operand.role()) {
				case RD -> {
					values[i] = RD;
					toFloat = operand.kind().isFloatRegister();
				}
				case RS1 -> values[i] = RS1;
				case RS2 -> values[i] = RS2;
				case RS3 -> values[i] = RS3;
				case RM -> values[i] = row.mnemonic().equals("fcvtmod.w.d") ? 1 : dynamic ? 7 : mode;
				default -> throw new IllegalStateException(row.mnemonic() + " has an operand that is not known here");
			}
		}
		hart.setPc(TestBoard.RAM);
		hart.stepInstruction(Encoder.encode(row, values));
		long got = toFloat ? hart.f(RD) : hart.x(RD);
		int flags = (int) hart.peekCsr(FloatCsrs.FFLAGS);
		Result expected = expected(name, to, from, a, b, c, x, mode);
		return expected.bits() == got && expected.flags() == flags ? ""
				: "%s mode %d of f 0x%x, 0x%x, 0x%x, x 0x%x: expected 0x%x flags %d, got 0x%x flags %d (pc 0x%x)".formatted(row.mnemonic(), mode, a, b,
						c, x, expected.bits(), expected.flags(), got, flags, hart.pc());
	}

	/** An addend that nearly cancels the product. */
	private long nearProduct(Format f, long a, long b) {
		long product = new FloatReference(random.nextInt(5)).multiply(f, f.unbox(a), f.unbox(b));
		return f.box((product ^ (long) random.nextInt(2) << f.width - 1) + random.nextInt(3) - 1 & ~(f.width == 64 ? 0 : -1L << f.width));
	}

	private static Result expected(String[] name, Format to, Format from, long ra, long rb, long rc, long x, int mode) {
		FloatReference r = new FloatReference(mode);
		Format f = from != null ? from : to != null ? to : Format.D;
		long a = f.unbox(ra);
		long b = f.unbox(rb);
		long c = f.unbox(rc);
		long result = switch (name[0]) {
			case "fadd" -> f.box(r.add(f, a, b, false));
			case "fsub" -> f.box(r.add(f, a, b, true));
			case "fmul" -> f.box(r.multiply(f, a, b));
			case "fdiv" -> f.box(r.divide(f, a, b));
			case "fsqrt" -> f.box(r.squareRoot(f, a));
			case "fmadd" -> f.box(r.multiplyAdd(f, a, b, c, false, false));
			case "fmsub" -> f.box(r.multiplyAdd(f, a, b, c, false, true));
			case "fnmsub" -> f.box(r.multiplyAdd(f, a, b, c, true, false));
			case "fnmadd" -> f.box(r.multiplyAdd(f, a, b, c, true, true));
			case "fsgnj" -> f.box(a & ~f.sign() | b & f.sign());
			case "fsgnjn" -> f.box(a & ~f.sign() | ~b & f.sign());
			case "fsgnjx" -> f.box(a ^ b & f.sign());
			case "fmin" -> f.box(r.extreme(f, a, b, false, false));
			case "fmax" -> f.box(r.extreme(f, a, b, true, false));
			case "fminm" -> f.box(r.extreme(f, a, b, false, true));
			case "fmaxm" -> f.box(r.extreme(f, a, b, true, true));
			case "feq" -> r.equal(f, a, b);
			case "flt" -> r.less(f, a, b, false, false);
			case "fle" -> r.less(f, a, b, true, false);
			case "fltq" -> r.less(f, a, b, false, true);
			case "fleq" -> r.less(f, a, b, true, true);
			case "fclass" -> FloatReference.classify(f, a);
			case "fround" -> f.box(r.toIntegral(f, a, false));
			case "froundnx" -> f.box(r.toIntegral(f, a, true));
			case "fcvtmod" -> r.toIntegerModular(a);
			case "fcvt" -> convert(r, name, to, from, a, x);
			case "fmv" -> move(name, ra, x);
			default -> throw new IllegalStateException(String.join(".", name) + " is not known here");
		};
		return new Result(result, r.flags());
	}

	private static long convert(FloatReference r, String[] name, Format to, Format from, long a, long x) {
		if (to == null) {
			return r.toInteger(from, a, name[1].startsWith("w") ? 32 : 64, !name[1].endsWith("u"));
		}
		return from == null ? to.box(r.fromInteger(to, x, name[2].startsWith("w") ? 32 : 64, !name[2].endsWith("u")))
				: to.box(r.convert(from, to, a));
	}

	private static long move(String[] name, long a, long x) {
		return switch (name[1] + "." + name[2]) {
			case "x.h" -> (short) a;
			case "x.w" -> (int) a;
			case "x.d" -> a;
			case "h.x" -> -1L << 16 | x & 0xffff;
			case "w.x" -> -1L << 32 | x & 0xffff_ffffL;
			default -> x;
		};
	}

	@Override
	public void close() {
		board.close();
	}
}

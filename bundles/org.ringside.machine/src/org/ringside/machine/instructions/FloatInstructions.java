/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.RvD;
import org.ringside.isa.RvF;
import org.ringside.isa.Zfbfmin;
import org.ringside.isa.Zfh;

/**
 * RV64F, RV64D and Zfh: what each instruction computes from the bits of its source registers. Narrower values lie in the lower
 * part of a register whose upper part is all ones; anything else reads as the canonical NaN (NaN boxing).
 */
public final class FloatInstructions {

	private static final long WORD = 0xffff_ffffL;
	private static final long HALF = 0xffff;

	/** The result bits from up to three sources, a rounding mode from 0 to 4, and where flags go. */
	@FunctionalInterface
	public interface Operation {
		long apply(long a, long b, long c, int rm, FloatFlags flags);
	}

	private FloatInstructions() {
	}

	/** A single-precision value as a register holds it. */
	public static long box(long bits) {
		return bits | ~WORD;
	}

	/** The single-precision value in a register. */
	public static long single(long register) {
		return register >>> 32 == WORD ? register & WORD : FloatFormat.SINGLE.nan;
	}

	/** A half-precision value as a register holds it. */
	public static long boxHalf(long bits) {
		return bits | ~HALF;
	}

	/** The half-precision value in a register. */
	public static long half(long register) {
		return register >>> 16 == ~HALF >>> 16 ? register & HALF : FloatFormat.HALF.nan;
	}

	/** The BF16 value in a register. */
	public static long brain(long register) {
		return register >>> 16 == ~HALF >>> 16 ? register & HALF : FloatFormat.BRAIN.nan;
	}

	static Operation operation(Zfbfmin instruction) {
		return switch (instruction) {
			case FCVT_BF16_S -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.SINGLE.convert(single(a), FloatFormat.BRAIN, rm, flags));
			case FCVT_S_BF16 -> (a, b, c, rm, flags) -> box(FloatFormat.BRAIN.convert(brain(a), FloatFormat.SINGLE, rm, flags));
		};
	}

	/** What an F instruction computes; loads and stores are no computation. */
	public static Operation operation(RvF instruction) {
		return switch (instruction) {
			case FADD_S -> (a, b, c, rm, flags) -> HostFloat.addSingle(a, b, rm, flags);
			case FSUB_S -> (a, b, c, rm, flags) -> HostFloat.subtractSingle(a, b, rm, flags);
			case FMUL_S -> (a, b, c, rm, flags) -> HostFloat.multiplySingle(a, b, rm, flags);
			case FDIV_S -> (a, b, c, rm, flags) -> HostFloat.divideSingle(a, b, rm, flags);
			case FSQRT_S -> (a, b, c, rm, flags) -> HostFloat.squareRootSingle(a, rm, flags);
			case FMADD_S -> (a, b, c, rm, flags) -> HostFloat.fusedMultiplyAddSingle(a, b, c, rm, flags);
			case FMSUB_S -> (a, b, c, rm, flags) -> HostFloat.fusedMultiplyAddSingle(a, b, HostFloat.negateSingle(c), rm, flags);
			case FNMSUB_S -> (a, b, c, rm, flags) -> HostFloat.fusedMultiplyAddSingle(HostFloat.negateSingle(a), b, c, rm, flags);
			case FNMADD_S -> (a, b, c, rm, flags) -> HostFloat.fusedMultiplyAddSingle(HostFloat.negateSingle(a), b, HostFloat.negateSingle(c), rm, flags);
			case FSGNJ_S -> (a, b, c, rm, flags) -> box(FloatFormat.SINGLE.injectSign(single(a), single(b), false, false));
			case FSGNJN_S -> (a, b, c, rm, flags) -> box(FloatFormat.SINGLE.injectSign(single(a), single(b), true, false));
			case FSGNJX_S -> (a, b, c, rm, flags) -> box(FloatFormat.SINGLE.injectSign(single(a), single(b), false, true));
			case FMIN_S -> (a, b, c, rm, flags) -> box(FloatFormat.SINGLE.minimum(single(a), single(b), false, flags));
			case FMAX_S -> (a, b, c, rm, flags) -> box(FloatFormat.SINGLE.minimum(single(a), single(b), true, flags));
			case FEQ_S -> (a, b, c, rm, flags) -> FloatFormat.SINGLE.equal(single(a), single(b), flags) ? 1 : 0;
			case FLT_S -> (a, b, c, rm, flags) -> FloatFormat.SINGLE.less(single(a), single(b), false, flags) ? 1 : 0;
			case FLE_S -> (a, b, c, rm, flags) -> FloatFormat.SINGLE.less(single(a), single(b), true, flags) ? 1 : 0;
			case FCLASS_S -> (a, b, c, rm, flags) -> FloatFormat.SINGLE.classify(single(a));
			case FCVT_W_S -> (a, b, c, rm, flags) -> FloatFormat.SINGLE.toInteger(single(a), false, 32, rm, flags);
			case FCVT_WU_S -> (a, b, c, rm, flags) -> (int) FloatFormat.SINGLE.toInteger(single(a), true, 32, rm, flags);
			case FCVT_L_S -> (a, b, c, rm, flags) -> FloatFormat.SINGLE.toInteger(single(a), false, 64, rm, flags);
			case FCVT_LU_S -> (a, b, c, rm, flags) -> FloatFormat.SINGLE.toInteger(single(a), true, 64, rm, flags);
			case FCVT_S_W -> (a, b, c, rm, flags) -> box(FloatFormat.SINGLE.fromInteger((int) a, false, rm, flags));
			case FCVT_S_WU -> (a, b, c, rm, flags) -> box(FloatFormat.SINGLE.fromInteger(a & WORD, true, rm, flags));
			case FCVT_S_L -> (a, b, c, rm, flags) -> box(FloatFormat.SINGLE.fromInteger(a, false, rm, flags));
			case FCVT_S_LU -> (a, b, c, rm, flags) -> box(FloatFormat.SINGLE.fromInteger(a, true, rm, flags));
			case FMV_X_W -> (a, b, c, rm, flags) -> (int) a;
			case FMV_W_X -> (a, b, c, rm, flags) -> box(a & WORD);
			case FLW, FSW -> throw new IllegalArgumentException(instruction + " computes nothing");
		};
	}

	/** What a D instruction computes; loads and stores are no computation. */
	public static Operation operation(RvD instruction) {
		return switch (instruction) {
			case FADD_D -> (a, b, c, rm, flags) -> HostFloat.addDouble(a, b, rm, flags);
			case FSUB_D -> (a, b, c, rm, flags) -> HostFloat.subtractDouble(a, b, rm, flags);
			case FMUL_D -> (a, b, c, rm, flags) -> HostFloat.multiplyDouble(a, b, rm, flags);
			case FDIV_D -> (a, b, c, rm, flags) -> HostFloat.divideDouble(a, b, rm, flags);
			case FSQRT_D -> (a, b, c, rm, flags) -> HostFloat.squareRootDouble(a, rm, flags);
			case FMADD_D -> (a, b, c, rm, flags) -> HostFloat.fusedMultiplyAddDouble(a, b, c, rm, flags);
			case FMSUB_D -> (a, b, c, rm, flags) -> HostFloat.fusedMultiplyAddDouble(a, b, HostFloat.negateDouble(c), rm, flags);
			case FNMSUB_D -> (a, b, c, rm, flags) -> HostFloat.fusedMultiplyAddDouble(HostFloat.negateDouble(a), b, c, rm, flags);
			case FNMADD_D -> (a, b, c, rm, flags) -> HostFloat.fusedMultiplyAddDouble(HostFloat.negateDouble(a), b, HostFloat.negateDouble(c), rm, flags);
			case FSGNJ_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.injectSign(a, b, false, false);
			case FSGNJN_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.injectSign(a, b, true, false);
			case FSGNJX_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.injectSign(a, b, false, true);
			case FMIN_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.minimum(a, b, false, flags);
			case FMAX_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.minimum(a, b, true, flags);
			case FEQ_D -> (a, b, c, rm, flags) -> HostFloat.equalDouble(a, b, flags);
			case FLT_D -> (a, b, c, rm, flags) -> HostFloat.lessDouble(a, b, flags);
			case FLE_D -> (a, b, c, rm, flags) -> HostFloat.lessOrEqualDouble(a, b, flags);
			case FCLASS_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.classify(a);
			case FCVT_W_D -> (a, b, c, rm, flags) -> HostFloat.doubleToWord(a, rm, flags);
			case FCVT_WU_D -> (a, b, c, rm, flags) -> (int) FloatFormat.DOUBLE.toInteger(a, true, 32, rm, flags);
			case FCVT_L_D -> (a, b, c, rm, flags) -> HostFloat.doubleToLong(a, rm, flags);
			case FCVT_LU_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.toInteger(a, true, 64, rm, flags);
			case FCVT_D_W -> (a, b, c, rm, flags) -> HostFloat.wordToDouble(a);
			case FCVT_D_WU -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.fromInteger(a & WORD, true, rm, flags);
			case FCVT_D_L -> (a, b, c, rm, flags) -> HostFloat.longToDouble(a, rm, flags);
			case FCVT_D_LU -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.fromInteger(a, true, rm, flags);
			case FMV_X_D -> (a, b, c, rm, flags) -> a;
			case FMV_D_X -> (a, b, c, rm, flags) -> a;
			case FCVT_S_D -> (a, b, c, rm, flags) -> HostFloat.doubleToSingle(a, rm, flags);
			case FCVT_D_S -> (a, b, c, rm, flags) -> HostFloat.singleToDouble(a, rm, flags);
			case FLD, FSD -> throw new IllegalArgumentException(instruction + " computes nothing");
		};
	}

	/** What a Zfh or Zfhmin instruction computes; loads and stores are no computation. */
	public static Operation operation(Zfh instruction) {
		return switch (instruction) {
			case FADD_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.add(half(a), half(b), rm, flags));
			case FSUB_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.subtract(half(a), half(b), rm, flags));
			case FMUL_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.multiply(half(a), half(b), rm, flags));
			case FDIV_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.divide(half(a), half(b), rm, flags));
			case FSQRT_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.squareRoot(half(a), rm, flags));
			case FMADD_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.fusedMultiplyAdd(half(a), half(b), half(c), rm, flags));
			case FMSUB_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.fusedMultiplyAdd(half(a), half(b), FloatFormat.HALF.negate(half(c)), rm, flags));
			case FNMSUB_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.fusedMultiplyAdd(FloatFormat.HALF.negate(half(a)), half(b), half(c), rm, flags));
			case FNMADD_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.fusedMultiplyAdd(FloatFormat.HALF.negate(half(a)), half(b), FloatFormat.HALF.negate(half(c)), rm, flags));
			case FSGNJ_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.injectSign(half(a), half(b), false, false));
			case FSGNJN_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.injectSign(half(a), half(b), true, false));
			case FSGNJX_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.injectSign(half(a), half(b), false, true));
			case FMIN_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.minimum(half(a), half(b), false, flags));
			case FMAX_H -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.minimum(half(a), half(b), true, flags));
			case FEQ_H -> (a, b, c, rm, flags) -> FloatFormat.HALF.equal(half(a), half(b), flags) ? 1 : 0;
			case FLT_H -> (a, b, c, rm, flags) -> FloatFormat.HALF.less(half(a), half(b), false, flags) ? 1 : 0;
			case FLE_H -> (a, b, c, rm, flags) -> FloatFormat.HALF.less(half(a), half(b), true, flags) ? 1 : 0;
			case FCLASS_H -> (a, b, c, rm, flags) -> FloatFormat.HALF.classify(half(a));
			case FCVT_W_H -> (a, b, c, rm, flags) -> FloatFormat.HALF.toInteger(half(a), false, 32, rm, flags);
			case FCVT_WU_H -> (a, b, c, rm, flags) -> (int) FloatFormat.HALF.toInteger(half(a), true, 32, rm, flags);
			case FCVT_L_H -> (a, b, c, rm, flags) -> FloatFormat.HALF.toInteger(half(a), false, 64, rm, flags);
			case FCVT_LU_H -> (a, b, c, rm, flags) -> FloatFormat.HALF.toInteger(half(a), true, 64, rm, flags);
			case FCVT_H_W -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.fromInteger((int) a, false, rm, flags));
			case FCVT_H_WU -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.fromInteger(a & WORD, true, rm, flags));
			case FCVT_H_L -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.fromInteger(a, false, rm, flags));
			case FCVT_H_LU -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.HALF.fromInteger(a, true, rm, flags));
			case FMV_X_H -> (a, b, c, rm, flags) -> (short) a;
			case FMV_H_X -> (a, b, c, rm, flags) -> boxHalf(a & HALF);
			case FCVT_S_H -> (a, b, c, rm, flags) -> box(FloatFormat.HALF.convert(half(a), FloatFormat.SINGLE, rm, flags));
			case FCVT_H_S -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.SINGLE.convert(single(a), FloatFormat.HALF, rm, flags));
			case FCVT_D_H -> (a, b, c, rm, flags) -> FloatFormat.HALF.convert(half(a), FloatFormat.DOUBLE, rm, flags);
			case FCVT_H_D -> (a, b, c, rm, flags) -> boxHalf(FloatFormat.DOUBLE.convert(a, FloatFormat.HALF, rm, flags));
			case FLH, FSH -> throw new IllegalArgumentException(instruction + " computes nothing");
		};
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.Zfa;

/** Zfa: constants, roundings to integral values, quiet comparisons and minima that keep NaNs. */
public final class AdditionalFloatInstructions {

	private AdditionalFloatInstructions() {
	}

	/**
	 * What an instruction computes.
	 *
	 * @param index the first source field, which {@code fli} uses as the number of its constant
	 */
	public static FloatInstructions.Operation operation(Zfa instruction, int index) {
		return switch (instruction) {
			case FLI_S -> {
				long constant = FloatInstructions.box(FloatFormat.SINGLE.constant(index));
				yield (a, b, c, rm, flags) -> constant;
			}
			case FMINM_S -> (a, b, c, rm, flags) -> FloatInstructions.box(FloatFormat.SINGLE.minimumOrNan(FloatInstructions.single(a), FloatInstructions.single(b), false, flags));
			case FMAXM_S -> (a, b, c, rm, flags) -> FloatInstructions.box(FloatFormat.SINGLE.minimumOrNan(FloatInstructions.single(a), FloatInstructions.single(b), true, flags));
			case FROUND_S -> (a, b, c, rm, flags) -> FloatInstructions.box(FloatFormat.SINGLE.roundToIntegral(FloatInstructions.single(a), false, rm, flags));
			case FROUNDNX_S -> (a, b, c, rm, flags) -> FloatInstructions.box(FloatFormat.SINGLE.roundToIntegral(FloatInstructions.single(a), true, rm, flags));
			case FLEQ_S -> (a, b, c, rm, flags) -> FloatFormat.SINGLE.lessQuietly(FloatInstructions.single(a), FloatInstructions.single(b), true, flags) ? 1 : 0;
			case FLTQ_S -> (a, b, c, rm, flags) -> FloatFormat.SINGLE.lessQuietly(FloatInstructions.single(a), FloatInstructions.single(b), false, flags) ? 1 : 0;
			case FLI_D -> {
				long constant = FloatFormat.DOUBLE.constant(index);
				yield (a, b, c, rm, flags) -> constant;
			}
			case FMINM_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.minimumOrNan(a, b, false, flags);
			case FMAXM_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.minimumOrNan(a, b, true, flags);
			case FROUND_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.roundToIntegral(a, false, rm, flags);
			case FROUNDNX_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.roundToIntegral(a, true, rm, flags);
			case FLEQ_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.lessQuietly(a, b, true, flags) ? 1 : 0;
			case FLTQ_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.lessQuietly(a, b, false, flags) ? 1 : 0;
			case FLI_H -> {
				long constant = FloatInstructions.boxHalf(FloatFormat.HALF.constant(index));
				yield (a, b, c, rm, flags) -> constant;
			}
			case FMINM_H -> (a, b, c, rm, flags) -> FloatInstructions.boxHalf(FloatFormat.HALF.minimumOrNan(FloatInstructions.half(a), FloatInstructions.half(b), false, flags));
			case FMAXM_H -> (a, b, c, rm, flags) -> FloatInstructions.boxHalf(FloatFormat.HALF.minimumOrNan(FloatInstructions.half(a), FloatInstructions.half(b), true, flags));
			case FROUND_H -> (a, b, c, rm, flags) -> FloatInstructions.boxHalf(FloatFormat.HALF.roundToIntegral(FloatInstructions.half(a), false, rm, flags));
			case FROUNDNX_H -> (a, b, c, rm, flags) -> FloatInstructions.boxHalf(FloatFormat.HALF.roundToIntegral(FloatInstructions.half(a), true, rm, flags));
			case FLEQ_H -> (a, b, c, rm, flags) -> FloatFormat.HALF.lessQuietly(FloatInstructions.half(a), FloatInstructions.half(b), true, flags) ? 1 : 0;
			case FLTQ_H -> (a, b, c, rm, flags) -> FloatFormat.HALF.lessQuietly(FloatInstructions.half(a), FloatInstructions.half(b), false, flags) ? 1 : 0;
			case FCVTMOD_W_D -> (a, b, c, rm, flags) -> FloatFormat.DOUBLE.toIntegerModulo(a, flags);
		};
	}
}

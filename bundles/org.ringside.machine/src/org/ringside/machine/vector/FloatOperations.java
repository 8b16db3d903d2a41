/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import org.ringside.machine.instructions.FloatEstimates;
import org.ringside.machine.instructions.FloatFlags;
import org.ringside.machine.instructions.FloatFormat;
import org.ringside.machine.instructions.RoundingMode;
import org.ringside.machine.vector.VectorOperation.Formats;

/** What the floating-point instructions compute, by the part of the mnemonic before the form. */
final class FloatOperations {

	/** Something with three numbers of a format. */
	private interface Arithmetic {
		long apply(FloatFormat f, long a, long b, long d, VectorState v);
	}

	private FloatOperations() {
	}

	static VectorOperation of(String stem, boolean wideSource) {
		Arithmetic arithmetic = arithmetic(stem.startsWith("vfw") ? "vf" + stem.substring(3) : stem);
		if (!stem.startsWith("vfw")) {
			return VectorOperation.floating((a, b, d, v) -> arithmetic.apply(v.format, a, b, d, v));
		}
		VectorOperation operation = wideSource
				? VectorOperation.floating((a, b, d, v) -> arithmetic.apply(v.wide, a, widen(b, v), d, v))
				: VectorOperation.floating((a, b, d, v) -> arithmetic.apply(v.wide, widen(a, v), widen(b, v), d, v));
		return operation.widths(1, wideSource ? 1 : 0).needing(Formats.BOTH);
	}

	private static long widen(long a, VectorState v) {
		return v.format.convert(a, v.wide, v.rounding, v.flags);
	}

	private static Arithmetic arithmetic(String stem) {
		return switch (stem) {
			case "vfadd" -> (f, a, b, d, v) -> f.add(a, b, v.rounding, v.flags);
			case "vfsub" -> (f, a, b, d, v) -> f.subtract(a, b, v.rounding, v.flags);
			case "vfrsub" -> (f, a, b, d, v) -> f.subtract(b, a, v.rounding, v.flags);
			case "vfmul" -> (f, a, b, d, v) -> f.multiply(a, b, v.rounding, v.flags);
			case "vfdiv" -> (f, a, b, d, v) -> f.divide(a, b, v.rounding, v.flags);
			case "vfrdiv" -> (f, a, b, d, v) -> f.divide(b, a, v.rounding, v.flags);
			case "vfmin" -> (f, a, b, d, v) -> f.minimum(a, b, false, v.flags);
			case "vfmax" -> (f, a, b, d, v) -> f.minimum(a, b, true, v.flags);
			case "vfsgnj" -> (f, a, b, d, v) -> f.injectSign(a, b, false, false);
			case "vfsgnjn" -> (f, a, b, d, v) -> f.injectSign(a, b, true, false);
			case "vfsgnjx" -> (f, a, b, d, v) -> f.injectSign(a, b, false, true);
			case "vfmadd" -> (f, a, b, d, v) -> f.fusedMultiplyAdd(d, b, a, v.rounding, v.flags);
			case "vfnmadd" -> (f, a, b, d, v) -> f.fusedMultiplyAdd(f.negate(d), b, f.negate(a), v.rounding, v.flags);
			case "vfmsub" -> (f, a, b, d, v) -> f.fusedMultiplyAdd(d, b, f.negate(a), v.rounding, v.flags);
			case "vfnmsub" -> (f, a, b, d, v) -> f.fusedMultiplyAdd(f.negate(d), b, a, v.rounding, v.flags);
			case "vfmacc" -> (f, a, b, d, v) -> f.fusedMultiplyAdd(b, a, d, v.rounding, v.flags);
			case "vfnmacc" -> (f, a, b, d, v) -> f.fusedMultiplyAdd(f.negate(b), a, f.negate(d), v.rounding, v.flags);
			case "vfmsac" -> (f, a, b, d, v) -> f.fusedMultiplyAdd(b, a, f.negate(d), v.rounding, v.flags);
			case "vfnmsac" -> (f, a, b, d, v) -> f.fusedMultiplyAdd(f.negate(b), a, d, v.rounding, v.flags);
			case "vfsqrt" -> (f, a, b, d, v) -> f.squareRoot(a, v.rounding, v.flags);
			case "vfrsqrt7" -> (f, a, b, d, v) -> FloatEstimates.reciprocalRoot(f, a, v.flags);
			case "vfrec7" -> (f, a, b, d, v) -> FloatEstimates.reciprocal(f, a, v.rounding, v.flags);
			case "vfclass" -> (f, a, b, d, v) -> f.classify(a);
			default -> throw new IllegalArgumentException("no floating-point operation of " + stem);
		};
	}

	static VectorOperation comparison(String stem) {
		return VectorOperation.floating(switch (stem) {
			case "vmfeq" -> (a, b, d, v) -> v.format.equal(a, b, v.flags) ? 1 : 0;
			case "vmfne" -> (a, b, d, v) -> v.format.equal(a, b, v.flags) ? 0 : 1;
			case "vmflt" -> (a, b, d, v) -> v.format.less(a, b, false, v.flags) ? 1 : 0;
			case "vmfle" -> (a, b, d, v) -> v.format.less(a, b, true, v.flags) ? 1 : 0;
			case "vmfgt" -> (a, b, d, v) -> v.format.less(b, a, false, v.flags) ? 1 : 0;
			case "vmfge" -> (a, b, d, v) -> v.format.less(b, a, true, v.flags) ? 1 : 0;
			default -> throw new IllegalArgumentException("no comparison of " + stem);
		});
	}

	/** {@code vfcvt.x.f.v} and its like: the parts of the mnemonic tell source, target and rounding. */
	static VectorOperation conversion(String mnemonic) {
		int d = mnemonic.startsWith("vfwcvt") ? 1 : 0;
		int a = mnemonic.startsWith("vfncvt") ? 1 : 0;
		boolean truncates = mnemonic.contains(".rtz.");
		String kind = mnemonic.substring(mnemonic.indexOf('.') + 1, mnemonic.length() - 2).replace("rtz.", "");
		boolean unsigned = kind.contains("xu");
		Formats formats;
		VectorOperation.Kernel kernel;
		switch (kind) {
			case "f.x", "f.xu" -> {
				formats = d == 1 ? Formats.DOUBLE_WIDTH : Formats.SINGLE_WIDTH;
				kernel = (x, b, old, v) -> (d == 1 ? v.wide : v.format).fromInteger(x, unsigned, v.rounding, v.flags);
			}
			case "x.f", "xu.f" -> {
				formats = a == 1 ? Formats.DOUBLE_WIDTH : Formats.SINGLE_WIDTH;
				kernel = (x, b, old, v) -> (a == 1 ? v.wide : v.format).toInteger(x, unsigned, v.bits << d,
						truncates ? RoundingMode.TOWARDS_ZERO : v.rounding, v.flags);
			}
			case "f.f" -> {
				formats = Formats.CONVERSION;
				kernel = d == 1 ? (x, b, old, v) -> widen(x, v) : (x, b, old, v) -> v.wide.convert(x, v.format, v.rounding, v.flags);
			}
			default -> {
				formats = Formats.BOTH;
				kernel = (x, b, old, v) -> roundToOdd(x, v);
			}
		}
		boolean zeros = !kind.equals("f.x");
		return new VectorOperation(kernel, d, a, 0, zeros, true, formats);
	}

	/** What instructions on BF16 compute. */
	static VectorOperation ofBrain(String stem) {
		return switch (stem) {
			case "vfncvtbf16" -> VectorOperation.floating((a, b, d, v) -> FloatFormat.SINGLE.convert(a, FloatFormat.BRAIN, v.rounding, v.flags))
					.widths(0, 1).needing(Formats.BRAIN);
			case "vfwcvtbf16" -> VectorOperation.floating((a, b, d, v) -> single(a, v)).widths(1, 0).needing(Formats.BRAIN);
			case "vfwmaccbf16" -> VectorOperation.floating((a, b, d, v) -> FloatFormat.SINGLE.fusedMultiplyAdd(single(b, v), single(a, v), d,
					v.rounding, v.flags)).widths(1, 0).needing(Formats.BRAIN);
			default -> throw new IllegalArgumentException("no operation of " + stem);
		};
	}

	private static long single(long brain, VectorState v) {
		return FloatFormat.BRAIN.convert(brain, FloatFormat.SINGLE, v.rounding, v.flags);
	}

	/** Towards zero, but an inexact result becomes odd. */
	private static long roundToOdd(long a, VectorState v) {
		int before = v.flags.flags;
		v.flags.flags = 0;
		long result = v.wide.convert(a, v.format, RoundingMode.TOWARDS_ZERO, v.flags);
		if ((v.flags.flags & FloatFlags.INEXACT) != 0) {
			result |= 1;
		}
		v.flags.flags |= before;
		return result;
	}
}

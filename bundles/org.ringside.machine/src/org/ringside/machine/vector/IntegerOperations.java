/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import org.ringside.machine.instructions.CarrylessInstructions;

/** What the integer instructions compute, by the part of the mnemonic before the dot. */
final class IntegerOperations {

	private IntegerOperations() {
	}

	/**
	 * @param stem such as {@code vwadd}
	 * @param wideSource whether vs2 has twice the width, which {@code vwadd.wv} tells
	 */
	static VectorOperation of(String stem, boolean wideSource) {
		VectorOperation operation = of(stem);
		return wideSource ? operation.widths(operation.d(), 1) : operation;
	}

	private static VectorOperation of(String stem) {
		return switch (stem) {
			case "vadd" -> VectorOperation.signed((a, b, d, v) -> a + b);
			case "vsub" -> VectorOperation.signed((a, b, d, v) -> a - b);
			case "vrsub" -> VectorOperation.signed((a, b, d, v) -> b - a);
			case "vminu" -> VectorOperation.unsigned((a, b, d, v) -> Long.compareUnsigned(a, b) < 0 ? a : b);
			case "vmin" -> VectorOperation.signed((a, b, d, v) -> Math.min(a, b));
			case "vmaxu" -> VectorOperation.unsigned((a, b, d, v) -> Long.compareUnsigned(a, b) > 0 ? a : b);
			case "vmax" -> VectorOperation.signed((a, b, d, v) -> Math.max(a, b));
			case "vand" -> VectorOperation.signed((a, b, d, v) -> a & b);
			case "vor" -> VectorOperation.signed((a, b, d, v) -> a | b);
			case "vxor" -> VectorOperation.signed((a, b, d, v) -> a ^ b);
			case "vsll" -> VectorOperation.signed((a, b, d, v) -> a << (b & v.bits - 1));
			case "vsrl" -> VectorOperation.unsigned((a, b, d, v) -> a >>> (b & v.bits - 1));
			case "vsra" -> VectorOperation.signed((a, b, d, v) -> a >> (b & v.bits - 1));
			case "vnsrl" -> VectorOperation.unsigned((a, b, d, v) -> a >>> (b & 2 * v.bits - 1)).widths(0, 1);
			case "vnsra" -> VectorOperation.signed((a, b, d, v) -> a >> (b & 2 * v.bits - 1)).widths(0, 1);
			case "vdivu" -> VectorOperation.unsigned((a, b, d, v) -> b == 0 ? -1 : Long.divideUnsigned(a, b));
			case "vdiv" -> VectorOperation.signed((a, b, d, v) -> b == 0 ? -1 : a / b);
			case "vremu" -> VectorOperation.unsigned((a, b, d, v) -> b == 0 ? a : Long.remainderUnsigned(a, b));
			case "vrem" -> VectorOperation.signed((a, b, d, v) -> b == 0 ? a : a % b);
			case "vmul" -> VectorOperation.signed((a, b, d, v) -> a * b);
			case "vmulhu" -> VectorOperation.unsigned((a, b, d, v) -> v.bits == 64 ? Math.unsignedMultiplyHigh(a, b) : a * b >>> v.bits);
			case "vmulhsu" -> VectorOperation.signed((a, b, d, v) -> v.bits == 64 ? Math.multiplyHigh(a, b) + (b >> 63 & a) : a * b >> v.bits)
					.signs(false, true);
			case "vmulh" -> VectorOperation.signed((a, b, d, v) -> v.bits == 64 ? Math.multiplyHigh(a, b) : a * b >> v.bits);
			case "vmadd" -> VectorOperation.signed((a, b, d, v) -> b * d + a);
			case "vnmsub" -> VectorOperation.signed((a, b, d, v) -> a - b * d);
			case "vmacc" -> VectorOperation.signed((a, b, d, v) -> d + b * a);
			case "vnmsac" -> VectorOperation.signed((a, b, d, v) -> d - b * a);
			case "vwaddu" -> VectorOperation.unsigned((a, b, d, v) -> a + b).widths(1, 0);
			case "vwadd" -> VectorOperation.signed((a, b, d, v) -> a + b).widths(1, 0);
			case "vwsubu" -> VectorOperation.unsigned((a, b, d, v) -> a - b).widths(1, 0);
			case "vwsub" -> VectorOperation.signed((a, b, d, v) -> a - b).widths(1, 0);
			case "vwmulu" -> VectorOperation.unsigned((a, b, d, v) -> a * b).widths(1, 0);
			case "vwmulsu" -> VectorOperation.signed((a, b, d, v) -> a * b).widths(1, 0).signs(false, true);
			case "vwmul" -> VectorOperation.signed((a, b, d, v) -> a * b).widths(1, 0);
			case "vwmaccu" -> VectorOperation.unsigned((a, b, d, v) -> d + a * b).widths(1, 0);
			case "vwmacc" -> VectorOperation.signed((a, b, d, v) -> d + a * b).widths(1, 0);
			case "vwmaccus" -> VectorOperation.signed((a, b, d, v) -> d + a * b).widths(1, 0).signs(false, true);
			case "vwmaccsu" -> VectorOperation.signed((a, b, d, v) -> d + a * b).widths(1, 0).signs(true, false);
			case "vandn" -> VectorOperation.signed((a, b, d, v) -> a & ~b);
			case "vbrev8" -> VectorOperation.signed((a, b, d, v) -> Long.reverseBytes(Long.reverse(a)));
			case "vrev8" -> VectorOperation.signed((a, b, d, v) -> Long.reverseBytes(a) >>> 64 - v.bits);
			case "vbrev" -> VectorOperation.signed((a, b, d, v) -> Long.reverse(a) >>> 64 - v.bits);
			case "vclz" -> VectorOperation.unsigned((a, b, d, v) -> Long.numberOfLeadingZeros(a) - (64 - v.bits));
			case "vctz" -> VectorOperation.unsigned((a, b, d, v) -> Math.min(Long.numberOfTrailingZeros(a), v.bits));
			case "vcpop" -> VectorOperation.unsigned((a, b, d, v) -> Long.bitCount(a));
			case "vrol" -> VectorOperation.unsigned((a, b, d, v) -> a << (b & v.bits - 1) | a >>> (-b & v.bits - 1));
			case "vror" -> VectorOperation.unsigned((a, b, d, v) -> a >>> (b & v.bits - 1) | a << (-b & v.bits - 1));
			case "vwsll" -> VectorOperation.unsigned((a, b, d, v) -> a << (b & 2 * v.bits - 1)).widths(1, 0);
			case "vclmul" -> VectorOperation.unsigned((a, b, d, v) -> CarrylessInstructions.clmul(a, b));
			case "vclmulh" -> VectorOperation.unsigned((a, b, d, v) -> CarrylessInstructions.clmulh(a, b));
			default -> throw new IllegalArgumentException("no operation of " + stem);
		};
	}

	/** {@code vzext.vf2} and its like. */
	static VectorOperation extension(String mnemonic) {
		int by = Integer.numberOfTrailingZeros(mnemonic.charAt(mnemonic.length() - 1) - '0');
		boolean zeros = mnemonic.startsWith("vz");
		return VectorOperation.signed((a, b, d, v) -> a).widths(0, -by).signs(zeros, false);
	}

	/** Comparisons: 1 where they hold. */
	static VectorOperation comparison(String stem) {
		return switch (stem) {
			case "vmseq" -> VectorOperation.signed((a, b, d, v) -> a == b ? 1 : 0);
			case "vmsne" -> VectorOperation.signed((a, b, d, v) -> a != b ? 1 : 0);
			case "vmsltu" -> VectorOperation.unsigned((a, b, d, v) -> Long.compareUnsigned(a, b) < 0 ? 1 : 0);
			case "vmslt" -> VectorOperation.signed((a, b, d, v) -> a < b ? 1 : 0);
			case "vmsleu" -> VectorOperation.unsigned((a, b, d, v) -> Long.compareUnsigned(a, b) <= 0 ? 1 : 0);
			case "vmsle" -> VectorOperation.signed((a, b, d, v) -> a <= b ? 1 : 0);
			case "vmsgtu" -> VectorOperation.unsigned((a, b, d, v) -> Long.compareUnsigned(a, b) > 0 ? 1 : 0);
			case "vmsgt" -> VectorOperation.signed((a, b, d, v) -> a > b ? 1 : 0);
			default -> throw new IllegalArgumentException("no comparison of " + stem);
		};
	}

	/** Sums with the carry as the third operand; those with {@code m} in the second place of the name give the carry out. */
	static VectorOperation carry(String stem) {
		return switch (stem) {
			case "vadc" -> VectorOperation.unsigned((a, b, c, v) -> a + b + c);
			case "vsbc" -> VectorOperation.unsigned((a, b, c, v) -> a - b - c);
			case "vmadc" -> VectorOperation.unsigned((a, b, c, v) -> {
				long sum = a + b + c;
				return v.bits < 64 ? sum >>> v.bits : (a & b | (a | b) & ~sum) >>> 63;
			});
			case "vmsbc" -> VectorOperation.unsigned((a, b, c, v) -> Long.compareUnsigned(a, b) < 0 || a == b && c != 0 ? 1 : 0);
			default -> throw new IllegalArgumentException("no operation with carry of " + stem);
		};
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

/** What the fixed-point instructions compute (Unprivileged, V: Vector Fixed-Point Arithmetic Instructions). */
final class FixedPointOperations {

	private FixedPointOperations() {
	}

	static VectorOperation of(String stem) {
		return switch (stem) {
			case "vsaddu" -> VectorOperation.unsigned((a, b, d, v) -> {
				long sum = a + b;
				boolean over = v.bits == 64 ? Long.compareUnsigned(sum, a) < 0 : sum >>> v.bits != 0;
				return over ? saturate(-1, v) : sum;
			});
			case "vsadd" -> VectorOperation.signed((a, b, d, v) -> {
				long sum = a + b;
				return v.bits == 64 ? ((a ^ sum) & (b ^ sum)) < 0 ? saturate(a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE, v) : sum : clamp(sum, v);
			});
			case "vssubu" -> VectorOperation.unsigned((a, b, d, v) -> Long.compareUnsigned(a, b) < 0 ? saturate(0, v) : a - b);
			case "vssub" -> VectorOperation.signed((a, b, d, v) -> {
				long rest = a - b;
				return v.bits == 64 ? ((a ^ b) & (a ^ rest)) < 0 ? saturate(a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE, v) : rest : clamp(rest, v);
			});
			case "vaaddu" -> VectorOperation.unsigned((a, b, d, v) -> ((a ^ b) >>> 1) + (a & b) + round(a + b, 1, v.vxrm));
			case "vaadd" -> VectorOperation.signed((a, b, d, v) -> ((a ^ b) >> 1) + (a & b) + round(a + b, 1, v.vxrm));
			case "vasubu" -> VectorOperation.unsigned((a, b, d, v) -> half(a - b, Long.compareUnsigned(a, b) < 0, v));
			case "vasub" -> VectorOperation.signed((a, b, d, v) -> half(a - b, a < b, v));
			case "vsmul" -> VectorOperation.signed(FixedPointOperations::multiply);
			case "vssrl" -> VectorOperation.unsigned((a, b, d, v) -> {
				int shift = (int) b & v.bits - 1;
				return (a >>> shift) + round(a, shift, v.vxrm);
			});
			case "vssra" -> VectorOperation.signed((a, b, d, v) -> {
				int shift = (int) b & v.bits - 1;
				return (a >> shift) + round(a, shift, v.vxrm);
			});
			case "vnclipu" -> VectorOperation.unsigned((a, b, d, v) -> {
				int shift = (int) b & 2 * v.bits - 1;
				long value = (a >>> shift) + round(a, shift, v.vxrm);
				return value >>> v.bits != 0 ? saturate(-1, v) : value;
			}).widths(0, 1);
			case "vnclip" -> VectorOperation.signed((a, b, d, v) -> {
				int shift = (int) b & 2 * v.bits - 1;
				return clamp((a >> shift) + round(a, shift, v.vxrm), v);
			}).widths(0, 1);
			default -> throw new IllegalArgumentException("no fixed-point operation of " + stem);
		};
	}

	private static long saturate(long value, VectorState v) {
		v.vxsat = 1;
		return value;
	}

	private static long clamp(long value, VectorState v) {
		long greatest = (1L << v.bits - 1) - 1;
		return value > greatest ? saturate(greatest, v) : value < ~greatest ? saturate(~greatest, v) : value;
	}

	/** What rounding adds to a value shifted right (Unprivileged, V: Vector Fixed-Point Rounding Mode Register). */
	private static long round(long value, int shift, int mode) {
		if (shift == 0) {
			return 0;
		}
		long half = value >>> shift - 1 & 1;
		long last = value >>> shift & 1;
		long below = (value & (1L << shift - 1) - 1) != 0 ? 1 : 0;
		return switch (mode) {
			case 0 -> half;
			case 1 -> half & (below | last);
			case 2 -> 0;
			default -> (last ^ 1) & (half | below);
		};
	}

	private static long half(long difference, boolean negative, VectorState v) {
		return (difference >>> 1 | (negative ? Long.MIN_VALUE : 0)) + round(difference, 1, v.vxrm);
	}

	private static long multiply(long a, long b, long d, VectorState v) {
		int shift = v.bits - 1;
		long least = -1L << shift;
		if (a == least && b == least) {
			return saturate(~least, v);
		}
		long low = a * b;
		long whole = v.bits == 64 ? Math.multiplyHigh(a, b) << 1 | low >>> 63 : low >> shift;
		return whole + (v.bits == 64 ? roundWide(low, whole, v.vxrm) : round(low, shift, v.vxrm));
	}

	/** The same for a product of 128 bits shifted by 63. */
	private static long roundWide(long low, long whole, int mode) {
		return round(low & Long.MAX_VALUE | whole << 63, 63, mode);
	}
}

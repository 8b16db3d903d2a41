/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

/**
 * What an instruction computes for each element.
 *
 * @param kernel    the computation
 * @param d         width of the destination relative to the present one: 1 is twice the width
 * @param a         the same of vs2
 * @param b         the same of vs1
 * @param unsignedA whether vs2 is extended with zeros
 * @param unsignedB whether the other source is
 * @param formats   which of the widths that are involved must be floating-point formats
 */
record VectorOperation(Kernel kernel, int d, int a, int b, boolean unsignedA, boolean unsignedB, Formats formats) {

	/** A result from the element of vs2, the other source and the old destination; bits beyond the width are dropped. */
	@FunctionalInterface
	interface Kernel {
		long apply(long a, long b, long d, VectorState v);
	}

	/** The floating-point formats that an operation needs. */
	enum Formats {
		/** None. */
		NONE,
		/** The present width. */
		SINGLE_WIDTH,
		/** Twice the present width. */
		DOUBLE_WIDTH,
		/** Both. */
		BOTH,
		/** Both, where half precision is enough to be converted. */
		CONVERSION,
		/** BF16 and single precision. */
		BRAIN
	}

	static VectorOperation signed(Kernel kernel) {
		return new VectorOperation(kernel, 0, 0, 0, false, false, Formats.NONE);
	}

	static VectorOperation unsigned(Kernel kernel) {
		return new VectorOperation(kernel, 0, 0, 0, true, true, Formats.NONE);
	}

	static VectorOperation floating(Kernel kernel) {
		return new VectorOperation(kernel, 0, 0, 0, true, true, Formats.SINGLE_WIDTH);
	}

	/** The same with these widths. */
	VectorOperation widths(int newD, int newA) {
		return new VectorOperation(kernel, newD, newA, b, unsignedA, unsignedB, formats);
	}

	/** The same with these signs. */
	VectorOperation signs(boolean newA, boolean newB) {
		return new VectorOperation(kernel, d, a, b, newA, newB, formats);
	}

	/** The same with these formats. */
	VectorOperation needing(Formats needed) {
		return new VectorOperation(kernel, d, a, b, unsignedA, unsignedB, needed);
	}

	boolean isFloat() {
		return formats != Formats.NONE;
	}

	/** Whether a hart has the formats with its present width. */
	boolean formatsExist(VectorState v) {
		int narrow = v.formats >> v.sew & 1;
		int wider = v.formats >> v.sew + 1 & 1;
		return switch (formats) {
			case NONE -> true;
			case SINGLE_WIDTH -> narrow != 0;
			case DOUBLE_WIDTH -> wider != 0;
			case BOTH -> (narrow & wider) != 0;
			case CONVERSION -> (narrow & wider) != 0 || v.sew == 1 && v.convertsHalf && wider != 0;
			case BRAIN -> v.sew == 1;
		};
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import org.ringside.isa.Decoded;
import org.ringside.isa.RvVReduction;
import org.ringside.machine.Hart;
import org.ringside.machine.vector.VectorOperation.Kernel;

/** Reductions: all active elements of vs2 and the first of vs1 become the first of vd; always in order. */
final class ReductionNode extends VectorNode {

	private final Kernel kernel;
	private final boolean wide;
	private final boolean isFloat;
	private final boolean unsigned;

	ReductionNode(RvVReduction row, Decoded d, long pc) {
		super(d, pc);
		String mnemonic = row.mnemonic();
		isFloat = mnemonic.startsWith("vf");
		wide = mnemonic.contains("w");
		unsigned = isFloat || mnemonic.endsWith("u.vs");
		kernel = kernel(row);
	}

	private static Kernel kernel(RvVReduction row) {
		return switch (row) {
			case VREDSUM_VS, VWREDSUM_VS, VWREDSUMU_VS -> (a, b, d, v) -> a + b;
			case VREDAND_VS -> (a, b, d, v) -> a & b;
			case VREDOR_VS -> (a, b, d, v) -> a | b;
			case VREDXOR_VS -> (a, b, d, v) -> a ^ b;
			case VREDMINU_VS -> (a, b, d, v) -> Long.compareUnsigned(a, b) < 0 ? a : b;
			case VREDMIN_VS -> (a, b, d, v) -> Math.min(a, b);
			case VREDMAXU_VS -> (a, b, d, v) -> Long.compareUnsigned(a, b) > 0 ? a : b;
			case VREDMAX_VS -> (a, b, d, v) -> Math.max(a, b);
			case VFREDUSUM_VS, VFREDOSUM_VS -> (a, b, d, v) -> v.format.add(b, a, v.rounding, v.flags);
			case VFREDMIN_VS -> (a, b, d, v) -> v.format.minimum(b, a, false, v.flags);
			case VFREDMAX_VS -> (a, b, d, v) -> v.format.minimum(b, a, true, v.flags);
			case VFWREDUSUM_VS, VFWREDOSUM_VS -> (a, b, d, v) -> v.wide.add(b, v.format.convert(a, v.wide, v.rounding, v.flags), v.rounding, v.flags);
		};
	}

	@Override
	boolean isLegal(VectorState v) {
		// The scalars in vd and vs1 are single registers of any number, also the mask.
		return supported(v) && aligned(vs2, v.lmul) && (!wide || v.sew < v.elen)
				&& (!isFloat || (v.formats >> v.sew & 1) != 0 && (!wide || (v.formats >> v.sew + 1 & 1) != 0));
	}

	@Override
	void execute(Hart h, VectorState v) {
		if (isFloat) {
			beginFloat(h, v);
		}
		beginAtZero(h, v);
		if (v.vl == 0) {
			return;
		}
		int before = h.floatFlags.flags;
		int width = wide ? v.sew + 1 : v.sew;
		long sum = unsigned ? v.getUnsigned(vs1, 0, width) : v.get(vs1, 0, width);
		for (int i = 0; i < v.vl; i++) {
			if (active(v, i)) {
				sum = kernel.apply(unsigned ? v.getUnsigned(vs2, i, v.sew) : v.get(vs2, i, v.sew), sum, 0, v);
			}
		}
		v.set(vd, 0, width, sum);
		if (h.floatFlags.flags != before) {
			h.floatDirty();
		}
	}
}

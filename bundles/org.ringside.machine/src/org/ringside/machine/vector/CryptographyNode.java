/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import org.ringside.isa.Decoded;
import org.ringside.isa.Operand;
import org.ringside.machine.Hart;

/** Instructions that compute groups of four or eight elements at a time (Unprivileged, Vector Cryptography: Element Groups). */
final class CryptographyNode extends VectorNode {

	private final CryptographyOperations.Kernel kernel;
	/** Elements of a group. */
	private final int count;
	/** Whether there is one group in vs2 for all of vd. */
	private final boolean one;
	/** Whether vs1 is a register. */
	private final boolean three;
	private final boolean hash;
	private final boolean mayOverlap;

	CryptographyNode(Decoded d, long pc) {
		super(d, pc);
		String name = d.instruction().mnemonic();
		kernel = CryptographyOperations.of(name.substring(0, name.indexOf('.')));
		count = name.startsWith("vsm3") ? 8 : 4;
		one = name.endsWith(".vs");
		three = d.instruction().operands().contains(Operand.VS1);
		hash = name.startsWith("vsha2");
		mayOverlap = !one && !hash && count == 4;
	}

	/** The registers that a group takes, as a binary logarithm. */
	private int registers(VectorState v) {
		int bytes = count << v.sew;
		return bytes <= v.vlenb ? 0 : Integer.numberOfTrailingZeros(bytes / v.vlenb);
	}

	@Override
	boolean isLegal(VectorState v) {
		if (!supported(v) || v.sew != 2 && !(hash && v.sew == 3 && v.longHashes) || v.maximum(v.sew, v.lmul) < count) {
			return false;
		}
		int source = one ? registers(v) : v.lmul;
		return aligned(vd, v.lmul) && aligned(vs2, source) && (!three || aligned(vs1, v.lmul))
				&& (mayOverlap || !overlaps(vd, size(v.lmul), vs2, size(source)))
				&& !(hash && overlaps(vd, size(v.lmul), vs1, size(v.lmul)));
	}

	@Override
	void execute(Hart h, VectorState v) {
		if (v.vl % count != 0 || v.vstart % count != 0) {
			throw illegal(h);
		}
		for (int at = v.vstart; at < v.vl; at += count) {
			long[] result = kernel.apply(group(v, vd, at), group(v, vs2, one ? 0 : at), three ? group(v, vs1, at) : null, vs1, v.sew);
			for (int i = 0; i < count; i++) {
				v.set(vd, at + i, v.sew, result[i]);
			}
		}
	}

	private long[] group(VectorState v, int register, int at) {
		long[] elements = new long[count];
		for (int i = 0; i < count; i++) {
			elements[i] = v.getUnsigned(register, at + i, v.sew);
		}
		return elements;
	}
}

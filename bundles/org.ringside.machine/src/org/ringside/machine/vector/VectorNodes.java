/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import org.ringside.isa.Decoded;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvVConfig;
import org.ringside.isa.RvVFixed;
import org.ringside.isa.RvVFloat;
import org.ringside.isa.RvVInteger;
import org.ringside.isa.RvVLoad;
import org.ringside.isa.RvVMask;
import org.ringside.isa.RvVPermutation;
import org.ringside.isa.RvVReduction;
import org.ringside.isa.RvVSegmentLoad;
import org.ringside.isa.RvVSegmentStore;
import org.ringside.isa.RvVStore;
import org.ringside.isa.Zvbb;
import org.ringside.isa.Zvbc;
import org.ringside.isa.Zvfbf;
import org.ringside.isa.Zvk;
import org.ringside.machine.Node;

/** Makes the node of a vector instruction. */
public final class VectorNodes {

	private VectorNodes() {
	}

	/** The node; {@code null} if the row belongs to another extension. */
	public static Node build(Decoded d, long pc) {
		Instruction instruction = d.instruction();
		return switch (instruction) {
			case RvVConfig row -> new ConfigNode(row, d, pc);
			case RvVLoad row -> MemoryNode.build(d, pc, true);
			case RvVSegmentLoad row -> MemoryNode.build(d, pc, true);
			case RvVStore row -> MemoryNode.build(d, pc, false);
			case RvVSegmentStore row -> MemoryNode.build(d, pc, false);
			case RvVInteger row -> ElementNodes.build(row, d, pc);
			case Zvbb row -> new ElementNodes.Compute(d, pc, IntegerOperations.of(stem(row), false));
			case Zvbc row -> new ElementNodes.Compute(d, pc, IntegerOperations.of(stem(row), false));
			case Zvk row -> new CryptographyNode(d, pc);
			case Zvfbf row -> new ElementNodes.Compute(d, pc, FloatOperations.ofBrain(stem(row)));
			case RvVFixed row -> new ElementNodes.Compute(d, pc, FixedPointOperations.of(stem(row)));
			case RvVFloat row -> build(row, d, pc);
			case RvVReduction row -> new ReductionNode(row, d, pc);
			case RvVMask row -> MaskNodes.build(row, d, pc);
			case RvVPermutation row -> PermutationNodes.build(row, d, pc);
			default -> null;
		};
	}

	private static String stem(Instruction row) {
		return row.mnemonic().substring(0, row.mnemonic().indexOf('.'));
	}

	private static Node build(RvVFloat row, Decoded d, long pc) {
		String mnemonic = row.mnemonic();
		String stem = stem(row);
		if (row == RvVFloat.VFMERGE_VFM || row == RvVFloat.VFMV_V_F) {
			return new ElementNodes.Merge(d, pc);
		}
		if (stem.startsWith("vmf")) {
			return new ElementNodes.Compare(d, pc, FloatOperations.comparison(stem));
		}
		return new ElementNodes.Compute(d, pc, stem.endsWith("cvt") ? FloatOperations.conversion(mnemonic)
				: FloatOperations.of(stem, mnemonic.contains(".w")));
	}
}

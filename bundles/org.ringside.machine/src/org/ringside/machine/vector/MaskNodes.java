/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import org.ringside.isa.Decoded;
import org.ringside.isa.RvVMask;
import org.ringside.machine.Hart;

/** Instructions on masks (Unprivileged, V: Vector Mask Instructions). */
final class MaskNodes {

	private MaskNodes() {
	}

	static VectorNode build(RvVMask row, Decoded d, long pc) {
		return switch (row) {
			case VCPOP_M, VFIRST_M -> new Search(d, pc, row == RvVMask.VCPOP_M);
			case VMSBF_M -> new First(d, pc, true, false);
			case VMSIF_M -> new First(d, pc, true, true);
			case VMSOF_M -> new First(d, pc, false, true);
			case VIOTA_M -> new Iota(d, pc, true);
			case VID_V -> new Iota(d, pc, false);
			default -> new Logic(row, d, pc);
		};
	}

	private interface Combination {
		boolean apply(boolean a, boolean b);
	}

	private static final class Logic extends VectorNode {
		private final Combination combination;

		Logic(RvVMask row, Decoded d, long pc) {
			super(d, pc);
			combination = switch (row) {
				case VMAND_MM -> (a, b) -> a & b;
				case VMNAND_MM -> (a, b) -> !(a & b);
				case VMANDN_MM -> (a, b) -> a & !b;
				case VMOR_MM -> (a, b) -> a | b;
				case VMNOR_MM -> (a, b) -> !(a | b);
				case VMORN_MM -> (a, b) -> a | !b;
				case VMXOR_MM -> (a, b) -> a ^ b;
				case VMXNOR_MM -> (a, b) -> a == b;
				default -> throw new IllegalArgumentException(row.mnemonic() + " does not combine masks");
			};
		}

		@Override
		boolean isLegal(VectorState v) {
			return supported(v);
		}

		@Override
		void execute(Hart h, VectorState v) {
			for (int i = v.vstart; i < v.vl; i++) {
				v.setBit(vd, i, combination.apply(v.bit(vs2, i), v.bit(vs1, i)));
			}
		}
	}

	private static final class Search extends VectorNode {
		private final boolean counts;

		Search(Decoded d, long pc, boolean counts) {
			super(d, pc);
			this.counts = counts;
		}

		@Override
		boolean isLegal(VectorState v) {
			return supported(v);
		}

		@Override
		void execute(Hart h, VectorState v) {
			beginAtZero(h, v);
			long count = 0;
			long first = -1;
			for (int i = 0; i < v.vl && (counts || first < 0); i++) {
				if (active(v, i) && v.bit(vs2, i)) {
					count++;
					first = first < 0 ? i : first;
				}
			}
			h.setX(vd, counts ? count : first);
		}
	}

	/** Sets bits before or at the first one that is set. */
	private static final class First extends VectorNode {
		private final boolean before;
		private final boolean at;

		First(Decoded d, long pc, boolean before, boolean at) {
			super(d, pc);
			this.before = before;
			this.at = at;
		}

		@Override
		boolean isLegal(VectorState v) {
			return supported(v) && sparesMask() && vd != vs2;
		}

		@Override
		void execute(Hart h, VectorState v) {
			beginAtZero(h, v);
			boolean found = false;
			for (int i = 0; i < v.vl; i++) {
				if (active(v, i)) {
					boolean first = !found && v.bit(vs2, i);
					v.setBit(vd, i, first ? at : before && !found);
					found |= first;
				}
			}
		}
	}

	/** {@code viota.m} counts, {@code vid.v} numbers. */
	private static final class Iota extends VectorNode {
		private final boolean counts;

		Iota(Decoded d, long pc, boolean counts) {
			super(d, pc);
			this.counts = counts;
		}

		@Override
		boolean isLegal(VectorState v) {
			return supported(v) && aligned(vd, v.lmul) && sparesMask() && !(counts && overlaps(vd, size(v.lmul), vs2, 1));
		}

		@Override
		void execute(Hart h, VectorState v) {
			if (counts) {
				beginAtZero(h, v);
			}
			int count = 0;
			for (int i = v.vstart; i < v.vl; i++) {
				if (active(v, i)) {
					v.set(vd, i, v.sew, counts ? count : i);
					count += v.bit(vs2, i) ? 1 : 0;
				}
			}
		}
	}
}

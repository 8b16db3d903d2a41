/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import org.ringside.isa.Decoded;
import org.ringside.isa.RvVPermutation;
import org.ringside.machine.Hart;
import org.ringside.machine.instructions.FloatInstructions;

/** Instructions that move elements to other places (Unprivileged, V: Vector Permutation Instructions). */
final class PermutationNodes {

	private PermutationNodes() {
	}

	static VectorNode build(RvVPermutation row, Decoded d, long pc) {
		return switch (row) {
			case VMV_X_S, VMV_S_X, VFMV_F_S, VFMV_S_F -> new Scalar(row, d, pc);
			case VSLIDEUP_VX, VSLIDEUP_VI -> new Slide(d, pc, true);
			case VSLIDEDOWN_VX, VSLIDEDOWN_VI -> new Slide(d, pc, false);
			case VSLIDE1UP_VX, VFSLIDE1UP_VF -> new SlideOne(d, pc, true);
			case VSLIDE1DOWN_VX, VFSLIDE1DOWN_VF -> new SlideOne(d, pc, false);
			case VRGATHER_VV, VRGATHER_VX, VRGATHER_VI -> new Gather(d, pc, false);
			case VRGATHEREI16_VV -> new Gather(d, pc, true);
			case VCOMPRESS_VM -> new Compress(d, pc);
			case VMV1R_V, VMV2R_V, VMV4R_V, VMV8R_V -> new Whole(d, pc);
		};
	}

	/** Moves between the first element and a scalar register; groups do not matter. */
	private static final class Scalar extends VectorNode {
		private final RvVPermutation row;
		private final boolean isFloat;

		Scalar(RvVPermutation row, Decoded d, long pc) {
			super(d, pc);
			this.row = row;
			isFloat = row == RvVPermutation.VFMV_F_S || row == RvVPermutation.VFMV_S_F;
		}

		@Override
		boolean isLegal(VectorState v) {
			return supported(v) && (!isFloat || (v.formats >> v.sew & 1) != 0);
		}

		@Override
		void execute(Hart h, VectorState v) {
			if (isFloat) {
				beginFloat(h, v);
			}
			switch (row) {
				case VMV_X_S -> h.setX(vd, v.get(vs2, 0, v.sew));
				case VFMV_F_S -> {
					long value = v.get(vs2, 0, v.sew);
					h.setF(vd, v.sew == 1 ? FloatInstructions.boxHalf(value) : v.sew == 2 ? FloatInstructions.box(value) : value);
					h.floatDirty();
				}
				default -> {
					if (v.vstart < v.vl) {
						v.set(vd, 0, v.sew, (isFloat ? Source.FLOAT : Source.INTEGER).scalar(h, vs1, v.sew));
					}
				}
			}
		}
	}

	private static final class Slide extends VectorNode {
		private final boolean up;
		private final Source source;

		Slide(Decoded d, long pc, boolean up) {
			super(d, pc);
			this.up = up;
			source = Source.of(d);
		}

		@Override
		boolean isLegal(VectorState v) {
			return supported(v) && aligned(vd, v.lmul) && aligned(vs2, v.lmul) && sparesMask() && !(up && vd == vs2);
		}

		@Override
		void execute(Hart h, VectorState v) {
			long offset = source.scalar(h, vs1, v.sew);
			int most = v.maximum(v.sew, v.lmul);
			int distance = Long.compareUnsigned(offset, most) < 0 ? (int) offset : most;
			for (int i = up ? Math.max(v.vstart, distance) : v.vstart; i < v.vl; i++) {
				if (active(v, i)) {
					int from = up ? i - distance : i + distance;
					v.set(vd, i, v.sew, from < most ? v.get(vs2, from, v.sew) : 0);
				}
			}
		}
	}

	private static final class SlideOne extends VectorNode {
		private final boolean up;
		private final Source source;

		SlideOne(Decoded d, long pc, boolean up) {
			super(d, pc);
			this.up = up;
			source = Source.of(d);
		}

		@Override
		boolean isLegal(VectorState v) {
			return supported(v) && aligned(vd, v.lmul) && aligned(vs2, v.lmul) && sparesMask() && !(up && vd == vs2)
					&& (source != Source.FLOAT || (v.formats >> v.sew & 1) != 0);
		}

		@Override
		void execute(Hart h, VectorState v) {
			if (source == Source.FLOAT) {
				beginFloat(h, v);
			}
			long scalar = source.scalar(h, vs1, v.sew);
			int last = up ? 0 : v.vl - 1;
			for (int i = v.vstart; i < v.vl; i++) {
				if (active(v, i)) {
					v.set(vd, i, v.sew, i == last ? scalar : v.get(vs2, up ? i - 1 : i + 1, v.sew));
				}
			}
		}
	}

	private static final class Gather extends VectorNode {
		private final boolean sixteen;
		private final Source source;

		Gather(Decoded d, long pc, boolean sixteen) {
			super(d, pc);
			this.sixteen = sixteen;
			source = Source.of(d);
		}

		@Override
		boolean isLegal(VectorState v) {
			if (!supported(v) || !aligned(vd, v.lmul) || !aligned(vs2, v.lmul) || !sparesMask() || vd == vs2) {
				return false;
			}
			int group = sixteen ? 1 - v.sew + v.lmul : v.lmul;
			return source != Source.VECTOR || group >= -3 && group <= 3 && aligned(vs1, group)
					&& !overlaps(vd, size(v.lmul), vs1, size(group));
		}

		@Override
		void execute(Hart h, VectorState v) {
			long scalar = source.scalar(h, vs1, v.sew);
			int most = v.maximum(v.sew, v.lmul);
			int width = sixteen ? 1 : v.sew;
			for (int i = v.vstart; i < v.vl; i++) {
				if (active(v, i)) {
					long from = source == Source.VECTOR ? v.getUnsigned(vs1, i, width) : scalar;
					v.set(vd, i, v.sew, Long.compareUnsigned(from, most) < 0 ? v.get(vs2, (int) from, v.sew) : 0);
				}
			}
		}
	}

	private static final class Compress extends VectorNode {
		Compress(Decoded d, long pc) {
			super(d, pc);
		}

		@Override
		boolean isLegal(VectorState v) {
			return supported(v) && aligned(vd, v.lmul) && aligned(vs2, v.lmul) && vd != vs2 && !overlaps(vd, size(v.lmul), vs1, 1);
		}

		@Override
		void execute(Hart h, VectorState v) {
			beginAtZero(h, v);
			int to = 0;
			for (int i = 0; i < v.vl; i++) {
				if (v.bit(vs1, i)) {
					v.set(vd, to++, v.sew, v.get(vs2, i, v.sew));
				}
			}
		}
	}

	/** Copies of 1, 2, 4 or 8 registers, as elements of the present width from vstart on. */
	private static final class Whole extends VectorNode {
		private final int registers;

		Whole(Decoded d, long pc) {
			super(d, pc);
			registers = vs1 + 1;
		}

		@Override
		boolean isLegal(VectorState v) {
			return supported(v) && (vd & registers - 1) == 0 && (vs2 & registers - 1) == 0;
		}

		@Override
		void execute(Hart h, VectorState v) {
			int from = v.vstart << v.sew;
			int length = registers * v.vlenb - from;
			if (length > 0) {
				System.arraycopy(v.bytes, vs2 * v.vlenb + from, v.bytes, vd * v.vlenb + from, length);
			}
		}
	}
}

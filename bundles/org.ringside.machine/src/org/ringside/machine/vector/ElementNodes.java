/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import org.ringside.isa.Decoded;
import org.ringside.isa.Operand;
import org.ringside.isa.RvVInteger;
import org.ringside.machine.Hart;
import org.ringside.machine.instructions.FloatInstructions;

/** Instructions that compute each element of the destination from those of the sources at the same place. */
final class ElementNodes {

	private ElementNodes() {
	}

	private abstract static class Elementwise extends VectorNode {
		final VectorOperation operation;
		final VectorOperation.Kernel kernel;
		final Source source;
		/** The field that the second source is read from. */
		private final int field;
		/** Whether it is a product that the embedded subsets leave out for 64-bit elements. */
		private final boolean wideProduct;
		/** Whether it is a product that only 64-bit elements have (Unprivileged, Zvbc). */
		private final boolean carryless;

		Elementwise(Decoded d, long pc, VectorOperation operation) {
			super(d, pc);
			this.operation = operation;
			kernel = operation.kernel();
			source = Source.of(d);
			field = d.instruction().operands().contains(Operand.ZIMM6) ? (int) Operand.ZIMM6.extract(d.word()) : vs1;
			String name = d.instruction().mnemonic();
			wideProduct = name.startsWith("vmulh") || name.startsWith("vsmul");
			carryless = name.startsWith("vclmul");
		}

		final boolean sourcesFit(VectorState v, int width, int group) {
			int a = v.sew + operation.a();
			return supported(v) && operation.formatsExist(v) && !(wideProduct && v.sew == 3 && !v.full) && !(carryless && v.sew != 3) && a >= 0 && a <= v.elen
					&& sourceFits(vs2, a, v.lmul + operation.a(), width, group)
					&& (source != Source.VECTOR || sourceFits(vs1, v.sew, v.lmul, width, group));
		}

		final long scalar(Hart h, VectorState v) {
			if (operation.isFloat()) {
				beginFloat(h, v);
			}
			if (operation.formats() == VectorOperation.Formats.BRAIN && source == Source.FLOAT) {
				return FloatInstructions.brain(h.f(field));
			}
			long value = source.scalar(h, field, v.sew);
			return source == Source.FLOAT ? value : extend(value, v.sew, operation.unsignedB());
		}

		final long a(VectorState v, int index) {
			long value = v.get(vs2, index, v.sew + operation.a());
			return operation.unsignedA() ? VectorState.zeroExtend(value, v.sew + operation.a()) : value;
		}

		final long b(VectorState v, int index, long scalar) {
			return source != Source.VECTOR ? scalar : operation.unsignedB() ? v.getUnsigned(vs1, index, v.sew) : v.get(vs1, index, v.sew);
		}

		private static long extend(long value, int width, boolean unsigned) {
			return unsigned ? VectorState.zeroExtend(value, width) : VectorState.signExtend(value, width);
		}
	}

	/** Sums, products, shifts and all that gives elements. */
	static final class Compute extends Elementwise {
		Compute(Decoded d, long pc, VectorOperation operation) {
			super(d, pc, operation);
		}

		@Override
		boolean isLegal(VectorState v) {
			int width = v.sew + operation.d();
			int group = v.lmul + operation.d();
			return supported(v) && width <= v.elen && group <= 3 && aligned(vd, group) && sparesMask() && sourcesFit(v, width, group);
		}

		@Override
		void execute(Hart h, VectorState v) {
			long scalar = scalar(h, v);
			int before = h.floatFlags.flags;
			int width = v.sew + operation.d();
			boolean old = operation.isFloat();
			for (int i = v.vstart; i < v.vl; i++) {
				if (active(v, i)) {
					long d = old ? v.getUnsigned(vd, i, width) : v.get(vd, i, width);
					v.set(vd, i, width, kernel.apply(a(v, i), b(v, i, scalar), d, v));
				}
			}
			if (h.floatFlags.flags != before) {
				h.floatDirty();
			}
		}
	}

	/** Comparisons, which give a mask. */
	static final class Compare extends Elementwise {
		Compare(Decoded d, long pc, VectorOperation operation) {
			super(d, pc, operation);
		}

		@Override
		boolean isLegal(VectorState v) {
			return sourcesFit(v, MASK, 0);
		}

		@Override
		void execute(Hart h, VectorState v) {
			long scalar = scalar(h, v);
			int before = h.floatFlags.flags;
			// The destination may be the mask or the beginning of a source: each element is read before its bit is written.
			for (int i = v.vstart; i < v.vl; i++) {
				if (active(v, i)) {
					v.setBit(vd, i, kernel.apply(a(v, i), b(v, i, scalar), 0, v) != 0);
				}
			}
			if (h.floatFlags.flags != before) {
				h.floatDirty();
			}
		}
	}

	/** Sums with v0 as carry; all elements are worked on. */
	static final class Carry extends Elementwise {
		private final boolean toMask;

		Carry(Decoded d, long pc, VectorOperation operation, boolean toMask) {
			super(d, pc, operation);
			this.toMask = toMask;
		}

		@Override
		boolean isLegal(VectorState v) {
			return toMask ? sourcesFit(v, MASK, 0) : supported(v) && aligned(vd, v.lmul) && vd != 0 && sourcesFit(v, v.sew, v.lmul);
		}

		@Override
		void execute(Hart h, VectorState v) {
			long scalar = scalar(h, v);
			for (int i = v.vstart; i < v.vl; i++) {
				long result = kernel.apply(a(v, i), b(v, i, scalar), masked && v.bit(0, i) ? 1 : 0, v);
				if (toMask) {
					v.setBit(vd, i, result != 0);
				} else {
					v.set(vd, i, v.sew, result);
				}
			}
		}
	}

	/** {@code vmerge}, {@code vmv.v} and their floating-point forms; without a mask there is no vs2. */
	static final class Merge extends VectorNode {
		private final Source source;

		Merge(Decoded d, long pc) {
			super(d, pc);
			source = Source.of(d);
		}

		@Override
		boolean isLegal(VectorState v) {
			return supported(v) && aligned(vd, v.lmul) && sparesMask() && (!masked || aligned(vs2, v.lmul))
					&& (source != Source.VECTOR || aligned(vs1, v.lmul)) && (source != Source.FLOAT || (v.formats >> v.sew & 1) != 0);
		}

		@Override
		void execute(Hart h, VectorState v) {
			if (source == Source.FLOAT) {
				beginFloat(h, v);
			}
			long scalar = source.scalar(h, vs1, v.sew);
			for (int i = v.vstart; i < v.vl; i++) {
				boolean second = active(v, i);
				v.set(vd, i, v.sew, !second ? v.get(vs2, i, v.sew) : source == Source.VECTOR ? v.get(vs1, i, v.sew) : scalar);
			}
		}
	}

	static VectorNode build(RvVInteger row, Decoded d, long pc) {
		String mnemonic = row.mnemonic();
		String stem = mnemonic.substring(0, mnemonic.indexOf('.'));
		return switch (stem) {
			case "vadc", "vsbc", "vmadc", "vmsbc" -> new Carry(d, pc, IntegerOperations.carry(stem), stem.charAt(1) == 'm');
			case "vmerge", "vmv" -> new Merge(d, pc);
			case "vmseq", "vmsne", "vmsltu", "vmslt", "vmsleu", "vmsle", "vmsgtu", "vmsgt" ->
				new Compare(d, pc, IntegerOperations.comparison(stem));
			case "vzext", "vsext" -> new Compute(d, pc, IntegerOperations.extension(mnemonic));
			default -> new Compute(d, pc, IntegerOperations.of(stem, mnemonic.contains(".w")));
		};
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import org.ringside.isa.Decoded;
import org.ringside.machine.Hart;
import org.ringside.machine.Node;
import org.ringside.machine.VectorRegisters;

/**
 * A vector instruction. Whether it is legal with a {@code vtype} is found out once and remembered until the type is another;
 * what does not depend on the type is asked each time.
 */
abstract class VectorNode extends Node {

	/** The width of elements of a mask: one bit. */
	static final int MASK = -3;

	final int vd;
	final int vs1;
	final int vs2;
	/** Whether v0 chooses the elements. */
	final boolean masked;
	/** The type with which the instruction is known to be legal; one that no hart has where there is none yet. */
	private long legalType = -1;

	VectorNode(Decoded d, long pc) {
		super(pc, d.word(), d.length());
		vd = d.word() >>> 7 & 31;
		vs1 = d.word() >>> 15 & 31;
		vs2 = d.word() >>> 20 & 31;
		masked = (d.word() & 1 << 25) == 0;
	}

	@Override
	public final Node exec(Hart h) {
		VectorState v = h.vector;
		if (!VectorRegisters.isOn(h)) {
			throw illegal(h);
		}
		if (v.vtype != legalType) {
			if (!isLegal(v)) {
				throw illegal(h);
			}
			legalType = v.vtype;
		}
		execute(h, v);
		v.vstart = 0;
		VectorRegisters.dirty(h);
		return next;
	}

	/** Whether the hart has the instruction with its present type; the group rules of Unprivileged, V: Vector Operands. */
	abstract boolean isLegal(VectorState v);

	/** Works on the elements from vstart on. */
	abstract void execute(Hart h, VectorState v);

	/** Raises the exception of instructions that cannot begin in the middle (Unprivileged, V: Vector Start Index CSR). */
	final void beginAtZero(Hart h, VectorState v) {
		if (v.vstart != 0) {
			throw illegal(h);
		}
	}

	/** Prepares floating-point operations; with a reserved rounding mode they are illegal. */
	final void beginFloat(Hart h, VectorState v) {
		int mode = h.roundingMode(7);
		if (!h.floatOn() || mode > 4) {
			throw illegal(h);
		}
		v.rounding = mode;
		v.flags = h.floatFlags;
	}

	final boolean active(VectorState v, int index) {
		return !masked || v.bit(0, index);
	}

	/** Whether the destination may be written under the mask: it must not overlap it. */
	final boolean sparesMask() {
		return !masked || vd != 0;
	}

	static boolean supported(VectorState v) {
		return v.vtype != VectorState.VILL;
	}

	static boolean aligned(int register, int group) {
		return group <= 0 || (register & (1 << group) - 1) == 0;
	}

	static int size(int group) {
		return group <= 0 ? 1 : 1 << group;
	}

	static boolean overlaps(int first, int firstSize, int second, int secondSize) {
		return first < second + secondSize && second < first + firstSize;
	}

	/** Whether a destination group may lie as it does to a source group, by the widths of their elements. */
	static boolean mayLie(int vd, int width, int group, int vs, int sourceWidth, int sourceGroup) {
		int size = size(group);
		int sourceSize = size(sourceGroup);
		if (width == sourceWidth || !overlaps(vd, size, vs, sourceSize)) {
			return true;
		}
		return width < sourceWidth ? vd == vs : sourceGroup >= 0 && vs == vd + size - sourceSize;
	}

	/** A vector source: aligned, in range, and not in a forbidden place. */
	final boolean sourceFits(int vs, int sourceWidth, int sourceGroup, int width, int group) {
		return sourceGroup >= -3 && sourceGroup <= 3 && aligned(vs, sourceGroup) && mayLie(vd, width, group, vs, sourceWidth, sourceGroup);
	}
}

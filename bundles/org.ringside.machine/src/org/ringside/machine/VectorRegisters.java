/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.function.BooleanSupplier;

import org.ringside.isa.VectorCsrs;
import org.ringside.machine.vector.VectorState;

/** The vector CSRs (Unprivileged, V: Vector Extension Programmer's Model) and whether the unit is on, which mstatus.VS tells. */
public final class VectorRegisters {

	private VectorRegisters() {
	}

	static void define(CsrFile csrs, Hart hart) {
		VectorState v = hart.vector;
		if (!v.exists()) {
			return;
		}
		BooleanSupplier on = () -> isOn(hart);
		csrs.define(VectorCsrs.VSTART, () -> v.vstart, value -> {
			v.vstart = (int) value & 8 * v.vlenb - 1;
			dirty(hart);
		}, on);
		csrs.define(VectorCsrs.VXSAT, () -> v.vxsat, value -> setFixedPoint(hart, v.vxrm, value), on);
		csrs.define(VectorCsrs.VXRM, () -> v.vxrm, value -> setFixedPoint(hart, value, v.vxsat), on);
		csrs.define(VectorCsrs.VCSR, () -> v.vxrm << 1 | v.vxsat, value -> setFixedPoint(hart, value >>> 1, value), on);
		csrs.define(VectorCsrs.VL, v::vl, on);
		csrs.define(VectorCsrs.VTYPE, v::vtype, on);
		csrs.define(VectorCsrs.VLENB, () -> v.vlenb, on);
	}

	private static void setFixedPoint(Hart hart, long rounding, long saturated) {
		hart.vector.vxrm = (int) rounding & 3;
		hart.vector.vxsat = (int) saturated & 1;
		dirty(hart);
	}

	/** Whether mstatus.VS, and in a guest also vsstatus.VS, lets vector instructions execute. */
	public static boolean isOn(Hart hart) {
		PrivilegedState s = hart.state;
		return (s.mstatus & PrivilegedState.VS) != 0 && (!s.virtual || (s.vsstatus & PrivilegedState.VS) != 0);
	}

	/** Notes that the vector state differs from what was saved. */
	public static void dirty(Hart hart) {
		hart.state.mstatus |= PrivilegedState.VS;
		if (hart.state.virtual) {
			hart.state.vsstatus |= PrivilegedState.VS;
		}
	}

	/** Lets a hart take over the vector state of another one that executes instructions in its place; not mstatus.VS. */
	public static void adopt(Hart to, Hart from) {
		to.vector.copy(from.vector);
	}
}

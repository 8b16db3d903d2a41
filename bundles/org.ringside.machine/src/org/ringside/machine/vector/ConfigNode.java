/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import org.ringside.isa.Decoded;
import org.ringside.isa.Operand;
import org.ringside.isa.RvVConfig;
import org.ringside.machine.Hart;

/** {@code vsetvli}, {@code vsetivli} and {@code vsetvl}: the length becomes the wanted one or, where that is more, the greatest. */
final class ConfigNode extends VectorNode {

	private final RvVConfig row;
	private final long type;

	ConfigNode(RvVConfig row, Decoded d, long pc) {
		super(d, pc);
		this.row = row;
		type = switch (row) {
			case VSETVLI -> d.value(Operand.VTYPEI);
			case VSETIVLI -> d.value(Operand.VTYPEI10);
			case VSETVL -> 0;
		};
	}

	@Override
	boolean isLegal(VectorState v) {
		return true;
	}

	@Override
	void execute(Hart h, VectorState v) {
		long wanted = row == RvVConfig.VSETIVLI ? vs1 : vs1 != 0 ? h.x(vs1) : vd != 0 ? -1 : v.vl;
		v.configure(row == RvVConfig.VSETVL ? h.x(vs2) : type, wanted);
		h.setX(vd, v.vl);
	}
}

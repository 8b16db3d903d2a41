/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.Set;

import org.ringside.isa.FloatCsrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.Zicsr;

/** What regions do with instructions that need exact state. */
final class SystemStep {

	/** What regions look at when they are entered. */
	private static final Set<Integer> FLOAT = Set.of(FloatCsrs.FFLAGS, FloatCsrs.FRM, FloatCsrs.FCSR);

	private SystemStep() {
	}

	/** Whether it may be part of a region. */
	static boolean isTranslated(Step step) {
		Instruction instruction = step.instruction();
		return instruction instanceof Zicsr || leaves(step);
	}

	/** Whether the region ends behind it in any case; what other instructions change is looked at when they are done. */
	static boolean leaves(Step step) {
		Instruction instruction = step.instruction();
		return instruction == RvI.ECALL || instruction == RvI.EBREAK || instruction instanceof RvPrivileged
				|| instruction instanceof Zicsr && FLOAT.contains(step.d().csr());
	}
}

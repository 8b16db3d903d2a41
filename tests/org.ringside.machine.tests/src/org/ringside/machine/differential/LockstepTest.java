/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.HartConfig;
import org.ringside.machine.TestBoard;

/** Interpreter and translator compute the same, instruction by instruction, on generated programs of each kind. */
class LockstepTest {

	private static final IsaProfile PROFILE = IsaProfile.RV64GC.with(Extension.ZBA, Extension.ZBB, Extension.ZBC, Extension.ZBS, Extension.ZICOND,
			Extension.ZFH);

	@ParameterizedTest
	@EnumSource(Comparison.Kind.class)
	void enginesAgree(Comparison.Kind kind) throws Exception {
		for (long seed = 1; seed <= 12; seed++) {
			IsaProfile profile = kind == Comparison.Kind.FLOAT || kind == Comparison.Kind.COMPUTATION ? PROFILE : IsaProfile.RV64IMAC;
			byte[] image = Comparison.generate(kind, seed, profile);
			try (Lockstep lockstep = new Lockstep(profile, HartConfig.DEFAULT, 1, (int) (seed % 3))) {
				lockstep.load(TestBoard.RAM, image).run(seed, 20_000, 20_000_000);
			}
		}
	}
}

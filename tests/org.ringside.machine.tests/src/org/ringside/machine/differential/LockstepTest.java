/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringside.machine.HartConfig;
import org.ringside.machine.TestBoard;

/** Interpreter and translator compute the same, instruction by instruction, on generated programs of each kind. */
class LockstepTest {

	static List<Subject> everySubject() {
		return Subject.all();
	}

	@ParameterizedTest
	@MethodSource("everySubject")
	void enginesAgree(Subject subject) throws Exception {
		for (long seed = 1; seed <= 4; seed++) {
			try (Lockstep lockstep = new Lockstep(subject.profile(), HartConfig.DEFAULT, 1, (int) (seed % 3))) {
				lockstep.load(TestBoard.RAM, subject.program(seed).bytes()).run(seed, 20_000, 20_000_000);
			}
		}
	}
}

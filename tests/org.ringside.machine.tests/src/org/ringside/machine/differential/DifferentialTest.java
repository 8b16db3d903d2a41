/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A generated program of each subject gives the same on QEMU; {@link DifferentialMain} runs as many as one likes. */
class DifferentialTest {

	static Stream<Subject> subjects() {
		return Subject.all().stream();
	}

	@ParameterizedTest
	@MethodSource("subjects")
	void qemuAgrees(Subject subject) throws Exception {
		assumeTrue(Runner.qemuIsThere(), "qemu-system-riscv64 is not installed");
		Comparison.Result result = Comparison.run(subject, 1);
		assertEquals(List.of(), result.differences());
		assertTrue(result.instructions() > 1000, "only " + result.instructions() + " instructions");
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps, runs in small parts and one long run all lead to the same states. */
class SteppingTest {
	private static final int[] CSRS = {0x300, 0x341, 0x342, 0x344, 0x105, 0x140, 0x141, 0x142, 0x143, 0x180, 0xc01};

	private static GuestCore example(Technique technique) throws VmException {
		return GuestCore.create(VmConfig.of(Guests.exampleKernel()).technique(technique).build());
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void manyStepsAreOneRun(Technique technique) throws VmException {
		try (GuestCore stepped = example(technique); GuestCore run = example(technique)) {
			run.run(400_000);
			stepped.run(399_000);
			for (int i = 0; i < 5_000 && stepped.instructions() < 400_000; i++) {
				long before = stepped.instructions();
				assertInstanceOf(VmStop.Budget.class, stepped.step(0));
				assertTrue(stepped.instructions() - before <= 1, "a step retires one instruction at most");
			}
			assertEquals(Fingerprint.of(run, 0, CSRS), Fingerprint.of(stepped, 0, CSRS));
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void partsOfAnyLengthAreOneRun(Technique technique) throws VmException {
		try (GuestCore parts = example(technique); GuestCore whole = example(technique)) {
			whole.run(1_000_000);
			java.util.Random random = new java.util.Random(7);
			while (parts.instructions() < 1_000_000) {
				parts.run(Math.min(1 + random.nextInt(5_000), 1_000_000 - parts.instructions()));
			}
			assertEquals(Fingerprint.of(whole, 0, CSRS), Fingerprint.of(parts, 0, CSRS));
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void anInterruptFromAnotherThreadEndsARunThatNeverEnds(Technique technique) throws Exception {
		try (VirtualMachine vm = VirtualMachine.create(VmConfig.of(Guests.elf("bench-sieve")).technique(technique).build())) {
			Thread other = new Thread(() -> {
				while (vm.instructions() == 0 && !Thread.interrupted()) {
					vm.interrupt();
					Thread.onSpinWait();
				}
			});
			other.start();
			for (int i = 0; i < 3; i++) {
				vm.interrupt();
				assertInstanceOf(VmStop.Interrupted.class, vm.run(Long.MAX_VALUE));
			}
			other.interrupt();
			other.join();
		}
	}
}

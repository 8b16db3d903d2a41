/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Efficiency in the sense of Popek and Goldberg: what need not trap runs on the machine without the monitor. */
class EfficiencyTest {
	private static ShadowStatistics statistics(VmConfig.Builder builder) throws VmException {
		try (VirtualMachine vm = VirtualMachine.create(builder.technique(Technique.TRAP_AND_EMULATE).build())) {
			vm.run(Guests.PLENTY);
			ShadowStatistics counted = vm.statistics();
			assertEquals(vm.instructions(), counted.nativeInstructions() + counted.emulatedInstructions());
			return counted;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = {"bench-sha256", "bench-sieve", "bench-quicksort", "bench-records", "bench-copy"})
	void computationRunsNatively(String bench) throws VmException {
		assertTrue(statistics(VmConfig.of(Guests.elf(bench))).nativeFraction() > 0.999);
	}

	@Test
	void aKernelWithProcessesRunsNearlyAllInstructionsNatively() throws VmException {
		ShadowStatistics counted = statistics(VmConfig.of(Guests.exampleKernel()));
		assertTrue(counted.nativeFraction() > 0.99, "native: " + counted.nativeFraction());
	}

	@Test
	void everyEmulatedInstructionIsAnExitOfACountedReason() throws VmException {
		ShadowStatistics counted = statistics(VmConfig.of(Guests.exampleKernel()));
		long emulating = List.of(ExitReason.CSR, ExitReason.TRAP_RETURN, ExitReason.WAIT, ExitReason.FENCE, ExitReason.TABLE_WRITE,
				ExitReason.MMIO, ExitReason.PROTECTION, ExitReason.MPRV).stream().mapToLong(counted.exits()::get).sum();
		assertEquals(counted.emulatedInstructions(), emulating);
		assertEquals(counted.hiddenFaults(), counted.exits().get(ExitReason.HIDDEN_FAULT));
		assertEquals(counted.trueFaults(), counted.exits().get(ExitReason.TRUE_FAULT));
		assertEquals(counted.tableWrites(), counted.exits().get(ExitReason.TABLE_WRITE));
	}

	@Test
	void aPageIsFilledOnceAndNotAtEachVisit() throws VmException {
		ShadowStatistics counted = statistics(VmConfig.of(Guests.elf("bench-copy")));
		assertTrue(counted.fills() < 2 * counted.guestFrames(), counted.toString());
	}
}

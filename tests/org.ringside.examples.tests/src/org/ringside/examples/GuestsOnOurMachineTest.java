/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringside.machine.HartConfig.AdUpdate;

/** The guests say the same on our machine as on QEMU, whether it sets A and D by itself or lets the guest do it. */
class GuestsOnOurMachineTest {

	private static final long PLENTY = 1_000_000_000L;

	@ParameterizedTest
	@MethodSource("org.ringside.examples.Guest#all")
	void saysWhatQemuSays(Guest guest) throws Exception {
		run(guest, AdUpdate.HARDWARE);
	}

	@ParameterizedTest
	@MethodSource("org.ringside.examples.Guest#all")
	void saysTheSameWhereSoftwareSetsAccessedAndDirty(Guest guest) throws Exception {
		if (guest.supervisor() && !guest.endless()) {
			run(guest, AdUpdate.FAULT);
		}
	}

	private static void run(Guest guest, AdUpdate adUpdate) throws Exception {
		try (BareBoard board = new BareBoard(adUpdate)) {
			if (guest.supervisor()) {
				board.startWithFirmware(guest.image());
			} else {
				board.start(guest.image());
			}
			if (!guest.input().isEmpty()) {
				board.runUntil(Guest.PROMPT, PLENTY);
				board.type(guest.input());
			}
			board.runUntil(guest.endless() ? guest.expected() : "there is no such text", PLENTY);
			assertTrue(board.output().endsWith(guest.expected()), board.output());
			if (guest.endless()) {
				board.runUntil("there is no such text", 10_000_000);
			}
			assertEquals(guest.endless() ? Optional.empty() : Optional.of(guest.exit()), board.exit());
		}
	}

	@ParameterizedTest
	@EnumSource(value = AdUpdate.class, names = { "HARDWARE", "FAULT" })
	void theExampleKernelPasses(AdUpdate adUpdate) throws Exception {
		try (BareBoard board = new BareBoard(adUpdate)) {
			board.startWithFirmware(
					Path.of("../../bundles/org.ringside.examples/resources/kernels/twospaces/kernel.elf"));
			board.runUntil("verdict: ", PLENTY);
			board.runUntil("there is no such text", 1_000_000);
			assertTrue(board.output().endsWith("verdict: pass\n"), board.output());
			assertEquals(Optional.of("0"), board.exit());
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.isa.IsaProfile;

/** Each guest says under each technique what it said on QEMU, and ends as it should. */
class GuestProgramsTest {
	static Stream<Arguments> everyGuestUnderEachTechnique() {
		return Guests.all().stream().flatMap(guest -> Stream.of(Technique.values()).map(technique -> Arguments.of(guest, technique)));
	}

	@ParameterizedTest(name = "{0} under {1}")
	@MethodSource("everyGuestUnderEachTechnique")
	void saysWhatItSaidOnQemu(Guests.Guest guest, Technique technique) throws VmException {
		Guests.Run run = Guests.run(VmConfig.of(guest.elf()).harts(guest.harts()).technique(technique), guest.input(), Guests.PLENTY);
		assertEquals(guest.expected(), run.text());
		if (guest.endless()) {
			assertInstanceOf(VmStop.TrapStorm.class, run.stop(), run.stop().sentence());
		} else {
			Verdict verdict = assertInstanceOf(VmStop.GuestExit.class, run.stop(), run.stop().sentence()).verdict();
			assertEquals(Integer.parseInt(guest.exit()), verdict.code());
			assertEquals(guest.exit().equals("0"), verdict.passed());
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = {false, true})
	void aHypervisorSaysOfItsGuestWhatItSaidOnQemu(boolean parallel) throws VmException {
		Guests.Guest guest = Guests.hypervisor();
		Guests.Run run = Guests.run(VmConfig.of(guest.elf()).isa(IsaProfile.parse("rv64gch_zicntr")).parallel(parallel), guest.input(), Guests.PLENTY);
		assertEquals(guest.expected(), run.text());
		assertTrue(assertInstanceOf(VmStop.GuestExit.class, run.stop(), run.stop().sentence()).verdict().passed());
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void bytesTypedLaterWakeAGuestThatSleeps(Technique technique) throws Exception {
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = VmConfig.of(Guests.elf("m-wait")).technique(technique).console(console).realTime(true).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			Thread typist = new Thread(() -> {
				String said = "waiting until q: \n";
				for (String typed : "a b q".split(" ")) {
					while (text.length() < said.length()) {
						Thread.onSpinWait();
					}
					// It is most probably asleep by then; if it is not, the byte must come through as well.
					LockSupport.parkNanos(20_000_000);
					console.type(typed.getBytes());
					said += typed;
				}
			});
			typist.setDaemon(true);
			typist.start();
			assertInstanceOf(VmStop.GuestExit.class, vm.run(Guests.PLENTY));
			assertEquals("waiting until q: \nabq\npass\n", text.toString());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void sleepingInRealTimeChangesNothingThatTheGuestSees(Technique technique) throws VmException {
		Guests.Run real = Guests.run(VmConfig.of(Guests.elf("s-timer")).technique(technique).realTime(true), "", Guests.PLENTY);
		Guests.Run skipped = Guests.run(VmConfig.of(Guests.elf("s-timer")).technique(technique), "", Guests.PLENTY);
		assertEquals(skipped.text(), real.text());
		assertInstanceOf(VmStop.GuestExit.class, real.stop());
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void theGuestForTwoHartsSaysTheSameAlone(Technique technique) throws VmException {
		Guests.Run run = Guests.run(VmConfig.of(Guests.elf("s-harts")).technique(technique), "", Guests.PLENTY);
		assertEquals("harts\npass\n", run.text());
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void theExampleKernelPasses(Technique technique) throws VmException {
		Guests.Run run = Guests.run(VmConfig.of(Guests.exampleKernel()).technique(technique), "", Guests.PLENTY);
		assertTrue(run.text().endsWith("verdict: pass\n"), run.text());
		assertEquals(Verdict.Kind.PASS, assertInstanceOf(VmStop.GuestExit.class, run.stop()).verdict().kind());
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void theExampleKernelPassesWithSixFurtherHartsThatItLeavesAlone(Technique technique) throws VmException {
		Guests.Run run = Guests.run(VmConfig.of(Guests.exampleKernel()).technique(technique).harts(7), "", Guests.PLENTY);
		assertTrue(run.text().endsWith("verdict: pass\n"), run.text());
	}
}

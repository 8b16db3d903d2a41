/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.vmm.Technique;
import org.ringside.vmm.Verdict;

/** Sessions start, stop, end and start again in every state, and nobody waits for a guest. */
@Timeout(120)
class RunControlTest {

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aSessionBeginsAtTheFirstInstruction(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			assertEquals(SessionState.SUSPENDED, driver.session.state());
			assertEquals(StopKind.ENTRY, driver.session.lastStop().orElseThrow().kind());
			assertEquals(0, driver.session.instructions());
			assertEquals("_start", driver.place());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aTightLoopIsSuspendedAndGoesOn(Technique technique) throws Exception {
		try (Driver driver = Driver.own("spin", technique)) {
			driver.session.resume();
			driver.session.suspend();
			StopEvent first = driver.await();
			assertEquals(StopKind.SUSPEND, first.kind());
			long rounds = driver.session.vcpu(0).x()[10];
			assertTrue(rounds == first.facts().instructions() / 2 || rounds == (first.facts().instructions() - 1) / 2,
					rounds + " rounds in " + first.facts().instructions() + " instructions");
			driver.session.resume();
			while (driver.session.instructions() == first.facts().instructions()) {
				Thread.onSpinWait();
			}
			driver.session.suspend();
			assertTrue(driver.await().facts().instructions() > first.facts().instructions());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void questionsToARunningGuestAreRefusedAtOnce(Technique technique) throws Exception {
		try (Driver driver = Driver.own("spin", technique)) {
			driver.session.resume();
			assertEquals("The VM spin.elf is running.",
					assertThrows(SessionException.class, () -> driver.session.vcpu(0)).getMessage());
			assertThrows(SessionException.class, () -> driver.session.readMemory(AddressSpaceKind.GPA, 0, 0, 1));
			assertThrows(SessionException.class, driver.session::resume);
			assertEquals(0, driver.session.statistics().trueFaults());
			assertEquals(SessionState.RUNNING, driver.session.state());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aRunningGuestIsTerminated(Technique technique) throws Exception {
		try (Driver driver = Driver.own("spin", technique)) {
			driver.session.resume();
			driver.session.terminate();
			StopEvent stop = driver.await();
			assertEquals(StopKind.TERMINATED, stop.kind());
			assertEquals(SessionState.TERMINATED, driver.session.state());
			assertEquals("The VM spin.elf is terminated.",
					assertThrows(SessionException.class, driver.session::resume).getMessage());
			driver.session.terminate();
		}
	}

	@Test
	void terminatingRightAfterAnOrderIsTold() throws Exception {
		for (int i = 0; i < 100; i++) {
			try (Driver driver = Driver.own("spin", Technique.BARE)) {
				if (i % 2 == 0) {
					driver.session.resume();
				} else {
					driver.session.step(0, StepKind.INTO);
				}
				driver.session.terminate();
				StopEvent stop = driver.await();
				while (stop.kind() == StopKind.STEP) {
					stop = driver.await();
				}
				assertEquals(StopKind.TERMINATED, stop.kind());
				assertEquals(SessionState.TERMINATED, driver.session.state());
			}
		}
	}

	@Test
	void aSessionIsClosedInEveryState() throws Exception {
		Driver suspended = Driver.own("spin", Technique.BARE);
		Driver running = Driver.own("spin", Technique.TRAP_AND_EMULATE);
		Driver stepping = Driver.own("spin", Technique.BARE);
		Driver waiting = Driver.shared("s-echo", Technique.BARE);
		Driver ended = Driver.shared("m-pass", Technique.BARE);
		running.session.resume();
		stepping.session.runTo(0);
		waiting.session.resume();
		ended.resume();
		for (Driver driver : List.of(suspended, running, stepping, waiting, ended)) {
			Assertions.assertTimeout(Duration.ofSeconds(10), driver::close);
			assertEquals(SessionState.TERMINATED, driver.session.state());
			driver.close();
		}
		assertTrue(Thread.getAllStackTraces().keySet().stream()
				.noneMatch(thread -> thread.getName().equals("Ringside VM spin.elf")));
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aGuestEndsWithItsVerdict(Technique technique) throws Exception {
		try (Driver driver = Driver.shared("m-fail7", technique)) {
			StopEvent stop = driver.resume();
			assertEquals(StopKind.GUEST_EXIT, stop.kind());
			Verdict verdict = driver.session.verdict().orElseThrow();
			assertEquals(Verdict.Kind.FAIL, verdict.kind());
			assertEquals(7, verdict.code());
			driver.session.console().flush();
			assertEquals("failing with 7\n", driver.output.toString());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void trapsWithoutEndAndIdlenessAreStops(Technique technique) throws Exception {
		try (Driver storm = Driver.shared("s-trap-loop", technique)) {
			StopEvent stop = storm.resume();
			assertEquals(StopKind.TRAP_STORM, stop.kind());
			assertEquals(SessionState.SUSPENDED, storm.session.state());
			assertEquals(0x4000_0000L, storm.session.vcpu(0).pc(), "the handler that faults at its own beginning");
		}
		try (Driver idle = Driver.own("idle", technique)) {
			assertEquals(StopKind.IDLE, idle.resume().kind());
			assertEquals(SessionState.SUSPENDED, idle.session.state());
		}
	}

	@Test
	void theInstructionLimitIsExact() throws Exception {
		GuestLaunch launch = GuestLaunch.of(Path.of("guests", "spin.elf")).maxInstructions(12_345).build();
		try (Driver driver = new Driver(launch)) {
			StopEvent stop = driver.resume();
			assertEquals(StopKind.INSTRUCTION_LIMIT, stop.kind());
			assertEquals(12_345, stop.facts().instructions());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aRestartedGuestDoesTheSameAgain(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			BreakpointId id = driver.session.breakpoints().add("map_on_demand");
			StopEvent first = driver.resume();
			for (int i = 0; i < 2; i++) {
				driver.session.restart();
				assertEquals(StopKind.TERMINATED, driver.await().kind());
				assertEquals(StopKind.ENTRY, driver.await().kind());
				assertEquals(0, driver.session.breakpoints().hitCount(id));
				StopEvent again = driver.resume();
				assertEquals(first.facts(), again.facts());
				assertEquals(first.sentence(), again.sentence());
			}
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
			driver.session.restart();
			assertEquals(StopKind.ENTRY, driver.await().kind());
			assertEquals(StopKind.BREAKPOINT, driver.resume().kind());
		}
	}

	@Test
	void severalSessionsRunAtOnce() throws Exception {
		List<Driver> drivers = new ArrayList<>();
		try {
			for (int i = 0; i < 6; i++) {
				drivers.add(Driver.shared(i % 2 == 0 ? "s-paging" : "s-timer",
						i % 3 == 0 ? Technique.BARE : Technique.TRAP_AND_EMULATE));
			}
			for (Driver driver : drivers) {
				driver.session.resume();
			}
			for (Driver driver : drivers) {
				assertEquals(StopKind.GUEST_EXIT, driver.await().kind());
				assertTrue(driver.session.verdict().orElseThrow().passed());
			}
		} finally {
			drivers.forEach(Driver::close);
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void theConsoleTakesInput(Technique technique) throws Exception {
		try (Driver driver = Driver.shared("s-echo", technique)) {
			driver.session.resume();
			driver.session.console().send("Hello\tq".getBytes(StandardCharsets.US_ASCII));
			assertEquals(StopKind.GUEST_EXIT, driver.await().kind());
			driver.session.console().flush();
			assertEquals("echo until q: Hello\tq\npass\n", driver.output.toString());
		}
	}

	@Test
	void aListenerMayCallTheSession() throws Exception {
		try (Driver driver = Driver.own("stepping", Technique.BARE)) {
			driver.session.breakpoints().add("factorial");
			List<Long> seen = java.util.Collections.synchronizedList(new ArrayList<>());
			driver.session.addListener(new SessionListener() {
				@Override
				public void stateChanged(SessionState state, java.util.Optional<StopEvent> stop) {
					if (state == SessionState.SUSPENDED) {
						try {
							seen.add(driver.session.vcpu(0).x()[10]);
							driver.session.resume();
						} catch (SessionException e) {
							throw new IllegalStateException(e);
						}
					}
				}
			});
			driver.session.resume();
			StopEvent stop = driver.stops.poll(60, TimeUnit.SECONDS);
			while (stop != null && stop.kind() != StopKind.GUEST_EXIT) {
				stop = driver.stops.poll(60, TimeUnit.SECONDS);
			}
			assertEquals(List.of(5L, 4L, 3L, 2L, 1L, 0L), seen);
		}
	}

	@Test
	void badImagesAreRefusedWithOneSentence() {
		assertRefused(GuestLaunch.of(Path.of("guests", "none.elf")).build(), "none.elf");
		assertRefused(GuestLaunch.of(Path.of("guests", "stepping.s")).build(), "expected an ELF file");
		assertRefused(GuestLaunch.of(Path.of("guests", "spin.elf")).isa("rv32i").build(), "rv32i");
		assertRefused(GuestLaunch.of(Path.of("guests", "spin.elf")).memoryBytes(5).build(), "memory");
		assertRefused(GuestLaunch.of(Path.of("guests", "spin.elf")).harts(99).build(), "99");
		assertRefused(GuestLaunch.of(Path.of("guests", "spin.elf")).symbolFile(Path.of("guests", "spin.s")).build(), "spin.s");
	}

	private static void assertRefused(GuestLaunch launch, String named) {
		String message = assertThrows(SessionException.class, () -> Session.open(launch)).getMessage();
		assertTrue(message.contains(named), message);
		assertTrue(message.lines().count() == 1, message);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.EventPlace;
import org.ringside.vmm.Technique;
import org.ringside.vmm.TrapRecorder;
import org.ringside.vmm.VmEvent;

/** The trace keeps what happened, however it is taken down, read while it is written, and of the kinds that are asked for. */
class EventTraceTest {

	/** In nanoseconds. */
	private static final long PATIENCE = 20_000_000_000L;
	private static final PrivilegeMode[] MODES = PrivilegeMode.values();

	@Test
	void whatIsTakenDownAsNumbersIsReadAsTheEventsThatItIs() {
		Random random = new Random(1);
		EventTrace trace = new EventTrace(50, EnumSet.allOf(EventKind.class));
		TrapRecorder recorder = trace.recorder(trace.kinds());
		List<VmEvent> all = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			EventPlace place = new EventPlace(random.nextInt(64), random.nextLong(), random.nextLong(), MODES[random.nextInt(MODES.length)], random.nextLong());
			PrivilegeMode to = MODES[random.nextInt(MODES.length)];
			long cause = random.nextLong();
			long address = random.nextLong();
			switch (random.nextInt(3)) {
				case 0 -> {
					all.add(new VmEvent.TrapTaken(place, cause, address, to, ~address));
					recorder.taken(place.vcpu(), place.instructions(), place.pc(), place.mode(), place.satp(), cause, address, to, ~address);
				}
				case 1 -> {
					all.add(new VmEvent.TrapReturn(place, cause, to, address));
					recorder.returned(place.vcpu(), place.instructions(), place.pc(), place.mode(), place.satp(), cause, to, address);
				}
				default -> {
					VmEvent event = new VmEvent.AddressSpaceSwitch(place, cause);
					all.add(event);
					trace.add(event);
				}
			}
			int kept = Math.min(50, all.size());
			assertEquals(all.subList(all.size() - kept, all.size()), trace.snapshot());
		}
		assertEquals(1000, trace.count());
		for (EventKind kind : EventKind.values()) {
			assertEquals(all.stream().filter(event -> event.kind() == kind).count(), trace.totals().get(kind));
		}
		assertEquals(all.subList(990, 1000), trace.since(990).stream().map(EventTrace.Entry::event).toList());
		assertEquals(List.of(), trace.since(1000));
		trace.clear();
		assertEquals(List.of(), trace.snapshot());
		assertEquals(0, trace.count());
	}

	@Test
	void onlyTheKindsThatAreRecordedAreTakenDown() {
		EventTrace trace = new EventTrace(5, Set.of(EventKind.TRAP_RETURN));
		TrapRecorder recorder = trace.recorder(trace.kinds());
		recorder.taken(0, 1, 2, PrivilegeMode.U, 0, 8, 0, PrivilegeMode.S, 3);
		recorder.returned(0, 1, 2, PrivilegeMode.S, 0, 8, PrivilegeMode.U, 3);
		assertTrue(recorder.takesReturns());
		assertFalse(trace.recorder(EventTrace.USUAL).takesReturns());
		assertEquals(List.of(EventKind.TRAP_RETURN), trace.snapshot().stream().map(VmEvent::kind).toList());
	}

	/** Each field of an event tells its number, so that a reader sees when it got parts of two. */
	@Test
	void readersNeverSeePartsOfTwoEvents() throws Exception {
		EventTrace trace = new EventTrace(40, EnumSet.allOf(EventKind.class));
		TrapRecorder recorder = trace.recorder(trace.kinds());
		AtomicBoolean done = new AtomicBoolean();
		Thread writer = new Thread(() -> {
			for (long i = 0; !done.get(); i++) {
				if (i % 3 == 0) {
					recorder.taken(0, i, i, PrivilegeMode.U, i, i, i, PrivilegeMode.S, i);
				} else if (i % 3 == 1) {
					recorder.returned(0, i, i, PrivilegeMode.S, i, i, PrivilegeMode.U, i);
				} else {
					trace.add(new VmEvent.AddressSpaceSwitch(new EventPlace(0, i, i, PrivilegeMode.S, i), i));
				}
				if (i % 32 == 0) {
					// Readers find something between two bursts, and something torn within one.
					LockSupport.parkNanos(1);
				}
			}
		});
		writer.start();
		long seen = 0;
		try {
			long end = System.nanoTime() + PATIENCE;
			while (seen < 300_000 && System.nanoTime() < end) {
				for (EventTrace.Entry entry : trace.since(0)) {
					long n = entry.number();
					EventPlace place = new EventPlace(0, n, n, n % 3 == 0 ? PrivilegeMode.U : PrivilegeMode.S, n);
					VmEvent expected = n % 3 == 0 ? new VmEvent.TrapTaken(place, n, n, PrivilegeMode.S, n)
							: n % 3 == 1 ? new VmEvent.TrapReturn(place, n, PrivilegeMode.U, n) : new VmEvent.AddressSpaceSwitch(place, n);
					assertEquals(expected, entry.event());
					seen++;
				}
			}
		} finally {
			done.set(true);
			writer.join();
		}
		assertTrue(seen >= 300_000 && trace.snapshot().size() == 40);
	}

	private static GuestLaunch.Builder stepping(Technique technique) {
		return GuestLaunch.of(Path.of("guests", "stepping.elf")).technique(technique);
	}

	/** Lines are written of events, which must then be made. */
	@ParameterizedTest
	@EnumSource(Technique.class)
	void theTraceIsTheSameWhetherEventsAreMadeOrNot(Technique technique) throws Exception {
		List<VmEvent> numbers;
		try (Driver driver = new Driver(stepping(technique).traced(EnumSet.allOf(EventKind.class)).build())) {
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
			numbers = driver.session.trace().snapshot();
		}
		List<String> lines = new ArrayList<>();
		try (Driver driver = new Driver(stepping(technique).traced(EnumSet.allOf(EventKind.class)).build())) {
			driver.session.traceTo(lines::add, false);
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
			assertEquals(driver.session.trace().snapshot(), numbers);
		}
		assertEquals(numbers.size(), lines.size());
		assertTrue(numbers.stream().anyMatch(VmEvent.TrapTaken.class::isInstance) && numbers.stream().anyMatch(VmEvent.TrapReturn.class::isInstance)
				&& numbers.stream().anyMatch(VmEvent.PageTableWrite.class::isInstance));
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void whatIsRecordedCanBeChosenWhileTheGuestStandsStillAndOutlivesARestart(Technique technique) throws Exception {
		try (Driver driver = new Driver(stepping(technique).build())) {
			EventTrace trace = driver.session.trace();
			assertEquals(EventTrace.USUAL, trace.kinds());
			driver.session.breakpoints().add("trap:load-page-fault");
			assertEquals(StopKind.BREAKPOINT, driver.resume().kind());
			assertEquals(0, trace.totals().get(EventKind.PAGE_TABLE_WRITE) + trace.totals().get(EventKind.VM_EXIT));
			long traps = trace.totals().get(EventKind.TRAP_TAKEN);
			assertTrue(traps > 0);
			driver.session.setTraced(EnumSet.of(EventKind.PAGE_TABLE_WRITE, EventKind.VM_EXIT));
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
			assertTrue(trace.totals().get(EventKind.PAGE_TABLE_WRITE) > 0, "the fault is answered by a mapping");
			assertEquals(technique == Technique.TRAP_AND_EMULATE, trace.totals().get(EventKind.VM_EXIT) > 0);
			assertEquals(traps, trace.totals().get(EventKind.TRAP_TAKEN));
			driver.session.restart();
			assertEquals(0, trace.count());
			assertEquals(StopKind.ENTRY, driver.await().kind());
			assertEquals(StopKind.BREAKPOINT, driver.resume().kind());
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
			assertEquals(0, trace.totals().get(EventKind.TRAP_TAKEN));
			assertTrue(trace.totals().get(EventKind.PAGE_TABLE_WRITE) > 0);
		}
	}

	@Test
	void whatIsRecordedCanBeChosenWhileTheGuestRuns() throws Exception {
		GuestLaunch launch = GuestLaunch.of(Path.of("..", "guests", "elf", "s-bench-syscalls.elf")).traced(Set.of()).build();
		try (Driver driver = new Driver(launch)) {
			byte[] many = {-1, -1, -1, -1, -1, -1, -1, 0x7f};
			driver.session.writeMemory(AddressSpaceKind.GPA, 0, driver.session.symbols().require("rounds").gva(), many);
			driver.session.resume();
			driver.session.setTraced(EventTrace.USUAL);
			long end = System.nanoTime() + PATIENCE;
			while (driver.session.trace().totals().get(EventKind.TRAP_TAKEN) < 1000 && System.nanoTime() < end) {
				Thread.sleep(1);
			}
			driver.session.setTraced(Set.of());
			driver.session.suspend();
			assertEquals(StopKind.SUSPEND, driver.await().kind());
			assertTrue(driver.session.trace().totals().get(EventKind.TRAP_TAKEN) >= 1000);
		}
	}

	@Test
	void hartsThatRunInParallelAreTracedOnlyIfSomebodyAsksForIt() {
		assertEquals(EventTrace.USUAL, stepping(Technique.BARE).build().traced());
		assertEquals(Set.of(), stepping(Technique.BARE).parallel(true).build().traced());
		assertFalse(stepping(Technique.BARE).parallel(true).traced(EventTrace.USUAL).build().traced().isEmpty());
	}
}

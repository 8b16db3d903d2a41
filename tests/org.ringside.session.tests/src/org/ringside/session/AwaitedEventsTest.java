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
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.isa.Cause;
import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.Technique;

/** What is refused before an event is made of it is what no breakpoint waits for, and nothing else. */
class AwaitedEventsTest {

	private static final List<String> WAITING = List.of("trap", "trap:load-page-fault", "trap:page-fault from=U to=S", "trap:supervisor-timer",
			"trap:illegal-instruction", "trap:ecall from=U", "trap:ecall mode=S", "trap:exception at=user_touch", "trap:ecall on=return to=S",
			"trap:load-page-fault on=return", "trap on=return from=U", "trap:interrupt on=return", "trap:breakpoint on=return vcpu=1", "hypercall",
			"hypercall:BASE", "hypercall:BASE.get_spec_version on=return", "hypercall:TIME.set_timer", "hypercall:IPI", "table-write",
			"table-write:0x40001000", "table-write:0x40001000 effect=map level=2", "table-write effect=unmap", "table-write:0x70000000 level=0");

	private static GuestLaunch launch(Technique technique, Set<EventKind> traced) {
		return GuestLaunch.of(Path.of("guests", "stepping.elf")).technique(technique).traced(traced).build();
	}

	private static Driver start(Technique technique, Set<EventKind> traced) throws Exception {
		return new Driver(launch(technique, traced));
	}

	/** A trace of everything has each event made, so that all breakpoints look at all of them. */
	private static List<Long> hits(Technique technique, Set<EventKind> traced) throws Exception {
		try (Driver driver = start(technique, traced)) {
			List<BreakpointId> ids = new ArrayList<>();
			for (String spec : WAITING) {
				ids.add(driver.session.breakpoints().add(spec + " action=count"));
			}
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
			return ids.stream().map(driver.session.breakpoints()::hitCount).toList();
		}
	}

	/** The same with one breakpoint at a time, so that none has events made for another. */
	private static List<Long> hitsAlone(Technique technique) throws Exception {
		List<Long> hits = new ArrayList<>();
		for (String spec : WAITING) {
			try (Driver driver = start(technique, Set.of())) {
				BreakpointId id = driver.session.breakpoints().add(spec + " action=count");
				assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
				hits.add(driver.session.breakpoints().hitCount(id));
			}
		}
		return hits;
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void eachBreakpointIsHitAsOftenAsIfEveryEventWereMade(Technique technique) throws Exception {
		List<Long> all = hits(technique, EnumSet.allOf(EventKind.class));
		assertEquals(all, hits(technique, Set.of()));
		assertEquals(all, hitsAlone(technique));
		assertTrue(all.stream().filter(hits -> hits > 0).count() > 12, "most are met: " + all);
	}

	private static AwaitedEvents awaiting(String... specs) throws Exception {
		List<BreakpointSpec> parsed = new ArrayList<>();
		for (String spec : specs) {
			parsed.add(BreakpointSpec.parse(spec));
		}
		return awaiting(parsed);
	}

	private static AwaitedEvents awaiting(List<BreakpointSpec> specs) throws Exception {
		Symbols symbols = new Symbols(launch(Technique.BARE, Set.of()));
		List<BoundBreakpoint> bound = new ArrayList<>();
		for (BreakpointSpec spec : specs) {
			bound.add(BoundBreakpoint.bind(new BreakpointId(bound.size() + 1), spec, symbols));
		}
		return new AwaitedEvents(EnumSet.noneOf(EventKind.class), false, bound);
	}

	@Test
	void trapsOfOtherCausesModesAndPlacesAreRefused() throws Exception {
		AwaitedEvents awaited = awaiting("trap:illegal-instruction", "trap:supervisor-timer from=U", "trap:ecall at=0x1000");
		assertEquals(Set.of(EventKind.TRAP_TAKEN), awaited.kinds());
		assertTrue(awaited.trap(0, 0, 2, PrivilegeMode.U, PrivilegeMode.S));
		assertFalse(awaited.trap(0, 0, 3, PrivilegeMode.U, PrivilegeMode.S));
		assertFalse(awaited.trap(0, 0, Cause.INTERRUPT | 2, PrivilegeMode.U, PrivilegeMode.S));
		assertTrue(awaited.trap(0, 0, Cause.INTERRUPT | 5, PrivilegeMode.U, PrivilegeMode.S));
		assertFalse(awaited.trap(0, 0, Cause.INTERRUPT | 5, PrivilegeMode.S, PrivilegeMode.S));
		assertTrue(awaited.trap(0, 0x1000, 8, PrivilegeMode.U, PrivilegeMode.S));
		assertFalse(awaited.trap(0, 0x1004, 8, PrivilegeMode.U, PrivilegeMode.S));
		assertFalse(awaited.trap(0, 0, 66, PrivilegeMode.U, PrivilegeMode.S), "2 beyond the 64 that have bits");
		assertTrue(awaiting(List.of(TrapBreakpoint.of(Set.of(66L)))).trap(0, 0, 66, PrivilegeMode.U, PrivilegeMode.S));
	}

	@Test
	void callsAndTableWritesThatNobodyWaitsForAreRefused() throws Exception {
		AwaitedEvents awaited = awaiting("hypercall:TIME.set_timer", "table-write:0x40001000 effect=map");
		assertTrue(awaited.hypercall(0x54494D45, 0));
		assertFalse(awaited.hypercall(0x54494D45, 1));
		assertFalse(awaited.hypercall(0x10, 0));
		assertTrue(awaited.tableWrite(0, 0x4000_1000, 0x4000_1fff, 0, 1));
		assertFalse(awaited.tableWrite(0, 0x4000_2000, 0x4000_2fff, 0, 1));
		assertFalse(awaited.tableWrite(0, 0x4000_1000, 0x4000_1fff, 1, 0));
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.vmm.Engine;
import org.ringside.vmm.VmEvent;

/** Breakpoints in code that is hot, set and taken back while it runs, are met as often and at the same moments as without translated code. */
class HotBreakpointTest {

	private static final Path PROGRAM = Path.of("..", "guests", "elf", "bench-records.elf");
	/** Functions that loops call, in the page of those loops. */
	private static final List<String> PLACES = List.of("next_random", "divide", "mix", "multiply");

	/** Of tdata1 (Debug, type mcontrol6). */
	private static final long MATCH_IN_M = 6L << 60 | 1 << 6;
	private static final long LOADS = 1;
	private static final long STORES = 2;

	/** What was met, and when. */
	private record Met(List<Long> hits, List<Long> stops, long end) {
	}

	private static Met run(Engine engine) throws Exception {
		try (Driver driver = new Driver(GuestLaunch.of(PROGRAM).engine(engine).build())) {
			List<BreakpointId> counted = new ArrayList<>();
			List<Long> stops = new ArrayList<>();
			for (String place : PLACES) {
				// The code runs warm before the breakpoint comes, which stops a few times and then only counts.
				BreakpointId warm = driver.session.breakpoints().add(place + " hits=1000");
				StopEvent stop = driver.resume();
				assertEquals(StopKind.BREAKPOINT, stop.kind(), place + ": " + stop.sentence());
				stops.add(stop.facts().instructions());
				driver.session.breakpoints().remove(warm);
				counted.add(driver.session.breakpoints().add(place + " action=count"));
			}
			StopEvent end = driver.resume();
			assertEquals(StopKind.GUEST_EXIT, end.kind(), end.sentence());
			List<Long> hits = new ArrayList<>();
			for (BreakpointId id : counted) {
				hits.add(driver.session.breakpoints().hitCount(id));
			}
			return new Met(hits, stops, end.facts().instructions());
		}
	}

	@Test
	void areMetExactlyAsTheInterpreterMeetsThem() throws Exception {
		Met interpreted = run(Engine.INTERPRETER);
		assertTrue(interpreted.hits().stream().allMatch(count -> count > 0), interpreted.toString());
		assertEquals(interpreted, run(Engine.TRANSLATOR));
		assertEquals(interpreted, run(Engine.TRANSLATOR), "with what was made the first time");
	}

	/** Where a trigger of the hart that matches loads from, or stores to, an address fires. */
	private static String fires(Engine engine, long accesses) throws Exception {
		try (Driver driver = new Driver(GuestLaunch.of(PROGRAM).engine(engine).build())) {
			BreakpointId warm = driver.session.breakpoints().add("divide hits=500");
			assertEquals(StopKind.BREAKPOINT, driver.resume().kind());
			driver.session.breakpoints().remove(warm);
			long address = driver.session.symbols().require("pool").gva();
			driver.session.writeRegister(0, "tcontrol", 1 << 3);
			driver.session.writeRegister(0, "tselect", 0);
			driver.session.writeRegister(0, "tdata2", address);
			driver.session.writeRegister(0, "tdata1", MATCH_IN_M | accesses);
			driver.session.breakpoints().add("trap:breakpoint");
			StopEvent stop = driver.resume();
			VmEvent.TrapTaken trap = (VmEvent.TrapTaken) stop.event().orElseThrow();
			assertEquals(address, trap.tval(), stop.sentence());
			return "%x after %d".formatted(trap.place().pc(), trap.place().instructions());
		}
	}

	@ParameterizedTest
	@ValueSource(longs = {LOADS, STORES, LOADS | STORES})
	void watchedDataAmongHotDataIsMetAtTheSameInstruction(long accesses) throws Exception {
		assertEquals(fires(Engine.INTERPRETER, accesses), fires(Engine.TRANSLATOR, accesses));
	}
}

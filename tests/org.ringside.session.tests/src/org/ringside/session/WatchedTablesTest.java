/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.GvaRange;
import org.ringside.vmm.Technique;
import org.ringside.vmm.VmEvent;

/** A breakpoint on writes to page tables has only the tables watched that lead to its addresses, and misses nothing by that. */
class WatchedTablesTest {

	private static final List<String> WAITING = List.of("table-write:0x40000000", "table-write:0x40001000", "table-write:0x40001000 level=0",
			"table-write:0x40200000-0x40400000", "table-write:0x40000000 level=2", "table-write:0x80000000", "table-write:0x80201000 level=0",
			"table-write:0xffffffd000000000", "table-write:0x40000000 effect=unmap", "table-write:0x40000000 effect=ad",
			"table-write:0x10000000-0x200000000 effect=remap", "table-write:0x7000000000");

	private static GuestLaunch launch(String guest, Technique technique, Set<EventKind> traced) {
		return GuestLaunch.of(Path.of("..", "guests", "elf", guest + ".elf")).technique(technique).traced(traced).build();
	}

	private static List<Long> hits(String guest, Technique technique, Set<EventKind> traced, List<String> specs) throws Exception {
		try (Driver driver = new Driver(launch(guest, technique, traced))) {
			List<BreakpointId> ids = new ArrayList<>();
			for (String spec : specs) {
				ids.add(driver.session.breakpoints().add(spec + " action=count"));
			}
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
			return ids.stream().map(driver.session.breakpoints()::hitCount).toList();
		}
	}

	/** With a trace of table writes every table is watched whole. */
	@ParameterizedTest
	@EnumSource(Technique.class)
	void eachIsHitAsOftenAsWhereAllTablesAreWatched(Technique technique) throws Exception {
		int met = 0;
		for (String guest : List.of("s-table-write", "s-superpage", "s-paging", "s-alias", "s-asid", "s-bench-faults")) {
			List<Long> all = hits(guest, technique, EnumSet.of(EventKind.PAGE_TABLE_WRITE), WAITING);
			assertEquals(all, hits(guest, technique, Set.of(), WAITING), guest);
			for (int i = 0; i < WAITING.size(); i++) {
				assertEquals(all.subList(i, i + 1), hits(guest, technique, Set.of(), List.of(WAITING.get(i))), guest + ": " + WAITING.get(i));
			}
			met += all.stream().filter(hits -> hits > 0).count();
		}
		assertTrue(met > 20, met + " were met");
	}

	/** What else a table is used for is no reason to miss a write. */
	@ParameterizedTest
	@EnumSource(Technique.class)
	void aTableOfThreePlacesStopsForEach(Technique technique) throws Exception {
		for (String address : List.of("0x40000000", "0x40200000", "0x1c0000000")) {
			VmEvent.PageTableWrite alone = stopAtSharedTable(technique, address, Set.of());
			assertEquals(Long.decode(address), alone.firstGva(), "the address that is waited for is told");
			VmEvent.PageTableWrite all = stopAtSharedTable(technique, address, EnumSet.of(EventKind.PAGE_TABLE_WRITE));
			assertEquals(2, all.others().size());
			assertTrue(all.governs(range -> range.equals(new GvaRange(alone.firstGva(), alone.lastGva()))));
		}
	}

	private static VmEvent.PageTableWrite stopAtSharedTable(Technique technique, String address, Set<EventKind> traced) throws Exception {
		GuestLaunch launch = GuestLaunch.of(Path.of("guests", "shared-table.elf")).technique(technique).traced(traced).build();
		try (Driver driver = new Driver(launch)) {
			BreakpointId id = driver.session.breakpoints().add("table-write:" + address + " level=0 effect=map");
			StopEvent stop = driver.resume();
			assertEquals(StopKind.BREAKPOINT, stop.kind(), stop.sentence());
			assertEquals(!traced.isEmpty(), stop.sentence().contains("; its table is used for gVA 0x"), stop.sentence());
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
			assertEquals(1, driver.session.breakpoints().hitCount(id));
			return (VmEvent.PageTableWrite) stop.event().orElseThrow();
		}
	}

	/** A breakpoint that comes while the guest stands still finds tables that were linked before; one that goes leaves the other in force. */
	@Test
	void breakpointsComeAndGoWhileTheGuestStandsStill() throws Exception {
		try (Driver driver = new Driver(launch("s-table-write", Technique.BARE, Set.of()))) {
			BreakpointId other = driver.session.breakpoints().add("table-write:0x40000000 level=2");
			assertEquals(StopKind.BREAKPOINT, driver.resume().kind());
			BreakpointId id = driver.session.breakpoints().add("table-write:0x40000000 level=0");
			driver.session.breakpoints().remove(other);
			assertEquals(StopKind.BREAKPOINT, driver.resume().kind());
			assertEquals(1, driver.session.breakpoints().hitCount(id));
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.machine.Hart;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;

/** Tables are found from their roots, followed as they change, and forgotten when they are none any more. */
class GuestTablesTest {
	private static final long RAM = 0x8000_0000L;
	private static final long ROOT = RAM + 0x1000;
	private static final long MIDDLE = RAM + 0x2000;
	private static final long LOW = RAM + 0x3000;
	private static final long OTHER_LOW = RAM + 0x4000;
	private static final long OTHER_ROOT = RAM + 0x5000;
	private static final long POINTER = 1;
	private static final long PAGE = 0xcf;

	private record Write(long entry, int level, long first, long last, long oldPte, long newPte, long root) {
	}

	private final Ram ram = new Ram(8 << 20);
	private final PhysicalBus bus = new PhysicalBus();
	private final List<Write> writes = new ArrayList<>();
	private final List<Integer> ranges = new ArrayList<>();
	private final List<Long> dropped = new ArrayList<>();
	private final GuestTables tables;

	GuestTablesTest() {
		bus.addMemory(RAM, ram);
		tables = new GuestTables(bus, new TableWriteListener() {
			@Override
			public void entryWritten(Hart hart, long entryGpa, int level, List<GovernedRange> governed, long oldPte, long newPte) {
				GovernedRange first = governed.get(0);
				writes.add(new Write(entryGpa, level, first.first(), first.last(), oldPte, newPte, first.root().gpa()));
				ranges.add(governed.size());
			}

			@Override
			public void frameTracked(long gpa) {
				assertTrue(bus.isTracked(gpa));
			}

			@Override
			public void rootDropped(TableRoot root) {
				dropped.add(root.gpa());
			}
		}, false);
	}

	private static long satp(long root, int asid) {
		return 8L << 60 | (long) asid << 44 | root >>> 12;
	}

	private static long pte(long frame, long flags) {
		return frame >>> 12 << 10 | flags;
	}

	private void store(long address, long value) {
		bus.write(null, address, 8, value);
	}

	@BeforeEach
	void threeLevels() {
		store(ROOT + 8 * 2, pte(MIDDLE, POINTER));
		store(MIDDLE + 8 * 3, pte(LOW, POINTER));
		store(LOW + 8 * 4, pte(RAM, PAGE));
		tables.await(TableInterest.ALL);
	}

	@AfterEach
	void close() {
		ram.close();
	}

	@Test
	void nothingIsFollowedBeforeARootIsKnown() {
		store(ROOT, 5);
		assertEquals(0, tables.tableCount());
		assertEquals(List.of(), writes);
	}

	@Test
	void writesAtEachLevelTellTheRangeThatTheyGovern() {
		tables.activate(0, satp(ROOT, 9));
		assertEquals(3, tables.tableCount());
		long base = 2L << 30 | 3L << 21;
		store(LOW + 8 * 5, pte(RAM, PAGE));
		store(MIDDLE + 8 * 4, pte(RAM, PAGE));
		store(ROOT + 8 * 511, pte(RAM, PAGE));
		assertEquals(List.of(new Write(LOW + 40, 0, base + 5 * 4096, base + 6 * 4096 - 1, 0, pte(RAM, PAGE), ROOT),
				new Write(MIDDLE + 32, 1, 2L << 30 | 4L << 21, (2L << 30 | 5L << 21) - 1, 0, pte(RAM, PAGE), ROOT),
				new Write(ROOT + 8 * 511, 2, -1L << 30, -1, 0, pte(RAM, PAGE), ROOT)), writes);
	}

	@Test
	void partsOfAnEntryAndStoresAcrossTwoEntriesAreToldAsWholeEntries() {
		tables.activate(0, satp(ROOT, 0));
		bus.write(null, LOW + 8 * 4 + 1, 1, 0xee);
		assertEquals(pte(RAM, PAGE), writes.get(0).oldPte());
		assertEquals(pte(RAM, PAGE) & ~0xff00L | 0xee00, writes.get(0).newPte());
		writes.clear();
		bus.write(null, LOW + 8 * 7 + 4, 8, 0x1122_3344_5566_7788L);
		assertEquals(List.of(LOW + 56, LOW + 64), writes.stream().map(Write::entry).toList());
		assertEquals(0x5566_7788_0000_0000L, writes.get(0).newPte());
		assertEquals(0x1122_3344L, writes.get(1).newPte());
	}

	@Test
	void aTableThatIsLinkedLaterIsFollowedAndOneThatIsUnlinkedIsNot() {
		tables.activate(0, satp(ROOT, 0));
		assertFalse(tables.isTable(OTHER_LOW));
		store(MIDDLE + 8 * 6, pte(OTHER_LOW, POINTER));
		assertTrue(tables.isTable(OTHER_LOW) && bus.isTracked(OTHER_LOW));
		store(OTHER_LOW, pte(RAM, PAGE));
		assertEquals(2L << 30 | 6L << 21, writes.get(1).first());
		store(MIDDLE + 8 * 6, 0);
		assertFalse(tables.isTable(OTHER_LOW) || bus.isTracked(OTHER_LOW));
		store(ROOT + 8 * 2, 0);
		assertEquals(1, tables.tableCount(), "only the root is left");
	}

	@Test
	void aSharedTableIsToldOnceWithAllItsRanges() {
		store(OTHER_ROOT + 8 * 7, pte(MIDDLE, POINTER));
		tables.activate(0, satp(ROOT, 1));
		tables.activate(1, satp(OTHER_ROOT, 2));
		store(LOW, pte(RAM, PAGE));
		assertEquals(1, writes.size());
		assertEquals(List.of(2), ranges);
		store(ROOT + 8 * 2, 0);
		assertTrue(tables.isTable(LOW), "the other root still leads to it");
	}

	@Test
	void aTableThatPointsToItselfEndsAtTheLastLevel() {
		store(ROOT + 8 * 511, pte(ROOT, POINTER));
		tables.activate(0, satp(ROOT, 0));
		store(ROOT + 8 * 5, pte(RAM, PAGE));
		assertEquals(List.of(0, 1, 2), writes.stream().map(Write::level).sorted().toList());
	}

	@Test
	void pointersOutOfRamAreNotFollowed() {
		store(ROOT, pte(0x1000, POINTER));
		store(ROOT + 8, pte(1L << 50, POINTER));
		tables.activate(0, satp(ROOT, 0));
		assertEquals(3, tables.tableCount());
		tables.activate(0, satp(0x7000, 0));
		store(ROOT, 0);
		assertEquals(1, writes.size());
	}

	@Test
	void anAddressSpaceThatNobodyIsInAndThatIsOverwrittenIsForgotten() {
		tables.activate(0, satp(ROOT, 1));
		tables.activate(0, satp(OTHER_ROOT, 2));
		for (int i = 0; i < 2000 && tables.isTable(LOW); i++) {
			store(LOW + 8 * (i % 512), i * 2);
		}
		assertFalse(tables.isTable(LOW), "it holds data now");
		assertEquals(List.of(ROOT), dropped);
		assertTrue(tables.isTable(OTHER_ROOT));
	}

	@Test
	void theTablesInUseAreNeverForgottenHoweverOftenTheyAreWritten() {
		tables.activate(0, satp(ROOT, 1));
		for (int i = 0; i < 5000; i++) {
			store(LOW + 8 * (i % 512), pte(RAM, i % 2 == 0 ? PAGE : 0));
		}
		assertTrue(tables.isTable(LOW));
		assertEquals(5000, writes.size());
	}

	@Test
	void manyAddressSpacesAreBounded() {
		for (int space = 0; space < 300; space++) {
			tables.activate(0, satp(RAM + 0x10_0000 + space * 4096L, space));
		}
		assertTrue(tables.tableCount() <= 64, tables.tableCount() + " tables are followed");
		assertTrue(tables.isTable(RAM + 0x10_0000 + 299 * 4096L), "the one in use");
	}

	@Test
	void clearingForgetsEverything() {
		tables.activate(0, satp(ROOT, 1));
		tables.clear();
		assertEquals(0, tables.tableCount());
		assertFalse(bus.isTracked(ROOT) || bus.isTracked(LOW));
		tables.activate(0, satp(ROOT, 1));
		assertEquals(3, tables.tableCount());
	}
}

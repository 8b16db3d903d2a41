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
import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringside.machine.Hart;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;
import org.ringside.machine.Walk;

/** Where somebody waits for writes about some addresses, only the entries that lead there are watched, and each of them is. */
class AwaitedTablesTest {
	private static final long RAM = 0x8000_0000L;
	private static final long ROOT = RAM + 0x1000;
	private static final long MIDDLE = RAM + 0x2000;
	private static final long LOW = RAM + 0x3000;
	private static final long OTHER_LOW = RAM + 0x4000;
	private static final long OTHER_ROOT = RAM + 0x5000;
	private static final long OTHER_MIDDLE = RAM + 0x6000;
	private static final long POINTER = 1;
	private static final long PAGE = 0xcf;
	/** By indexes 2, 3 and 4 of Sv39. */
	private static final long WATCHED = 2L << 30 | 3L << 21 | 4L << 12;

	private record Write(long entry, int level, long first) {
	}

	private final Ram ram = new Ram(8 << 20);
	private final PhysicalBus bus = new PhysicalBus();
	/** Of those that concern what is awaited, each for its first range. */
	private final List<Write> writes = new ArrayList<>();
	private TableInterest interest = TableInterest.NONE;
	private int told;
	private GuestTables tables = tables(false);

	AwaitedTablesTest() {
		bus.addMemory(RAM, ram);
	}

	private GuestTables tables(boolean monitored) {
		return new GuestTables(bus, new TableWriteListener() {
			@Override
			public void entryWritten(Hart hart, long entryGpa, int level, List<GovernedRange> ranges, long oldPte, long newPte) {
				told++;
				ranges.stream().filter(range -> interest.in(level, range.first(), range.last())).findFirst()
						.ifPresent(range -> writes.add(new Write(entryGpa, level, range.first())));
			}

			@Override
			public void frameTracked(long gpa) {
				assertTrue(bus.isTracked(gpa));
			}

			@Override
			public void rootDropped(TableRoot root) {
				// Nothing hangs on it here.
			}
		}, monitored);
	}

	@AfterEach
	void close() {
		ram.close();
	}

	private static long satp(long root) {
		return 8L << 60 | root >>> 12;
	}

	private static long pte(long frame, long flags) {
		return frame >>> 12 << 10 | flags;
	}

	private void store(long table, int index, long value) {
		bus.write(null, table + 8L * index, 8, value);
	}

	private void await(int level, long first, long last) {
		interest = new TableInterest(List.of(new TableInterest.Part(level, first, last)));
		tables.await(interest);
	}

	private void threeLevels() {
		store(ROOT, 2, pte(MIDDLE, POINTER));
		store(MIDDLE, 3, pte(LOW, POINTER));
		store(LOW, 4, pte(RAM, PAGE));
	}

	/** Stores into an entry of a table and back again: whether that is told. */
	private boolean told(long table, int index) {
		long value = bus.read(table + 8L * index, 8);
		int before = told;
		bus.write(null, table + 8L * index, 8, value ^ 1 << 9);
		bus.write(null, table + 8L * index, 8, value);
		return told != before;
	}

	@Test
	void onlyTheEntriesOnTheWayAreTold() {
		threeLevels();
		store(MIDDLE, 5, pte(OTHER_LOW, POINTER));
		await(0, WATCHED, WATCHED);
		tables.activate(0, satp(ROOT));
		assertEquals(3, tables.tableCount(), "the other table of level 0 leads elsewhere");
		for (int index = 0; index < 512; index++) {
			assertEquals(index == 2, told(ROOT, index), "root " + index);
			assertEquals(index == 3, told(MIDDLE, index), "middle " + index);
			assertEquals(index == 4, told(LOW, index), "low " + index);
			assertFalse(told(OTHER_LOW, index), "other " + index);
		}
	}

	@Test
	void aPartOfAnEntryIsToldAndAStoreThatEndsInOne() {
		threeLevels();
		await(0, WATCHED, WATCHED);
		tables.activate(0, satp(ROOT));
		bus.write(null, LOW + 8 * 4 + 7, 1, 0);
		assertEquals(1, told);
		bus.write(null, LOW + 8 * 3 + 4, 8, 5L << 32);
		assertEquals(List.of(new Write(LOW + 32, 0, WATCHED), new Write(LOW + 32, 0, WATCHED)), writes);
		bus.write(null, LOW + 8 * 3, 8, -1);
		bus.write(null, LOW + 8 * 5, 8, -1);
		bus.write(LOW + 8 * 2, new byte[32], 0, 32);
		assertEquals(3, writes.size(), "a device or the debugger writes it with others");
	}

	@Test
	void aTableThatComesIntoTheWayIsWatchedFromThenOn() {
		await(0, WATCHED, WATCHED);
		tables.activate(0, satp(ROOT));
		assertFalse(told(LOW, 4));
		store(LOW, 4, pte(RAM, PAGE));
		store(MIDDLE, 3, pte(LOW, POINTER));
		assertEquals(0, told, "nothing leads there yet");
		store(ROOT, 2, pte(MIDDLE, POINTER));
		assertTrue(told(MIDDLE, 3) && told(LOW, 4));
		store(MIDDLE, 3, pte(OTHER_LOW, POINTER));
		assertTrue(told(OTHER_LOW, 4));
		assertFalse(told(LOW, 4), "it was taken out of the way");
		store(MIDDLE, 4, pte(LOW, POINTER));
		assertFalse(told(LOW, 4), "it leads elsewhere");
	}

	@Test
	void aSuperpageThatATableReplacesIsFollowed() {
		store(ROOT, 2, pte(RAM, PAGE));
		await(0, WATCHED, WATCHED);
		tables.activate(0, satp(ROOT));
		store(MIDDLE, 3, pte(LOW, POINTER));
		store(ROOT, 2, pte(MIDDLE, POINTER));
		assertTrue(told(LOW, 4));
		store(ROOT, 2, pte(RAM, PAGE));
		assertFalse(told(LOW, 4) || told(MIDDLE, 3));
	}

	@Test
	void aTableThatIsUsedElsewhereTooIsWatchedWhereItMatters() {
		threeLevels();
		// elsewhere by index 7 of the root, and in another address space by index 2
		store(ROOT, 7, pte(MIDDLE, POINTER));
		store(OTHER_ROOT, 2, pte(OTHER_MIDDLE, POINTER));
		store(OTHER_MIDDLE, 3, pte(LOW, POINTER));
		await(0, WATCHED, WATCHED);
		tables.activate(0, satp(ROOT));
		tables.activate(0, satp(OTHER_ROOT));
		store(LOW, 4, 0);
		assertEquals(List.of(new Write(LOW + 32, 0, WATCHED)), writes);
		store(ROOT, 2, 0);
		assertTrue(told(LOW, 4), "the other address space uses it still");
		store(OTHER_MIDDLE, 3, 0);
		assertFalse(told(LOW, 4) || told(MIDDLE, 3));
		assertTrue(told(OTHER_ROOT, 2) && told(OTHER_MIDDLE, 3));
	}

	/** It is the second way to the same table by which it matters, and the way makes other entries of it matter. */
	@Test
	void aSecondWayToATableMakesMoreOfItMatter() {
		long nextPage = WATCHED + (1L << 21) + 4096;
		threeLevels();
		await(0, WATCHED, nextPage);
		tables.activate(0, satp(ROOT));
		assertTrue(told(LOW, 4) && told(LOW, 511));
		assertFalse(told(LOW, 3));
		store(MIDDLE, 4, pte(LOW, POINTER));
		assertTrue(told(LOW, 3), "as part of what the next entry governs");
		assertEquals(2L << 30 | 4L << 21 | 3 << 12, writes.get(writes.size() - 1).first());
	}

	@Test
	void aSecondWayMakesMoreOfTheTablesBehindMatter() {
		threeLevels();
		long gigabyte = 1L << 30;
		await(0, WATCHED, WATCHED + gigabyte - 4096);
		tables.activate(0, satp(ROOT));
		assertFalse(told(LOW, 3));
		store(ROOT, 3, pte(MIDDLE, POINTER));
		assertTrue(told(LOW, 3), "by index 3 of the root");
		assertTrue(told(MIDDLE, 2));
	}

	@Test
	void aFrameOfTwoLevelsIsWatchedInBoth() {
		// the root maps itself at 511, so that its entries are those of the lowest level, too
		store(ROOT, 511, pte(ROOT, POINTER));
		long last = -1L << 12;
		await(0, last, last);
		tables.activate(0, satp(ROOT));
		store(ROOT, 511, pte(ROOT, POINTER) | 1 << 8);
		assertEquals(List.of(0, 1, 2), writes.stream().map(Write::level).sorted().toList());
		assertFalse(told(ROOT, 2));
	}

	@Test
	void tablesBelowTheAwaitedLevelAreNotWatched() {
		threeLevels();
		await(1, WATCHED, WATCHED);
		tables.activate(0, satp(ROOT));
		assertTrue(told(MIDDLE, 3) && told(ROOT, 2));
		assertFalse(told(LOW, 4));
		await(2, 0, -1);
		assertFalse(told(MIDDLE, 3));
		assertTrue(told(ROOT, 511));
	}

	@Test
	void whatIsAwaitedCanChange() {
		threeLevels();
		store(MIDDLE, 5, pte(OTHER_LOW, POINTER));
		await(0, WATCHED, WATCHED);
		tables.activate(0, satp(ROOT));
		tables.activate(0, satp(OTHER_ROOT));
		long other = 2L << 30 | 5L << 21;
		await(0, other, other);
		assertTrue(told(OTHER_LOW, 0) && told(MIDDLE, 5) && told(ROOT, 2), "address spaces that nobody is in are known still");
		assertFalse(told(LOW, 4) || told(MIDDLE, 3));
		tables.await(TableInterest.ALL);
		assertTrue(told(OTHER_LOW, 9) && told(LOW, 9) && told(MIDDLE, 9) && told(ROOT, 9));
		await(0, WATCHED, WATCHED);
		assertTrue(told(LOW, 4));
		assertFalse(told(OTHER_LOW, 0) || told(LOW, 9) || told(ROOT, 9));
		interest = new TableInterest(List.of(new TableInterest.Part(0, other, other), new TableInterest.Part(0, WATCHED, WATCHED)));
		tables.await(interest);
		assertTrue(told(OTHER_LOW, 0) && told(LOW, 4) && told(MIDDLE, 5) && told(MIDDLE, 3));
	}

	@Test
	void whatAMonitorWalkedIsToldWholeWhateverIsAwaited() {
		tables = tables(true);
		threeLevels();
		store(MIDDLE, 5, pte(OTHER_LOW, POINTER));
		tables.activate(0, satp(ROOT));
		long elsewhere = 2L << 30 | 5L << 21;
		tables.walked(satp(ROOT), elsewhere, List.of(step(2, ROOT + 16), step(1, MIDDLE + 40), step(0, OTHER_LOW)));
		await(0, WATCHED, WATCHED);
		assertTrue(told(OTHER_LOW, 9) && told(MIDDLE, 9) && told(LOW, 4));
		tables.await(TableInterest.NONE);
		assertTrue(told(OTHER_LOW, 9) && told(MIDDLE, 9));
		assertFalse(told(LOW, 4), "nobody has walked it");
	}

	private Walk.Step step(int level, long entry) {
		return new Walk.Step(Walk.Stage.SINGLE, WATCHED, level, entry, entry, bus.read(entry, 8));
	}

	/** All tables point to all, in each entry: there are more ways than can be gone. */
	@Test
	void tablesWithMoreWaysThanCanBeCountedAreAwaitedWhole() {
		for (int index = 0; index < 512; index++) {
			store(ROOT, index, pte(MIDDLE, POINTER));
			store(MIDDLE, index, pte(LOW, POINTER));
			store(LOW, index, pte(RAM, PAGE));
		}
		await(0, 0, WATCHED);
		tables.activate(0, satp(ROOT));
		assertTrue(told(LOW, 4) && told(LOW, 511) && told(MIDDLE, 3));
		store(LOW, 500, 0);
		assertTrue(writes.size() > 0);
	}

	/** Against a plain rule: what is told with everything awaited, and concerns the range, is told when only the range is awaited. */
	@Test
	void randomTablesTellWhatTheyTellWhenAllIsAwaited() {
		int met = 0;
		for (long seed = 0; seed < 40; seed++) {
			List<String> concerned = written(seed, true);
			assertEquals(concerned, written(seed, false), "seed " + seed);
			met += concerned.size();
		}
		assertTrue(met > 1000, met + " writes concern a range");
	}

	private List<String> written(long seed, boolean all) {
		Random random = new Random(seed);
		PhysicalBus own = new PhysicalBus();
		try (Ram memory = new Ram(1 << 20)) {
			own.addMemory(RAM, memory);
			// so few that no entry can have more ways to it than are told
			int indexes = 4;
			long first = random.nextLong(1L << 32) & -4096;
			List<TableInterest.Part> parts = List.of(new TableInterest.Part(random.nextInt(2), first, first + random.nextInt(1 << 30)));
			TableInterest concern = new TableInterest(parts);
			List<String> told = new ArrayList<>();
			GuestTables watched = new GuestTables(own, new TableWriteListener() {
				@Override
				public void entryWritten(Hart hart, long entryGpa, int level, List<GovernedRange> ranges, long oldPte, long newPte) {
					TreeSet<String> concerned = new TreeSet<>();
					for (GovernedRange range : ranges) {
						if (concern.in(level, range.first(), range.last())) {
							concerned.add(Long.toHexString(range.root().gpa()) + ":" + Long.toHexString(range.first()));
						}
					}
					if (!concerned.isEmpty()) {
						told.add(Long.toHexString(entryGpa) + " " + level + " " + newPte + " " + concerned);
					}
				}

				@Override
				public void frameTracked(long gpa) {
					assertTrue(own.isMemory(gpa));
				}

				@Override
				public void rootDropped(TableRoot root) {
					// Nothing hangs on it here.
				}
			}, false);
			watched.await(all ? TableInterest.ALL : concern);
			int frames = 12;
			for (int step = 0; step < 600; step++) {
				if (step % 60 == 0) {
					long scheme = 8 + random.nextInt(2);
					watched.activate(random.nextInt(2), scheme << 60 | RAM + 4096 * random.nextInt(3) >>> 12);
				}
				long table = RAM + 4096 * random.nextInt(frames);
				long pointed = RAM + 4096 * random.nextInt(frames);
				long value = switch (random.nextInt(5)) {
					case 0 -> 0;
					case 1 -> pte(pointed, PAGE);
					default -> pte(pointed, POINTER);
				};
				own.write(null, table + 8L * random.nextInt(indexes), random.nextInt(6) == 0 ? 4 : 8, value);
			}
			return told;
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.paging.Pte;
import org.ringside.machine.Access;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;
import org.ringside.vmm.ShadowMapping.View;

/** Shadow tables are what the machine's MMU walks, give their frames back, and make room for one another. */
class ShadowSpaceTest {
	private static final long BASE = 0x8000_0000L;
	private static final long FLAGS = Pte.V | Pte.R | Pte.U | Pte.A | Pte.D;

	private final List<Ram> rams = new ArrayList<>();
	private PhysicalBus bus;
	private MachineFrames frames;

	private ShadowSpace space(int frameCount) {
		Ram ram = new Ram(frameCount * 4096L);
		rams.add(ram);
		bus = new PhysicalBus();
		bus.addMemory(BASE, ram);
		frames = new MachineFrames(ram, BASE);
		return new ShadowSpace(bus, frames);
	}

	@AfterEach
	void close() {
		rams.forEach(Ram::close);
	}

	private static ShadowRoot.Key key(long number) {
		return new ShadowRoot.Key(8L << 60 | number, View.USER);
	}

	@Test
	void theMachineWalksWhatWasMappedAndNothingElse() {
		ShadowSpace space = space(256);
		Random random = new Random(5);
		for (int levels = 3; levels <= 4; levels++) {
			ShadowRoot root = space.root(new ShadowRoot.Key(levels, View.SUPERVISOR), levels);
			TreeMap<Long, Long> mapped = new TreeMap<>();
			int bits = 12 + 9 * levels;
			for (int i = 0; i < 25; i++) {
				long va = random.nextLong() << 64 - bits >> 64 - bits & -4096;
				long hpa = BASE + random.nextInt(256) * 4096L;
				space.map(root, va, hpa, FLAGS, hpa);
				mapped.put(va, hpa);
			}
			Hart hart = new Hart(levels, IsaProfile.parse("rv64imac_sv48"), bus, new Clock(), new HartConfig(HartConfig.AdUpdate.HARDWARE, 0, 0, 0, 0));
			hart.setMode(PrivilegeMode.U);
			hart.pokeCsr(SupervisorCsrs.SATP, root.satp());
			assertEquals(root.satp(), hart.peekCsr(SupervisorCsrs.SATP));
			mapped.forEach((va, hpa) -> {
				assertEquals(hpa + 8, hart.translate(va + 8, Access.READ, PrivilegeMode.U, false).physical().orElseThrow());
				assertFalse(hart.translate(va, Access.WRITE, PrivilegeMode.U, false).allowed());
				assertFalse(hart.translate(va ^ 4096L << 9, Access.READ, PrivilegeMode.U, false).allowed() && !mapped.containsKey(va ^ 4096L << 9));
			});
			List<Long> visited = new ArrayList<>();
			space.visit(root, 0, -1, (va, pte) -> visited.add(va));
			assertEquals(mapped.size(), visited.size());
			assertEquals(mapped.size(), root.entries());
		}
	}

	@Test
	void withdrawingARangeTakesWhatLiesInItAndLeavesTheRest() {
		ShadowSpace space = space(64);
		ShadowRoot root = space.root(key(1), 3);
		for (long page = 0; page < 600; page++) {
			space.map(root, page * 4096, BASE, FLAGS, BASE);
		}
		assertEquals(1, space.unmap(root, 5 * 4096, 5 * 4096 + 4095));
		assertEquals(0, space.unmap(root, 5 * 4096, 5 * 4096 + 4095));
		assertEquals(511, space.unmap(root, 0, (2L << 20) - 1));
		assertEquals(88, root.entries());
		assertEquals(0, space.entry(root, 511 * 4096));
		assertTrue((space.entry(root, 512 * 4096) & Pte.V) != 0);
		space.map(root, -4096, BASE, FLAGS, BASE);
		assertEquals(89, space.unmap(root, 0, -1));
	}

	@Test
	void protectingAPageTakesWritingFromEveryEntryThatLeadsToIt() {
		ShadowSpace space = space(64);
		ShadowRoot one = space.root(key(1), 3);
		ShadowRoot two = space.root(key(2), 3);
		long gpa = BASE + 0x5000;
		long hpa = BASE + 0x9000;
		space.map(one, 0x1000, hpa, FLAGS | Pte.W, gpa);
		space.map(one, 0x7000, hpa, FLAGS | Pte.W, gpa);
		space.map(two, 0x1000, hpa, FLAGS | Pte.W, gpa);
		space.map(two, 0x2000, hpa + 4096, FLAGS | Pte.W, gpa + 4096);
		space.unmap(one, 0x7000, 0x7fff);
		space.map(one, 0x7000, hpa + 4096, FLAGS | Pte.W, gpa + 4096); // the place leads elsewhere now
		assertEquals(2, space.protect(gpa, hpa, ShadowSpace.TABLE));
		assertEquals(ShadowSpace.TABLE, space.entry(two, 0x1000) & (Pte.W | ShadowSpace.TABLE));
		assertEquals(Pte.W, space.entry(one, 0x7000) & Pte.W);
		assertEquals(0, space.protect(gpa, hpa, ShadowSpace.TABLE));
		space.map(two, 0x1000, hpa, FLAGS | Pte.W, gpa);
		assertEquals(1, space.protect(gpa, hpa, ShadowSpace.TABLE), "a page that became writable again");
	}

	@Test
	void manyAddressSpacesRecycleTheirTables() {
		ShadowSpace space = space(2048);
		for (int number = 0; number < 500; number++) {
			ShadowRoot root = space.root(key(number), 3);
			space.map(root, number * 4096L, BASE, FLAGS | Pte.W, BASE);
			assertTrue(space.isLive(root));
			assertTrue(space.roots().size() <= 64);
			assertEquals(space.tableFrames(), frames.inUse());
		}
		assertTrue(space.find(key(499)).isPresent() && space.find(key(0)).isEmpty());
		space.dropAll();
		assertEquals(1, frames.inUse(), "only the blank table is left");
		assertEquals(0, space.roots().size());
	}

	@Test
	void scarceFramesGoToTheTableInUse() {
		ShadowSpace space = space(12);
		for (int number = 0; number < 40; number++) {
			ShadowRoot root = space.root(key(number), 3);
			space.map(root, 0x1000, BASE, FLAGS, BASE);
			space.map(root, 1L << 30, BASE, FLAGS, BASE);
			assertTrue((space.entry(root, 0x1000) & Pte.V) != 0 && (space.entry(root, 1L << 30) & Pte.V) != 0);
		}
	}

	@Test
	void withoutAnyFrameThereIsASentence() {
		ShadowSpace space = space(6);
		ShadowRoot root = space.root(key(1), 3);
		String sentence = assertThrows(OutOfFramesException.class, () -> {
			for (long gigabyte = 0; gigabyte < 10; gigabyte++) {
				space.map(root, gigabyte << 30, BASE, FLAGS, BASE);
			}
		}).getMessage();
		assertTrue(sentence.contains("6 frames"), sentence);
	}

	@Test
	void framesAreZeroedWhenGivenOutAgainAndNeverGivenTwice() {
		space(8);
		long first = frames.takeForTable();
		bus.write(null, first + 16, 8, -1);
		frames.giveBack(first);
		assertEquals(first, frames.takeForTable());
		assertEquals(0, bus.read(first + 16, 8));
		assertTrue(frames.isInUse(first));
		frames.giveBack(first);
		assertThrows(IllegalStateException.class, () -> frames.giveBack(first));
		for (int i = 0; i < 7; i++) {
			assertTrue(frames.takeForGuest() >= 0);
		}
		assertFalse(frames.refused());
		assertEquals(-1, frames.takeForGuest());
		assertEquals(-1, frames.takeForTable());
		assertTrue(frames.refused());
	}
}

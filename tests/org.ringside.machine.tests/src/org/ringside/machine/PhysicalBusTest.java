/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Windows, holes, frames on first touch, views of frames, and the order of the clock's events. */
class PhysicalBusTest {

	private static final class Register implements Device {
		long value;

		@Override
		public long read(long offset, int size) {
			return value;
		}

		@Override
		public void write(long offset, int size, long newValue) {
			value = newValue;
		}

		@Override
		public boolean accepts(long offset, int size, boolean write) {
			return size == 4;
		}
	}

	@Test
	void holesAndWrongSizesAreRefused() {
		PhysicalBus bus = new PhysicalBus();
		try (Ram ram = new Ram(0x2000)) {
			bus.addMemory(0x8000_0000L, ram);
			bus.addDevice(0x1000, 0x10, new Register());
			assertTrue(bus.accepts(0x8000_1ff8L, 8, true));
			assertFalse(bus.accepts(0x8000_1ffcL, 8, true));
			assertFalse(bus.accepts(0x8000_2000L, 1, false));
			assertFalse(bus.accepts(-1, 1, false));
			assertTrue(bus.accepts(0x1004, 4, false));
			assertFalse(bus.accepts(0x1004, 8, false));
			assertFalse(bus.accepts(0x1006, 4, false));
			bus.write(null, 0x1000, 4, 0xffff_ffff_1234_5678L);
			assertEquals(0x1234_5678L, bus.read(0x1000, 4));
			assertFalse(bus.read(0x8000_1fffL, new byte[2], 0, 2));
			assertThrows(IllegalArgumentException.class, () -> bus.addDevice(0x8000_1000L, 0x10, new Register()));
			assertThrows(IllegalArgumentException.class, () -> bus.addMemory(0x8000_0800L, new Ram(0x1000)));
		}
	}

	@Test
	void memoryCostsWhatIsTouched() {
		try (Ram ram = new Ram(1L << 34)) {
			PhysicalBus bus = new PhysicalBus();
			bus.addMemory(0x8000_0000L, ram);
			byte[] much = new byte[1 << 20];
			assertTrue(bus.read(0x9000_0000L, much, 0, much.length));
			assertEquals(0, ram.allocatedBytes(), "looking allocates nothing");
			bus.write(null, 0x8000_0000L + (1L << 33), 8, 7);
			assertEquals(1 << 18, ram.allocatedBytes());
			assertEquals(7, bus.read(0x8000_0000L + (1L << 33), 8));
		}
	}

	@Test
	void aViewTakesFramesOnFirstTouchAndFaultsWhenThereAreNone() {
		try (Ram frames = new Ram(0x4000)) {
			long[] next = {0x3000};
			FrameMap view = new FrameMap(0x10_0000, frames, () -> next[0] < 0 ? -1 : (next[0] -= 0x1000) + 0x1000);
			PhysicalBus guest = new PhysicalBus();
			guest.addMemory(0x8000_0000L, view);
			PhysicalBus machine = new PhysicalBus();
			machine.addMemory(0, frames);
			guest.write(null, 0x8000_5008L, 8, 0x55);
			guest.write(null, 0x8000_0010L, 4, 0x66);
			assertEquals(0x55, machine.read(0x3008, 8));
			assertEquals(0x66, machine.read(0x2010, 4));
			assertEquals(0x3000, view.frame(0x5000).orElseThrow());
			assertTrue(view.frame(0x6000).isEmpty());
			byte[] across = new byte[0x2000];
			assertTrue(guest.read(0x8000_4ff8L, across, 0, 0x18));
			assertEquals(0x55, across[0x10]);
			assertTrue(view.frame(0x4000).isEmpty());
			guest.write(null, 0x8000_8000L, 1, 1);
			guest.write(null, 0x8000_9000L, 1, 1);
			assertEquals(0, guest.hostAddress(0x8000_a000L, true));
		}
	}

	@Test
	void longWritesReachTrackedPagesPieceByPiece() {
		PhysicalBus bus = new PhysicalBus();
		try (Ram ram = new Ram(0x4000)) {
			bus.addMemory(0, ram);
			bus.track(0x1000, true);
			List<String> told = new ArrayList<>();
			bus.addWriteObserver(new WriteObserver() {
				@Override
				public void beforeWrite(Hart hart, long address, int size, long oldValue, long newValue) {
					told.add("before " + Long.toHexString(address));
				}

				@Override
				public void afterWrite(Hart hart, long address, int size, long oldValue, long newValue) {
					told.add("after " + Long.toHexString(address) + " " + size + " " + Long.toHexString(newValue));
				}
			});
			byte[] bytes = new byte[0x20];
			for (int i = 0; i < bytes.length; i++) {
				bytes[i] = (byte) i;
			}
			assertTrue(bus.write(0xff3, bytes, 0, bytes.length));
			byte[] back = new byte[bytes.length];
			assertTrue(bus.read(0xff3, back, 0, back.length));
			assertArrayEquals(bytes, back);
			assertEquals(List.of("before 1000", "after 1000 8 14131211100f0e0d", "before 1008", "after 1008 8 1c1b1a1918171615", "before 1010",
					"after 1010 2 1e1d", "before 1012", "after 1012 1 1f"), told);
		}
	}

	@Test
	void eventsComeInTheOrderOfTheirTicks() {
		Clock clock = new Clock(2, 10);
		List<String> happened = new ArrayList<>();
		clock.schedule(3, () -> happened.add("b"));
		clock.schedule(1, () -> happened.add("a"));
		clock.schedule(3, () -> happened.add("c"));
		Clock.Event cancelled = clock.schedule(2, () -> happened.add("never"));
		clock.schedule(-1, () -> happened.add("at the end of time"));
		assertTrue(clock.cancel(cancelled));
		assertFalse(clock.cancel(cancelled));
		assertEquals(20, clock.instructionsUntilEvent());
		clock.advance(19);
		clock.poll();
		assertEquals(List.of(), happened);
		clock.advance(1);
		clock.poll();
		assertEquals(List.of("a"), happened);
		assertTrue(clock.skipToNextEvent());
		clock.poll();
		assertEquals(List.of("a", "b", "c"), happened);
		assertEquals(3, clock.now());
		assertFalse(clock.skipToNextEvent());
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.ringside.isa.IsaProfile;
import org.ringside.translator.Translator;

/**
 * A small board for tests: RAM at 0x80000000, the output side of a UART, a test finisher and a CLINT where virt has them. Its
 * harts translate all that they execute twice; where the system property {@code ringside.engine} is {@code interpreter},
 * they interpret.
 */
public final class TestBoard implements AutoCloseable {

	public static final long RAM = 0x8000_0000L;

	private static final boolean TRANSLATED = !"interpreter".equals(System.getProperty("ringside.engine"));
	private static final Translator TRANSLATOR = Translator.toHostCode(1);

	public final PhysicalBus bus;
	public final Clock clock;
	public final Ram ram;
	public final List<Hart> harts = new ArrayList<>();
	private final ByteArrayOutputStream output = new ByteArrayOutputStream();
	private int verdict = -1;

	public TestBoard(IsaProfile profile, int hartCount, long ramSize, HartConfig config) {
		this(profile, hartCount, ramSize, config, false);
	}

	/** @param parallel whether harts may run on threads of their own */
	public TestBoard(IsaProfile profile, int hartCount, long ramSize, HartConfig config, boolean parallel) {
		bus = new PhysicalBus(parallel);
		clock = new Clock(hartCount, Clock.INSTRUCTIONS_PER_TICK);
		ram = new Ram(ramSize);
		bus.addMemory(RAM, ram);
		bus.addDevice(0x1000_0000L, 0x100, new Device() {
			@Override
			public long read(long offset, int size) {
				return offset == 5 ? 0x60 : 0;
			}

			@Override
			public void write(long offset, int size, long value) {
				if (offset == 0) {
					output.write((int) value);
				}
			}
		});
		bus.addDevice(0x10_0000L, 0x1000, new Device() {
			@Override
			public long read(long offset, int size) {
				return 0;
			}

			@Override
			public void write(long offset, int size, long value) {
				verdict = (int) value;
				harts.forEach(Hart::requestStopNow);
			}
		});
		for (int i = 0; i < hartCount; i++) {
			Hart hart = new Hart(i, profile, bus, clock, config);
			hart.setPc(RAM);
			hart.setX(10, i);
			if (TRANSLATED) {
				hart.setTranslator(TRANSLATOR);
			}
			harts.add(hart);
		}
		bus.addDevice(0x200_0000L, 0xc000, new Clint());
	}

	/** A board with one hart and 64 MiB. */
	public TestBoard(IsaProfile profile) {
		this(profile, 1, 64 << 20, HartConfig.DEFAULT);
	}

	private final class Clint implements Device {
		private final long[] compare = new long[8];
		private final Clock.Event[] events = new Clock.Event[8];

		@Override
		public long read(long offset, int size) {
			if (offset < 4L * harts.size()) {
				return harts.get((int) offset / 4).peekCsr(0x344) >>> 3 & 1;
			}
			return offset == 0xbff8 ? clock.now() : offset >= 0x4000 ? compare[(int) (offset - 0x4000) / 8] : 0;
		}

		@Override
		public void write(long offset, int size, long value) {
			if (offset < 4L * harts.size()) {
				harts.get((int) offset / 4).setInterruptPending(3, (value & 1) != 0);
			} else if (offset >= 0x4000 && offset < 0x4000 + 8L * harts.size()) {
				int i = (int) (offset - 0x4000) / 8;
				compare[i] = value;
				if (events[i] != null) {
					clock.cancel(events[i]);
				}
				harts.get(i).setInterruptPending(7, false);
				events[i] = clock.schedule(value, () -> harts.get(i).setInterruptPending(7, true));
			}
		}
	}

	public Hart hart() {
		return harts.get(0);
	}

	/** Puts bytes at an address. */
	public void load(long address, byte[] bytes) {
		if (!bus.write(address, bytes, 0, bytes.length)) {
			throw new IllegalArgumentException("No memory at 0x" + Long.toHexString(address));
		}
	}

	/** Puts instruction words at an address, each in 4 bytes. */
	public void code(long address, int... words) {
		for (int i = 0; i < words.length; i++) {
			bus.write(null, address + 4L * i, 4, words[i]);
		}
	}

	/** What the guest wrote to the UART. */
	public String output() {
		return output.toString(StandardCharsets.ISO_8859_1);
	}

	/** The same as bytes. */
	public byte[] outputBytes() {
		return output.toByteArray();
	}

	/** What the guest wrote to the finisher, or -1. */
	public int verdict() {
		return verdict;
	}

	@Override
	public void close() {
		ram.close();
	}
}

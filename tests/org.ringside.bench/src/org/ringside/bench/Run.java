/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.Device;
import org.ringside.machine.Hart;
import org.ringside.machine.Machine;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;

/**
 * One run of a guest.
 *
 * @param output       what it printed
 * @param instructions retired, or 0 where that is not known
 * @param wall         seconds that passed
 * @param cpu          seconds of processor time of the thread or process
 */
record Run(String output, long instructions, double wall, double cpu) {

	private static final long RAM = 0x8000_0000L;
	private static final long RAM_SIZE = 128L << 20;
	private static final double NANO = 1e-9;

	/** On our machine with one hart, by the interpreter. */
	static Run onRingside(Guest guest, long rounds) {
		PhysicalBus bus = new PhysicalBus();
		Clock clock = new Clock();
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (Ram ram = new Ram(RAM_SIZE)) {
			bus.addMemory(RAM, ram);
			Hart hart = new Hart(0, IsaProfile.RV64IMAC, bus, clock);
			bus.addDevice(0x1000_0000L, 0x100, new Device() {
				@Override
				public long read(long offset, int size) {
					return offset == 5 ? 0x60 : 0; // the transmitter is empty
				}

				@Override
				public void write(long offset, int size, long value) {
					output.write((int) value);
				}
			});
			bus.addDevice(0x10_0000L, 0x1000, new Device() {
				@Override
				public long read(long offset, int size) {
					return 0;
				}

				@Override
				public void write(long offset, int size, long value) {
					hart.requestStopNow();
				}
			});
			guest.load(bus, rounds);
			hart.setPc(guest.entry());
			Machine machine = new Machine(List.of(hart), clock);
			long wall = System.nanoTime();
			long cpu = threadTime();
			machine.run(Long.MAX_VALUE);
			return new Run(output.toString(StandardCharsets.ISO_8859_1), hart.retired(), (System.nanoTime() - wall) * NANO,
					(threadTime() - cpu) * NANO);
		}
	}

	private static long threadTime() {
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
	}

	double millionsPerSecond() {
		return instructions / wall / 1e6;
	}

	double millionsPerCpuSecond() {
		return instructions / cpu / 1e6;
	}
}

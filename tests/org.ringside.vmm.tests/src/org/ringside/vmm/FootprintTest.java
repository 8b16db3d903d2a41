/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What virtual machines cost their host beside the RAM that their guests have touched. */
@Timeout(300)
class FootprintTest {

	private static final Path KERNEL = Path.of("..", "linux", "target", "vmlinux");
	private static final long MEGA = 1 << 20;
	private static final int IDLE_MACHINES = 20;

	/** Of heap, classes and compiled code, after what nobody needs has gone. */
	private static long bytesInUse() {
		System.gc();
		long sum = 0;
		for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
			// the space of class headers is part of the one of classes
			sum += pool.getName().startsWith("Compressed") ? 0 : pool.getUsage().getUsed();
		}
		return sum;
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void linuxTakesAtMost64MiBBesideItsRam(Technique technique) throws Exception {
		Assumptions.assumeTrue(Files.exists(KERNEL), "tests/linux/fetch has not been run");
		Assumptions.assumeTrue(Engine.usual() == Engine.TRANSLATOR, "the interpreter alone has less to keep");
		long before = bytesInUse();
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = VmConfig.of(KERNEL).technique(technique).memoryBytes(256 * MEGA).append("console=ttyS0").console(console).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			Guests.waitFor(vm, text, "Unable to mount root fs", 4_000_000_000L);
			long cost = bytesInUse() - before;
			assertTrue(cost <= 64 * MEGA, cost / MEGA + " MiB beside the RAM");
		}
	}

	@Test
	void machinesThatWaitTakeNoProcessorAndLittleMemory() throws Exception {
		long before = bytesInUse();
		ThreadMXBean clocks = ManagementFactory.getThreadMXBean();
		Assumptions.assumeTrue(clocks.isThreadCpuTimeSupported(), "needs the processor time of threads");
		List<VirtualMachine> machines = new ArrayList<>();
		List<StringBuffer> texts = new ArrayList<>();
		List<VmStop> stops = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < IDLE_MACHINES; i++) {
			ConsolePort console = new ConsolePort();
			texts.add(Guests.listen(console));
			VirtualMachine vm = VirtualMachine.create(VmConfig.of(Guests.elf("m-wait")).memoryBytes(64 * MEGA).console(console).realTime(true).build());
			machines.add(vm);
			threads.add(Thread.ofPlatform().daemon().start(() -> {
				VmStop stop = vm.run(Long.MAX_VALUE);
				synchronized (stops) {
					stops.add(stop);
				}
			}));
		}
		for (StringBuffer text : texts) {
			while (text.indexOf("waiting until q") < 0) {
				Thread.sleep(5);
			}
		}
		Thread.sleep(500);
		long cost = bytesInUse() - before;
		long start = time(clocks, threads);
		Thread.sleep(2000);
		long used = time(clocks, threads) - start;
		machines.forEach(VirtualMachine::interrupt);
		for (Thread thread : threads) {
			thread.join();
		}
		machines.forEach(VirtualMachine::close);
		stops.forEach(stop -> assertInstanceOf(VmStop.Interrupted.class, stop, stop.sentence()));
		assertTrue(used <= 40_000_000, "they used " + used / 1_000_000 + " ms of processor time in 2 seconds");
		assertTrue(cost <= IDLE_MACHINES * 2 * MEGA, cost / MEGA + " MiB beside the RAM");
	}

	/** Nanoseconds of processor time that threads have used, all of which must be alive. */
	private static long time(ThreadMXBean clocks, List<Thread> threads) {
		long sum = 0;
		for (Thread thread : threads) {
			long used = clocks.getThreadCpuTime(thread.threadId());
			assertTrue(used >= 0, "a machine ended instead of waiting");
			sum += used;
		}
		return sum;
	}
}

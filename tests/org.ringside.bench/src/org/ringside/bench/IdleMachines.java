/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.ringside.vmm.ConsolePort;
import org.ringside.vmm.VirtualMachine;
import org.ringside.vmm.VmConfig;
import org.ringside.vmm.VmException;

/** Twenty machines that wait for a key, each on a thread of its own: what they take of the heap, of memory, and of the processor. */
final class IdleMachines {

	private static final int MACHINES = 20;
	private static final long MEMORY = 64L << 20;
	private static final long SETTLE_MILLISECONDS = 1500;
	private static final double MEGA = 1 << 20;
	private static final double NANO = 1e-9;

	private final Options options;
	private final PrintStream out;

	IdleMachines(Options options, PrintStream out) {
		this.options = options;
		this.out = out;
	}

	boolean measure() throws VmException, InterruptedException, IOException {
		double heapBefore = heap();
		double residentBefore = resident();
		List<VirtualMachine> machines = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < MACHINES; i++) {
			VmConfig config = VmConfig.of(options.folder().resolve("m-wait.elf")).memoryBytes(MEMORY).console(new ConsolePort()).realTime(true).build();
			VirtualMachine vm = VirtualMachine.create(config);
			machines.add(vm);
			threads.add(Thread.ofPlatform().start(() -> vm.run(Long.MAX_VALUE)));
		}
		Thread.sleep(SETTLE_MILLISECONDS);
		double heap = heap() - heapBefore;
		double resident = resident() - residentBefore;
		double cpu = cpu();
		long start = System.nanoTime();
		Thread.sleep(2 * SETTLE_MILLISECONDS);
		double share = (cpu() - cpu) / ((System.nanoTime() - start) * NANO);
		boolean idle = threads.stream().allMatch(Thread::isAlive);
		machines.forEach(VirtualMachine::interrupt);
		for (Thread thread : threads) {
			thread.join();
		}
		machines.forEach(VirtualMachine::close);
		out.printf(Locale.ROOT, "%d idle machines with %.0f MB each: %.1f MB of heap and %.1f MB of resident memory in all, %.2f %% of a processor%n", MACHINES,
				MEMORY / MEGA, heap, resident, share * 100);
		if (!idle) {
			out.println("a machine ended instead of waiting");
		}
		return idle;
	}

	private static double heap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGA;
	}

	/** 0 where the system does not tell. */
	private static double resident() throws IOException {
		Path status = Path.of("/proc/self/status");
		if (!Files.isReadable(status)) {
			return 0;
		}
		return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
				.mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / MEGA).sum();
	}

	private static double cpu() {
		return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system ? system.getProcessCpuTime() * NANO : 0;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.ringside.vmm.ConsolePort;
import org.ringside.vmm.Engine;
import org.ringside.vmm.Technique;
import org.ringside.vmm.VirtualMachine;
import org.ringside.vmm.VmConfig;
import org.ringside.vmm.VmException;
import org.ringside.vmm.VmStop;

/** Runs guests on Ringside, in this JVM, each in a virtual machine of its own that starts cold. */
final class OwnMachine {

	private static final double NANO = 1e-9;

	private final Technique technique;
	private final Engine engine;

	OwnMachine(Technique technique, Engine engine) {
		this.technique = technique;
		this.engine = engine;
	}

	/** Instructions that a guest of so many rounds retires. */
	long instructions(Guest guest, long rounds, Path image) throws IOException, VmException {
		return run(guest, rounds, Long.MAX_VALUE, image).instructions();
	}

	/**
	 * @param warm instructions after which the steady part begins
	 * @param image where to put the guest
	 */
	Sample run(Guest guest, long rounds, long warm, Path image) throws IOException, VmException {
		guest.writePatched(image, rounds);
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		ConsolePort console = new ConsolePort();
		console.setSink(output);
		console.closeInput();
		try (VirtualMachine vm = VirtualMachine.create(VmConfig.of(image).technique(technique).engine(engine).console(console).build())) {
			Sample.Time start = now();
			VmStop stop = vm.run(warm);
			Sample.Time half = now();
			if (stop instanceof VmStop.Budget) {
				stop = vm.run(Long.MAX_VALUE);
			}
			Sample.Time end = now();
			if (!(stop instanceof VmStop.GuestExit)) {
				throw new VmException(guest.name() + " did not end by itself: " + stop.sentence());
			}
			return new Sample(output.toString(StandardCharsets.ISO_8859_1), vm.instructions(), end.minus(half), end.minus(start));
		}
	}

	/** The compilers of the JVM work for the guest, too: their time counts. */
	private static Sample.Time now() {
		long cpu = ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
				? system.getProcessCpuTime()
				: ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		return new Sample.Time(System.nanoTime() * NANO, cpu * NANO);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

import org.ringside.vmm.VmException;

/** Measures Ringside, where it can beside QEMU in the same run. The exit code is 1 where results differ or nothing was measured. */
public final class Bench {

	private Bench() {
	}

	public static void main(String[] arguments) throws IOException, InterruptedException, VmException {
		if (List.of(arguments).contains("--help")) {
			System.out.println(Options.USAGE);
			return;
		}
		Options options = new Options();
		String problem = options.parse(arguments);
		if (!problem.isEmpty()) {
			System.err.println(problem);
			System.err.println(Options.USAGE);
			System.exit(2);
		}
		PrintStream out = System.out;
		boolean right = switch (options.part()) {
			case PROGRAMS -> new Programs(options, out).measure();
			case BOOT -> new BootTimes(options, out).measure();
			case DEBUG -> new DebuggerCost(options, out).measure();
			case IDLE -> new IdleMachines(options, out).measure();
			case ASSEMBLER -> AssemblerSpeed.measure(out);
		};
		System.exit(right ? 0 : 1);
	}
}

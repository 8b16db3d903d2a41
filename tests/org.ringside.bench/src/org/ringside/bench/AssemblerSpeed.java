/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.AssemblyResult;

/** Measures the assembler: how long a source of 100,000 lines takes, from text to ELF, when the JVM is warm. */
final class AssemblerSpeed {

	private static final int LINES = 100_000;
	private static final int ROUNDS = 15;
	private static final int COLD = 6;

	/** Sixteen lines of code such as kernels have, and two of data; %1$d is the function's number. */
	private static final String FUNCTION = """
			function%1$d:
				addi	sp, sp, -32		# room for two registers
				sd	ra, 24(sp)
				sd	s0, 16(sp)
				la	a0, data%1$d
				li	a1, 0x12345
			1:	lbu	t0, 0(a0)
				beqz	t0, 2f
				add	t1, t1, t0
				addi	a0, a0, 1
				j	1b
			2:	csrr	t2, sstatus
				andi	t2, t2, 1 << 5 | 3
				call	function%1$d
				bne	a0, a1, function%1$d
				ld	ra, 24(sp)
				ret
				.section .rodata
			data%1$d:	.asciz "some text"
				.text
			""";

	private AssemblerSpeed() {
	}

	/** Tells the median of the warm rounds; false if the source does not assemble. */
	static boolean measure(PrintStream out) {
		StringBuilder source = new StringBuilder();
		int perFunction = (int) FUNCTION.lines().count();
		int functions = LINES / perFunction;
		for (int i = 0; i < functions; i++) {
			source.append(FUNCTION.formatted(i));
		}
		byte[] text = source.toString().getBytes(StandardCharsets.ISO_8859_1);
		double[] times = new double[ROUNDS];
		int size = 0;
		for (int i = 0; i < ROUNDS; i++) {
			long start = System.nanoTime();
			AssemblyResult result = Assembler.assemble("bench.s", text, AssemblerOptions.DEFAULT, (name, from) -> Optional.empty());
			if (!result.succeeded()) {
				out.println(result.problems().get(0));
				return false;
			}
			size = result.toElf().orElseThrow().length;
			times[i] = (System.nanoTime() - start) / 1e9;
		}
		double first = times[0];
		double[] warm = Arrays.copyOfRange(times, COLD, ROUNDS);
		Arrays.sort(warm);
		out.printf(Locale.ROOT, "assembler: %d lines to %d bytes of ELF in %.2f s (fastest %.2f s, first %.2f s)%n", functions * perFunction, size,
				warm[warm.length / 2], warm[0], first);
		return true;
	}
}

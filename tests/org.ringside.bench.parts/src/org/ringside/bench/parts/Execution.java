/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench.parts;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.ringside.machine.HartStop;

/** The interpreter: nanoseconds of an instruction in loops of one kind each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Execution {

	private static final int INSTRUCTIONS = 10_000;

	private Bare arithmetic;
	private Bare memory;
	private Bare floats;
	private Bare traps;

	@Setup
	public void build() {
		arithmetic = new Bare("""
				1:	addi a0, a0, 1
					xor a1, a1, a0
					slli a2, a1, 7
					sub a3, a2, a1
					bnez a0, 1b
				""");
		memory = new Bare("""
					li s0, 0x80100000
				1:	ld a0, 0(s0)
					addi a0, a0, 1
					sd a0, 0(s0)
					lw a1, 8(s0)
					j 1b
				""");
		floats = new Bare("""
					li t0, 1 << 13
					csrs mstatus, t0
					li t0, 3
					fcvt.d.l fa0, t0
					fcvt.d.l fa1, t0
				1:	fmul.d fa2, fa0, fa1
					fadd.d fa3, fa2, fa1
					fmadd.d fa4, fa0, fa1, fa3
					fdiv.d fa0, fa4, fa2
					j 1b
				""");
		traps = new Bare("""
					la t0, vector
					csrw mtvec, t0
				1:	ecall
					j 1b
					.balign 4
				vector:	csrr t1, mepc
					addi t1, t1, 4
					csrw mepc, t1
					mret
				""");
	}

	@TearDown
	public void close() {
		arithmetic.close();
		memory.close();
		floats.close();
		traps.close();
	}

	@Benchmark
	@OperationsPerInvocation(INSTRUCTIONS)
	public HartStop arithmetic() {
		return arithmetic.hart.run(INSTRUCTIONS);
	}

	@Benchmark
	@OperationsPerInvocation(INSTRUCTIONS)
	public HartStop memory() {
		return memory.hart.run(INSTRUCTIONS);
	}

	@Benchmark
	@OperationsPerInvocation(INSTRUCTIONS)
	public HartStop floatingPoint() {
		return floats.hart.run(INSTRUCTIONS);
	}

	/** Of seven that are executed or trap, a trap is one. */
	@Benchmark
	@OperationsPerInvocation(INSTRUCTIONS)
	public HartStop trapRoundTrips() {
		return traps.hart.run(INSTRUCTIONS);
	}
}

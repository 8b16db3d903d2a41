/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench.parts;

import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.AssemblyResult;
import org.ringside.isa.Decoder;
import org.ringside.isa.Disassembler;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.SymbolLookup;

/** Decoding, disassembly and assembly: nanoseconds of a word, and of a line. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Languages {

	private static final int WORDS = 1024;
	private static final int LINES = 4000;
	private static final String FOUR_LINES = """
			loop%1$d:	addi a0, a0, %1$d
				ld t0, 8 * %1$d %% 2048(sp)
				csrr t1, sstatus
				bne a0, t0, loop%1$d
			""";

	private final Decoder decoder = new Decoder(IsaProfile.RV64GC);
	private final int[] words = new int[WORDS];
	private String source;

	@Setup
	public void build() {
		SplittableRandom random = new SplittableRandom(1);
		for (int i = 0; i < WORDS; i++) {
			words[i] = random.nextInt();
		}
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < LINES / 4; i++) {
			text.append(FOUR_LINES.formatted(i));
		}
		source = text.toString();
	}

	@Benchmark
	@OperationsPerInvocation(WORDS)
	public void decode(Blackhole hole) {
		for (int word : words) {
			hole.consume(decoder.decode(word));
		}
	}

	@Benchmark
	@OperationsPerInvocation(WORDS)
	public void disassemble(Blackhole hole) {
		for (int word : words) {
			hole.consume(Disassembler.GNU.disassemble(decoder.decode(word), 0x8000_0000L, SymbolLookup.NONE));
		}
	}

	@Benchmark
	@OperationsPerInvocation(LINES)
	public AssemblyResult assemble() {
		return Assembler.assemble("part.s", source, AssemblerOptions.DEFAULT);
	}
}

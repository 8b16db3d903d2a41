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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.machine.Access;
import org.ringside.machine.Walk;

/** Address translation: a load whose translation is known, one that must walk Sv39's three levels, and a walk that tells its steps. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Translation {

	private static final long ROOT = 0x8020_0000L;
	private static final long PAGE = 4096;
	private static final long POINTER = 1;
	private static final long LEAF = 0xcf;
	private static final long SV39 = 8L << 60;

	private Bare machine;

	@Setup
	public void build() {
		machine = new Bare("""
					ld a0, 0(s0)
				""");
		entry(ROOT, ROOT + PAGE, POINTER);
		entry(ROOT + 8 * 2, 0x8000_0000L, LEAF);
		entry(ROOT + PAGE, ROOT + 2 * PAGE, POINTER);
		entry(ROOT + 2 * PAGE, 0x8010_0000L, LEAF);
		machine.hart.pokeCsr(PmpCsrs.PMPADDR0, -1);
		machine.hart.pokeCsr(PmpCsrs.PMPCFG0, 0x1f);
		machine.hart.pokeCsr(SupervisorCsrs.SATP, SV39 | ROOT >>> 12);
		machine.hart.setMode(PrivilegeMode.S);
		machine.hart.setX(8, 0);
	}

	private void entry(long at, long frame, long bits) {
		machine.bus.write(null, at, 8, frame >>> 12 << 10 | bits);
	}

	@TearDown
	public void close() {
		machine.close();
	}

	@Benchmark
	public long knownLoad() {
		machine.hart.setPc(Bare.RAM);
		machine.hart.step();
		return machine.hart.x(10);
	}

	@Benchmark
	public long loadAfterFlush() {
		machine.hart.flushTlb();
		machine.hart.setPc(Bare.RAM);
		machine.hart.step();
		return machine.hart.x(10);
	}

	@Benchmark
	public Walk toldWalk() {
		return machine.hart.translate(0, Access.READ, PrivilegeMode.S, false);
	}
}

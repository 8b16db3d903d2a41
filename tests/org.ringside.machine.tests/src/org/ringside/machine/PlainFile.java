/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.TreeSet;
import java.util.function.Consumer;

/** An interrupt file that knows only which enabled interrupts are pending, and remembers what was written where. */
final class PlainFile implements InterruptFile {

	final long[] registers = new long[LAST + 1];
	private final TreeSet<Integer> pending = new TreeSet<>();
	private final Consumer<Boolean> line;

	PlainFile(Consumer<Boolean> line) {
		this.line = line;
	}

	void raise(int identity) {
		pending.add(identity);
		line.accept(true);
	}

	@Override
	public long read(int register) {
		return registers[register];
	}

	@Override
	public void write(int register, long value) {
		registers[register] = value;
	}

	@Override
	public int top() {
		return pending.isEmpty() ? 0 : pending.first();
	}

	@Override
	public void claim() {
		pending.pollFirst();
		line.accept(!pending.isEmpty());
	}
}

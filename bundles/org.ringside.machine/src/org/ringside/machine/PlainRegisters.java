/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.lang.ref.Cleaner;

/** What the {@link PlainCsrs} of a hart hold, in host memory, where translated code reaches it. */
final class PlainRegisters {

	static final int MSCRATCH = 0;
	static final int MEPC = 8;
	static final int MCAUSE = 16;
	static final int MTVAL = 24;
	static final int SSCRATCH = 32;
	static final int SEPC = 40;
	static final int SCAUSE = 48;
	static final int STVAL = 56;
	private static final int SIZE = 64;
	private static final Cleaner CLEANER = Cleaner.create();

	/** Host address of the registers; they live as long as this object. */
	final long address;

	PlainRegisters() {
		address = HostMemory.allocate(SIZE);
		long toFree = address;
		CLEANER.register(this, () -> HostMemory.free(toFree));
	}

	long mscratch() {
		return HostMemory.getLong(address + MSCRATCH);
	}

	void mscratch(long value) {
		HostMemory.putLong(address + MSCRATCH, value);
	}

	long mepc() {
		return HostMemory.getLong(address + MEPC);
	}

	void mepc(long value) {
		HostMemory.putLong(address + MEPC, value);
	}

	long mcause() {
		return HostMemory.getLong(address + MCAUSE);
	}

	void mcause(long value) {
		HostMemory.putLong(address + MCAUSE, value);
	}

	long mtval() {
		return HostMemory.getLong(address + MTVAL);
	}

	void mtval(long value) {
		HostMemory.putLong(address + MTVAL, value);
	}

	long sscratch() {
		return HostMemory.getLong(address + SSCRATCH);
	}

	void sscratch(long value) {
		HostMemory.putLong(address + SSCRATCH, value);
	}

	long sepc() {
		return HostMemory.getLong(address + SEPC);
	}

	void sepc(long value) {
		HostMemory.putLong(address + SEPC, value);
	}

	long scause() {
		return HostMemory.getLong(address + SCAUSE);
	}

	void scause(long value) {
		HostMemory.putLong(address + SCAUSE, value);
	}

	long stval() {
		return HostMemory.getLong(address + STVAL);
	}

	void stval(long value) {
		HostMemory.putLong(address + STVAL, value);
	}
}

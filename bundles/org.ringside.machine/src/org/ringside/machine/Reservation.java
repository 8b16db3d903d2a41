/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.LongUnaryOperator;

/** What {@code lr} reserved. The address is remembered both ways: {@code sc} must use the same virtual address. */
public final class Reservation implements Saveable {

	private long value;
	private boolean held;
	private long virtual;
	private long physical;
	private int size;

	/** The value that was loaded: what harts in parallel hold a reservation by. */
	long value() {
		return value;
	}

	void keep(long loaded) {
		value = loaded;
	}

	void take(long va, long pa, int bytes) {
		held = true;
		virtual = va;
		physical = pa;
		size = bytes;
	}

	boolean held() {
		return held;
	}

	long address() {
		return virtual;
	}

	long physical() {
		return physical;
	}

	int size() {
		return size;
	}

	boolean covers(long va, int bytes) {
		return held && virtual == va && bytes <= size;
	}

	boolean isAt(long pa) {
		return physical == pa;
	}

	void cancel() {
		held = false;
	}

	void breakIfTouched(long pa, int bytes) {
		if (held && pa < physical + size && physical < pa + bytes) {
			held = false;
		}
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeBoolean(held);
		out.writeLong(virtual);
		out.writeLong(physical);
		out.writeInt(size);
	}

	@Override
	public void load(DataInput in) throws IOException {
		held = in.readBoolean();
		virtual = in.readLong();
		physical = in.readLong();
		size = in.readInt();
	}

	/**
	 * Gives a hart the reservation of another one in whose place it executes instructions, or none if that has none.
	 *
	 * @param toOwn from a physical address of the other hart's bus to the same byte's on its own, -1 where there is none
	 */
	public static void adopt(Hart to, Hart from, LongUnaryOperator toOwn) {
		to.reservation.cancel();
		if (from.reservation.held()) {
			long physical = from.reservation.physical();
			to.reservation.take(from.reservation.address(), physical == -1 ? -1 : toOwn.applyAsLong(physical), from.reservation.size());
		}
	}
}

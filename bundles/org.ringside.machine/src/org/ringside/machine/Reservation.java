/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/** What {@code lr} reserved. The address is remembered both ways: {@code sc} must use the same virtual address. */
final class Reservation {

	private boolean held;
	private long virtual;
	private long physical;
	private int size;

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
}

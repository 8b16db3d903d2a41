/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers as virtio lays them out in memory. */
final class LittleEndian {

	private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private LittleEndian() {
	}

	/** 0 to 65535. */
	static int get16(byte[] bytes, int offset) {
		return (short) SHORT.get(bytes, offset) & 0xffff;
	}

	static int get32(byte[] bytes, int offset) {
		return (int) INT.get(bytes, offset);
	}

	static long get64(byte[] bytes, int offset) {
		return (long) LONG.get(bytes, offset);
	}

	static void put16(byte[] bytes, int offset, int value) {
		SHORT.set(bytes, offset, (short) value);
	}

	static void put32(byte[] bytes, int offset, int value) {
		INT.set(bytes, offset, value);
	}

	static void put64(byte[] bytes, int offset, long value) {
		LONG.set(bytes, offset, value);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;

import sun.misc.Unsafe;

/**
 * Raw access to host memory: the one class through which guest RAM, translation caches and register fields are
 * reached without bounds checks. Addresses are host addresses; whoever computes one answers for its validity.
 */
public final class HostMemory {

	private static final Unsafe UNSAFE = find();

	private HostMemory() {
	}

	private static Unsafe find() {
		try {
			Field field = Unsafe.class.getDeclaredField("theUnsafe");
			field.setAccessible(true);
			return (Unsafe) field.get(null);
		} catch (ReflectiveOperationException e) {
			throw new ExceptionInInitializerError(e);
		}
	}

	/** Whether the JVM permits this; one that was started with {@code --sun-misc-unsafe-memory-access=deny} does not. */
	public static boolean isPermitted() {
		try {
			UNSAFE.freeMemory(0);
			return true;
		} catch (UnsupportedOperationException e) {
			return false;
		}
	}

	/** The accessor itself, for translated code, in which no call may be left out of line. */
	public static Unsafe raw() {
		return UNSAFE;
	}

	/** Allocates zeroed memory; {@code bytes} must be positive. */
	public static long allocate(long bytes) {
		long address = UNSAFE.allocateMemory(bytes);
		UNSAFE.setMemory(address, bytes, (byte) 0);
		return address;
	}

	/** Frees what {@link #allocate} returned. */
	public static void free(long address) {
		UNSAFE.freeMemory(address);
	}

	/** Fills {@code bytes} bytes with one value. */
	public static void fill(long address, long bytes, byte value) {
		UNSAFE.setMemory(address, bytes, value);
	}

	/** Copies between two places of host memory. */
	public static void copy(long from, long to, long bytes) {
		UNSAFE.copyMemory(from, to, bytes);
	}

	/** Copies host memory to a Java array. */
	public static void read(long address, byte[] target, int offset, int length) {
		UNSAFE.copyMemory(null, address, target, Unsafe.ARRAY_BYTE_BASE_OFFSET + (long) offset, length);
	}

	/** Copies a Java array to host memory. */
	public static void write(long address, byte[] source, int offset, int length) {
		UNSAFE.copyMemory(source, Unsafe.ARRAY_BYTE_BASE_OFFSET + (long) offset, null, address, length);
	}

	public static byte getByte(long address) {
		return UNSAFE.getByte(address);
	}

	public static short getShort(long address) {
		return UNSAFE.getShort(address);
	}

	public static int getInt(long address) {
		return UNSAFE.getInt(address);
	}

	public static long getLong(long address) {
		return UNSAFE.getLong(address);
	}

	public static void putByte(long address, byte value) {
		UNSAFE.putByte(address, value);
	}

	public static void putShort(long address, short value) {
		UNSAFE.putShort(address, value);
	}

	public static void putInt(long address, int value) {
		UNSAFE.putInt(address, value);
	}

	public static void putLong(long address, long value) {
		UNSAFE.putLong(address, value);
	}

	/** Replaces an aligned word in one step if it holds what is expected. */
	public static boolean compareAndSwapInt(long address, int expected, int value) {
		return UNSAFE.compareAndSwapInt(null, address, expected, value);
	}

	/** Replaces an aligned double-word in one step if it holds what is expected. */
	public static boolean compareAndSwapLong(long address, long expected, long value) {
		return UNSAFE.compareAndSwapLong(null, address, expected, value);
	}

	/** Orders all accesses of this thread before it before all behind it, for other threads to see. */
	public static void fence() {
		VarHandle.fullFence();
	}

	/** The value of a {@code long} instance field whose offset {@link #fieldOffset} gave. */
	public static long getField(Object owner, long offset) {
		return UNSAFE.getLong(owner, offset);
	}

	/** Sets a {@code long} instance field whose offset {@link #fieldOffset} gave. */
	public static void putField(Object owner, long offset, long value) {
		UNSAFE.putLong(owner, offset, value);
	}

	/** The offset of a declared {@code long} instance field of an ordinary class. */
	@SuppressWarnings("removal")
	public static long fieldOffset(Class<?> owner, String name) {
		try {
			return UNSAFE.objectFieldOffset(owner.getDeclaredField(name));
		} catch (NoSuchFieldException e) {
			throw new IllegalArgumentException(owner.getName() + " has no field " + name, e);
		}
	}
}

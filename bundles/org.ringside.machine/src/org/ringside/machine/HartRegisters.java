/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/**
 * The registers of a hart as fields, so that an interpreter's nodes reach them by offset and translated code by
 * name. {@link #sink} takes what is written to x0; reading x0 goes to {@link #zero}, which nobody writes.
 */
public abstract class HartRegisters {

	public long zero;
	public long sink;
	public long x1;
	public long x2;
	public long x3;
	public long x4;
	public long x5;
	public long x6;
	public long x7;
	public long x8;
	public long x9;
	public long x10;
	public long x11;
	public long x12;
	public long x13;
	public long x14;
	public long x15;
	public long x16;
	public long x17;
	public long x18;
	public long x19;
	public long x20;
	public long x21;
	public long x22;
	public long x23;
	public long x24;
	public long x25;
	public long x26;
	public long x27;
	public long x28;
	public long x29;
	public long x30;
	public long x31;

	public long f0;
	public long f1;
	public long f2;
	public long f3;
	public long f4;
	public long f5;
	public long f6;
	public long f7;
	public long f8;
	public long f9;
	public long f10;
	public long f11;
	public long f12;
	public long f13;
	public long f14;
	public long f15;
	public long f16;
	public long f17;
	public long f18;
	public long f19;
	public long f20;
	public long f21;
	public long f22;
	public long f23;
	public long f24;
	public long f25;
	public long f26;
	public long f27;
	public long f28;
	public long f29;
	public long f30;
	public long f31;

	private static final long[] OFFSETS = offsets();
	private static final long[] FLOAT_OFFSETS = floatOffsets();

	private static long[] floatOffsets() {
		long[] offsets = new long[32];
		for (int i = 0; i < 32; i++) {
			offsets[i] = HostMemory.fieldOffset(HartRegisters.class, "f" + i);
		}
		return offsets;
	}

	/** The field offset of floating-point register {@code number}. */
	public static long floatOffset(int number) {
		return FLOAT_OFFSETS[number];
	}

	/** The bits of a floating-point register. */
	public final long f(int number) {
		return HostMemory.getField(this, FLOAT_OFFSETS[number]);
	}

	/** Sets the bits of a floating-point register. */
	public final void setF(int number, long bits) {
		HostMemory.putField(this, FLOAT_OFFSETS[number], bits);
	}

	private static long[] offsets() {
		long[] offsets = new long[32];
		offsets[0] = HostMemory.fieldOffset(HartRegisters.class, "zero");
		for (int i = 1; i < 32; i++) {
			offsets[i] = HostMemory.fieldOffset(HartRegisters.class, "x" + i);
		}
		return offsets;
	}

	/** The field offset from which register {@code number} is read. */
	public static long readOffset(int number) {
		return OFFSETS[number];
	}

	/** The field offset to which register {@code number} is written: x0 goes to the sink. */
	public static long writeOffset(int number) {
		return number == 0 ? HostMemory.fieldOffset(HartRegisters.class, "sink") : OFFSETS[number];
	}

	/** The value of an integer register. */
	public final long x(int number) {
		return HostMemory.getField(this, OFFSETS[number]);
	}

	/** Sets an integer register; x0 stays zero. */
	public final void setX(int number, long value) {
		if (number != 0) {
			HostMemory.putField(this, OFFSETS[number], value);
		}
	}

	/** Takes over all integer registers of another hart. */
	public final void copyRegisters(HartRegisters other) {
		x1 = other.x1;
		x2 = other.x2;
		x3 = other.x3;
		x4 = other.x4;
		x5 = other.x5;
		x6 = other.x6;
		x7 = other.x7;
		x8 = other.x8;
		x9 = other.x9;
		x10 = other.x10;
		x11 = other.x11;
		x12 = other.x12;
		x13 = other.x13;
		x14 = other.x14;
		x15 = other.x15;
		x16 = other.x16;
		x17 = other.x17;
		x18 = other.x18;
		x19 = other.x19;
		x20 = other.x20;
		x21 = other.x21;
		x22 = other.x22;
		x23 = other.x23;
		x24 = other.x24;
		x25 = other.x25;
		x26 = other.x26;
		x27 = other.x27;
		x28 = other.x28;
		x29 = other.x29;
		x30 = other.x30;
		x31 = other.x31;
	}

	/** Takes over all floating-point registers of another hart. */
	public final void copyFloats(HartRegisters other) {
		f0 = other.f0;
		f1 = other.f1;
		f2 = other.f2;
		f3 = other.f3;
		f4 = other.f4;
		f5 = other.f5;
		f6 = other.f6;
		f7 = other.f7;
		f8 = other.f8;
		f9 = other.f9;
		f10 = other.f10;
		f11 = other.f11;
		f12 = other.f12;
		f13 = other.f13;
		f14 = other.f14;
		f15 = other.f15;
		f16 = other.f16;
		f17 = other.f17;
		f18 = other.f18;
		f19 = other.f19;
		f20 = other.f20;
		f21 = other.f21;
		f22 = other.f22;
		f23 = other.f23;
		f24 = other.f24;
		f25 = other.f25;
		f26 = other.f26;
		f27 = other.f27;
		f28 = other.f28;
		f29 = other.f29;
		f30 = other.f30;
		f31 = other.f31;
	}
}

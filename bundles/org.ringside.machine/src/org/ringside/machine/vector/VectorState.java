/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.VectorType;
import org.ringside.machine.Saveable;
import org.ringside.machine.instructions.FloatFlags;
import org.ringside.machine.instructions.FloatFormat;

/**
 * The vector registers and vector CSRs of a hart (Unprivileged, V: Vector Extension Programmer's Model). Widths of elements are
 * given as binary logarithms of bytes, 0 to 3, groups of registers as binary logarithms, -3 to 3.
 */
public final class VectorState implements Saveable {

	/** The bit of {@code vtype} that says that the setting is not supported. */
	public static final long VILL = 1L << 63;
	private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	/** Bytes of a register; 0 if the hart has none. */
	public final int vlenb;
	/** The widest element. */
	final int elen;
	/** The floating-point formats that vectors may have: bit 1 for half, 2 for single, 3 for double precision. */
	final int formats;
	/** Whether vectors convert between half and single precision. */
	final boolean convertsHalf;
	/** Whether there are the upper halves of 64-bit products, which the embedded subsets leave out. */
	final boolean full;
	/** Whether vectors compute SHA-512. */
	final boolean longHashes;
	/** All registers, one after the other. */
	final byte[] bytes;
	/** The element at which the next instruction begins. */
	public int vstart;
	/** 1 once a fixed-point operation saturated. */
	public int vxsat;
	/** The fixed-point rounding mode, 0 to 3. */
	public int vxrm;
	/** The number of elements that are worked on. */
	int vl;
	/** As the CSR reads. */
	long vtype = VILL;
	/** Element width by vtype; meaningless if it is not supported. */
	int sew;
	/** Group by vtype. */
	int lmul;
	/** Bits of an element. */
	int bits;
	/** Format of elements of the present width, and of twice that, where there are such. */
	FloatFormat format;
	FloatFormat wide;
	/** For floating-point operations: the rounding mode and where flags go. */
	int rounding;
	FloatFlags flags;

	public VectorState(IsaProfile profile) {
		vlenb = profile.has(Extension.ZVE32X) ? registerBytes(profile) : 0;
		elen = profile.has(Extension.ZVE64X) ? 3 : 2;
		formats = (profile.has(Extension.ZVFH) ? 2 : 0) | (profile.has(Extension.ZVE32F) ? 4 : 0) | (profile.has(Extension.ZVE64D) ? 8 : 0);
		convertsHalf = profile.has(Extension.ZVFHMIN);
		full = profile.has(Extension.V);
		longHashes = profile.has(Extension.ZVKNHB);
		bytes = new byte[32 * vlenb];
		derive();
	}

	private static int registerBytes(IsaProfile profile) {
		Extension[] lengths = {Extension.ZVL1024B, Extension.ZVL512B, Extension.ZVL256B, Extension.ZVL128B, Extension.ZVL64B};
		for (int i = 0; i < lengths.length; i++) {
			if (profile.has(lengths[i])) {
				return 128 >> i;
			}
		}
		return 4;
	}

	/** Whether the hart has vector registers. */
	public boolean exists() {
		return vlenb != 0;
	}

	/** The number of elements that instructions work on. */
	public long vl() {
		return vl;
	}

	/** The type as the CSR reads. */
	public long vtype() {
		return vtype;
	}

	/** A copy of a register's bytes, element 0 first. */
	public byte[] register(int number) {
		return java.util.Arrays.copyOfRange(bytes, number * vlenb, (number + 1) * vlenb);
	}

	/** Replaces a register; the array must have its length. */
	public void setRegister(int number, byte[] value) {
		if (value.length != vlenb) {
			throw new IllegalArgumentException("A vector register has " + vlenb + " bytes, not " + value.length + ".");
		}
		System.arraycopy(value, 0, bytes, number * vlenb, vlenb);
	}

	/** The greatest number of elements with this width and group. */
	int maximum(int width, int group) {
		return group >= 0 ? vlenb << group >> width : vlenb >> -group >> width;
	}

	/** Sets type and length as {@code vsetvl} does; {@code wanted} is unsigned. */
	void configure(long type, long wanted) {
		Optional<VectorType> supported = VectorType.of(type).filter(t -> t.sew() <= elen + Math.min(t.lmul(), 0));
		vstart = 0;
		if (supported.isEmpty()) {
			vtype = VILL;
			vl = 0;
		} else {
			vtype = type;
			derive();
			int most = maximum(sew, lmul);
			vl = Long.compareUnsigned(wanted, most) < 0 ? (int) wanted : most;
		}
	}

	private void derive() {
		VectorType.of(vtype).ifPresent(type -> {
			sew = type.sew();
			lmul = type.lmul();
			bits = 8 << sew;
			format = formatOf(sew);
			wide = formatOf(sew + 1);
		});
	}

	private static FloatFormat formatOf(int width) {
		return switch (width) {
			case 1 -> FloatFormat.HALF;
			case 2 -> FloatFormat.SINGLE;
			case 3 -> FloatFormat.DOUBLE;
			default -> null;
		};
	}

	/** An element, sign-extended; groups go on in the next register. */
	long get(int register, int index, int width) {
		int at = register * vlenb + (index << width);
		return switch (width) {
			case 0 -> bytes[at];
			case 1 -> (short) SHORT.get(bytes, at);
			case 2 -> (int) INT.get(bytes, at);
			default -> (long) LONG.get(bytes, at);
		};
	}

	/** An element, extended with zeros. */
	long getUnsigned(int register, int index, int width) {
		return zeroExtend(get(register, index, width), width);
	}

	static long zeroExtend(long value, int width) {
		return width == 3 ? value : value & (1L << (8 << width)) - 1;
	}

	static long signExtend(long value, int width) {
		int shift = 64 - (8 << width);
		return value << shift >> shift;
	}

	void set(int register, int index, int width, long value) {
		int at = register * vlenb + (index << width);
		switch (width) {
			case 0 -> bytes[at] = (byte) value;
			case 1 -> SHORT.set(bytes, at, (short) value);
			case 2 -> INT.set(bytes, at, (int) value);
			default -> LONG.set(bytes, at, value);
		}
	}

	/** A bit of a mask register. */
	boolean bit(int register, int index) {
		return (bytes[register * vlenb + (index >> 3)] >> (index & 7) & 1) != 0;
	}

	void setBit(int register, int index, boolean value) {
		int at = register * vlenb + (index >> 3);
		int bit = 1 << (index & 7);
		bytes[at] = (byte) (value ? bytes[at] | bit : bytes[at] & ~bit);
	}

	/** Takes over everything from a hart with the same registers. */
	public void copy(VectorState other) {
		System.arraycopy(other.bytes, 0, bytes, 0, bytes.length);
		vstart = other.vstart;
		vxsat = other.vxsat;
		vxrm = other.vxrm;
		vl = other.vl;
		vtype = other.vtype;
		derive();
	}

	@Override
	public void save(DataOutput out) throws IOException {
		if (exists()) {
			out.write(bytes);
			out.writeInt(vstart);
			out.writeInt(vxsat);
			out.writeInt(vxrm);
			out.writeInt(vl);
			out.writeLong(vtype);
		}
	}

	@Override
	public void load(DataInput in) throws IOException {
		if (exists()) {
			in.readFully(bytes);
			int start = in.readInt() & 8 * vlenb - 1;
			vxsat = in.readInt() & 1;
			vxrm = in.readInt() & 3;
			int length = in.readInt();
			configure(in.readLong(), length & 0xffff_ffffL);
			vstart = start;
		}
	}
}

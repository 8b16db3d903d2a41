/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the hypervisor extension adds to the privileged registers of a hart, as plain values (Privileged, chapter "H"). The
 * bits of {@code hie}, {@code hvip} and {@code hip} are those of {@code mie} and {@code mip}.
 */
abstract class HypervisorState implements Saveable {

	/** Bits of hstatus. */
	static final long HSTATUS_GVA = 1L << 6;
	static final long SPV = 1L << 7;
	static final long SPVP = 1L << 8;
	static final long HU = 1L << 9;
	static final int VGEIN_SHIFT = 12;
	static final long VGEIN = 0x3fL << VGEIN_SHIFT;
	static final long VTVM = 1L << 20;
	static final long VTW = 1L << 21;
	static final long VTSR = 1L << 22;
	/** Bits of mstatus. */
	static final long MSTATUS_GVA = 1L << 38;
	static final long MPV = 1L << 39;

	static final int VSSI = 2;
	static final int VSTI = 6;
	static final int VSEI = 10;
	static final int SGEI = 12;
	/** The interrupts of a guest: software, timer, external. */
	static final long VS_INTERRUPTS = 1L << VSSI | 1L << VSTI | 1L << VSEI;
	/** All that the extension adds to mip, mie and mideleg. */
	static final long HYPERVISOR_INTERRUPTS = VS_INTERRUPTS | 1L << SGEI;

	/** The virtualization mode V; never set in M-mode. */
	boolean virtual;
	long hstatus;
	long hedeleg;
	long hideleg;
	long htimedelta;
	long hcounteren;
	long hgeie;
	/** Driven from outside. */
	long hgeip;
	long henvcfg;
	long htval;
	long htinst;
	long hgatp;
	long mtinst;
	long vsstatus;
	long vstvec;
	long vsscratch;
	long vsepc;
	long vscause;
	long vstval;
	long vsatp;
	long vstimecmp;
	final long[] hstateen = new long[StateEnableRegisters.COUNT];

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeBoolean(virtual);
		for (long value : new long[] {hstatus, hedeleg, hideleg, htimedelta, hcounteren, hgeie, hgeip, henvcfg, htval, htinst, hgatp, mtinst, vsstatus, vstvec, vsscratch, vsepc, vscause, vstval, vsatp, vstimecmp}) {
			out.writeLong(value);
		}
		for (long enables : hstateen) {
			out.writeLong(enables);
		}
	}

	@Override
	public void load(DataInput in) throws IOException {
		virtual = in.readBoolean();
		hstatus = in.readLong();
		hedeleg = in.readLong();
		hideleg = in.readLong();
		htimedelta = in.readLong();
		hcounteren = in.readLong();
		hgeie = in.readLong();
		hgeip = in.readLong();
		henvcfg = in.readLong();
		htval = in.readLong();
		htinst = in.readLong();
		hgatp = in.readLong();
		mtinst = in.readLong();
		vsstatus = in.readLong();
		vstvec = in.readLong();
		vsscratch = in.readLong();
		vsepc = in.readLong();
		vscause = in.readLong();
		vstval = in.readLong();
		vsatp = in.readLong();
		vstimecmp = in.readLong();
		for (int i = 0; i < hstateen.length; i++) {
			hstateen[i] = in.readLong();
		}
	}
}

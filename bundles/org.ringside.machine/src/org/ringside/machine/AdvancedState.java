/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the Advanced Interrupt Architecture adds to the privileged registers of a hart, as plain values (AIA 1.0, chapter 2). All
 * is 0 in a hart that does not have it.
 */
final class AdvancedState implements Saveable {

	private static final int PRIORITIES = 64;

	/** Bits of hvictl. */
	static final long VTI = 1L << 30;
	static final int IID_SHIFT = 16;
	static final long IID = 0xfff;
	static final long DPR = 1 << 9;
	static final long IPRIOM = 1 << 8;
	static final long IPRIO = 0xff;
	/** The interrupts from which on the AIA says what can be delegated and injected. */
	static final long LOCAL_INTERRUPTS = -1L << PrivilegedState.LCOFI;

	long mvien;
	/** The bits of mvip that are not those of mip. */
	long mvip;
	/** The bits of sie that are not those of mie. */
	long sie;
	long hvien;
	/** The bits of hvip from 13 on. */
	long hvip;
	/** The bits of vsie from 13 on that are not those of sie. */
	long vsie;
	long hvictl;
	long hviprio1;
	long hviprio2;
	long miselect;
	long siselect;
	long vsiselect;
	/** The iprio arrays, by interrupt. */
	final byte[] machinePriorities = new byte[PRIORITIES];
	final byte[] supervisorPriorities = new byte[PRIORITIES];

	@Override
	public void save(DataOutput out) throws IOException {
		for (long value : new long[] {mvien, mvip, sie, hvien, hvip, vsie, hvictl, hviprio1, hviprio2, miselect, siselect, vsiselect}) {
			out.writeLong(value);
		}
		out.write(machinePriorities);
		out.write(supervisorPriorities);
	}

	@Override
	public void load(DataInput in) throws IOException {
		mvien = in.readLong();
		mvip = in.readLong();
		sie = in.readLong();
		hvien = in.readLong();
		hvip = in.readLong();
		vsie = in.readLong();
		hvictl = in.readLong();
		hviprio1 = in.readLong();
		hviprio2 = in.readLong();
		miselect = in.readLong();
		siselect = in.readLong();
		vsiselect = in.readLong();
		in.readFully(machinePriorities);
		in.readFully(supervisorPriorities);
	}
}

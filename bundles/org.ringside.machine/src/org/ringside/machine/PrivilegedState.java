/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The privileged registers of a hart as plain values; what a write may put into them is decided in the CSR files. */
final class PrivilegedState extends HypervisorState {

	static final long SIE = 1L << 1;
	static final long MIE = 1L << 3;
	static final long SPIE = 1L << 5;
	static final long MPIE = 1L << 7;
	static final long SPP = 1L << 8;
	static final long VS = 3L << 9;
	static final long FS = 3L << 13;
	static final int MPP_SHIFT = 11;
	static final long MPP = 3L << MPP_SHIFT;
	static final long MPRV = 1L << 17;
	static final long SUM = 1L << 18;
	static final long MXR = 1L << 19;
	static final long TVM = 1L << 20;
	static final long TW = 1L << 21;
	static final long TSR = 1L << 22;
	static final long SDT = 1L << 24;
	static final long MDT = 1L << 42;

	static final int SSI = 1;
	static final int MSI = 3;
	static final int STI = 5;
	static final int MTI = 7;
	static final int SEI = 9;
	static final int MEI = 11;
	static final int LCOFI = 13;
	/** The interrupts that S-mode can have: software, timer, external. */
	static final long S_INTERRUPTS = 1L << SSI | 1L << STI | 1L << SEI;
	static final long M_INTERRUPTS = 1L << MSI | 1L << MTI | 1L << MEI;

	/** The nominal privilege mode: 0, 1 or 3. */
	int mode = 3;
	long mstatus;
	long medeleg;
	long mideleg;
	long mie;
	/** The bits of mip that software wrote (SSIP, STIP, SEIP, and those of hvip). */
	long mipSoftware;
	/** The bits of mip that wires drive. */
	long mipLines;
	/** The CSRs of S-mode and M-mode that only hold a value. */
	final PlainRegisters plain = new PlainRegisters();
	long mtvec;
	long mcounteren;
	long menvcfg;
	long stvec;
	long scounteren;
	long senvcfg;
	long satp;
	long stimecmp;
	/** The bits of mseccfg that open {@code seed} to lower modes. */
	long seeds;
	final long[] mstateen = new long[StateEnableRegisters.COUNT];
	long mtval2;
	/** Saved where the hart has it. */
	final AdvancedState aia = new AdvancedState();

	/** Where mvien filters external interrupts of S-mode, what software wrote is mvip's alone (AIA 1.0, section 5.3). */
	long mip() {
		return mipSoftware & ~(aia.mvien & 1L << SEI) | mipLines;
	}

	/** The mode with the virtualization mode as bit 2, as address translation takes it. */
	int translationMode() {
		return virtual ? mode | PageWalker.GUEST : mode;
	}

	/** Whether there are tables between the addresses of an effective mode and those of the bus. */
	boolean translates(int effectiveMode) {
		return effectiveMode != 3 && ((effectiveMode & PageWalker.GUEST) == 0 ? satp : vsatp | hgatp) >>> 60 != 0;
	}

	/** Whether traps into VS-mode are told from double ones. */
	boolean guestDoubleTraps() {
		return (menvcfg & henvcfg & MachineRegisters.DTE) != 0;
	}

	@Override
	public void save(DataOutput out) throws IOException {
		super.save(out);
		out.writeInt(mode);
		out.writeLong(mstatus);
		out.writeLong(medeleg);
		out.writeLong(mideleg);
		out.writeLong(mie);
		out.writeLong(mipSoftware);
		out.writeLong(mipLines);
		out.writeLong(mtvec);
		out.writeLong(plain.mscratch());
		out.writeLong(plain.mepc());
		out.writeLong(plain.mcause());
		out.writeLong(plain.mtval());
		out.writeLong(mcounteren);
		out.writeLong(menvcfg);
		out.writeLong(stvec);
		out.writeLong(plain.sscratch());
		out.writeLong(plain.sepc());
		out.writeLong(plain.scause());
		out.writeLong(plain.stval());
		out.writeLong(scounteren);
		out.writeLong(senvcfg);
		out.writeLong(satp);
		out.writeLong(stimecmp);
		out.writeLong(seeds);
		for (long enables : mstateen) {
			out.writeLong(enables);
		}
		out.writeLong(mtval2);
	}

	@Override
	public void load(DataInput in) throws IOException {
		super.load(in);
		mode = in.readInt();
		mstatus = in.readLong();
		medeleg = in.readLong();
		mideleg = in.readLong();
		mie = in.readLong();
		mipSoftware = in.readLong();
		mipLines = in.readLong();
		mtvec = in.readLong();
		plain.mscratch(in.readLong());
		plain.mepc(in.readLong());
		plain.mcause(in.readLong());
		plain.mtval(in.readLong());
		mcounteren = in.readLong();
		menvcfg = in.readLong();
		stvec = in.readLong();
		plain.sscratch(in.readLong());
		plain.sepc(in.readLong());
		plain.scause(in.readLong());
		plain.stval(in.readLong());
		scounteren = in.readLong();
		senvcfg = in.readLong();
		satp = in.readLong();
		stimecmp = in.readLong();
		seeds = in.readLong();
		for (int i = 0; i < mstateen.length; i++) {
			mstateen[i] = in.readLong();
		}
		mtval2 = in.readLong();
	}
}

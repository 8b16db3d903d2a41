/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import org.ringside.isa.PrivilegeMode;

/** One of the guest's harts, as the guest sees it, whatever the technique. Use it on the thread that owns the machine. */
public interface Vcpu {
	/** Index, which is also its hart id. */
	int index();

	/** The value of x0 to x31. */
	long x(int register);

	/** Changes x1 to x31; a write to x0 is without effect. */
	void setX(int register, long value);

	/** The bits of f0 to f31; 0 where the guest's hart has no floating-point registers. */
	long f(int register);

	/** Changes the bits of a floating-point register. */
	void setF(int register, long bits);

	/** The bytes of v0 to v31, element 0 first; none where the guest's hart has no vector registers. */
	byte[] v(int register);

	/** Guest-virtual address of the next instruction. */
	long pc();

	void setPc(long pc);

	/** The guest's privilege mode (virtual under trap-and-emulate). */
	PrivilegeMode mode();

	/** The value of a CSR, read without side effects; see {@link #hasCsr}. */
	long csr(int number);

	/** Changes a CSR as a debugger does: what the CSR cannot hold is adjusted as the specification says (WARL). */
	void setCsr(int number, long value);

	/** Whether the guest's hart has this CSR. */
	boolean hasCsr(int number);

	/** Instructions this hart has retired. */
	long retired();

	/** Started, waiting or stopped. */
	VcpuState state();
}

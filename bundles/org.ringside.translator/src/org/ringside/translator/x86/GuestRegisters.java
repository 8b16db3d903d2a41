/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;

/** What host code and its caller tell each other: the registers of a hart and some words, in memory at fixed offsets from a base. */
public final class GuestRegisters {

	/** The base lies in the middle of the registers, so that all are reached with short instructions. */
	private static final int MIDDLE = 128;

	/** Where the table of host code stands, in the place of x0; */
	public static final int JUMPS = -MIDDLE;
	/** Where what stands, from the base: where a jump went, if not to host code; */
	public static final int PC = 128;
	/** the budget; */
	public static final int BUDGET = 136;
	/** the TLB entries of the present mode; */
	public static final int TLB = 144;
	/** what RDX held at the end; */
	public static final int REGION = 152;
	/** the control and status word for floating point, 0 where that must be left to nodes; */
	public static final int FLOAT_CONTROL = 160;
	/** that of the caller; */
	static final int HOST_FLOAT_CONTROL = 168;
	/** the floating-point registers; */
	private static final int FLOATS = 176;
	/** the lowest and the highest address of watched data, where there is any; */
	public static final int LOWEST_WATCHED = FLOATS + 8 * 32;
	public static final int HIGHEST_WATCHED = LOWEST_WATCHED + 8;
	/** where the CSRs are that only hold a value, the highest mode whose may be accessed, and how often that was done; */
	public static final int PLAIN_CSRS = HIGHEST_WATCHED + 8;
	public static final int PLAIN_OPENED = PLAIN_CSRS + 8;
	public static final int PLAIN_ACCESSES = PLAIN_OPENED + 8;
	/** the bits that are read of an instruction's address in a CSR; */
	public static final int ADDRESS_MASK = PLAIN_ACCESSES + 8;
	/** and behind it words for the code's own use: where groups of accesses are, */
	public static final int GROUPS = ADDRESS_MASK + 8;
	/** and what a loop that is executed in bulk has in hand. */
	public static final int BULK = GROUPS + 64;

	private GuestRegisters() {
	}

	/** The base of those that begin at an address. */
	public static long base(long address) {
		return address + MIDDLE;
	}

	/** Where a register stands from the base. */
	public static int offset(int guest) {
		return 8 * guest - MIDDLE;
	}

	/** Where a floating-point register stands from the base. */
	public static int floatOffset(int guest) {
		return FLOATS + 8 * guest;
	}

	/** A guest register as code sees it where it is not pinned. */
	static Operand memory(int guest) {
		return Operand.memory(Assembler.RBX, offset(guest));
	}

	/** A guest register as code sees it. */
	public static Operand operand(int guest) {
		int host = HostCode.pinned(guest);
		return host >= 0 ? Operand.register(host) : memory(guest);
	}

	/** A floating-point register as code sees it where it is not pinned. */
	public static Memory floatMemory(int guest) {
		return new Memory(Assembler.RBX, -1, floatOffset(guest));
	}

	/** A floating-point register as code sees it; a register is one of the host's for vectors. */
	public static Operand floatOperand(int guest) {
		int host = HostCode.pinnedFloat(guest);
		return host >= 0 ? Operand.register(host) : floatMemory(guest);
	}
}

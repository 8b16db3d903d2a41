/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.x86.Assembler.RAX;

import org.ringside.isa.Decoded;
import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Register;
import org.ringside.translator.x86.GuestRegisters;

/** How host code reads and writes the guest's integer registers, x0 included. */
final class HostRegisters {

	private static final int NONE = -1;

	private final Assembler a;
	/** The register in memory that RAX was written to by the last instruction, as its end, so that it holds the same. */
	private int held = NONE;
	/** The same as long as the present instruction has not changed RAX. */
	private int usable = NONE;

	HostRegisters(Assembler assembler) {
		a = assembler;
	}

	/** Before an instruction. */
	void begin() {
		usable = held;
		held = NONE;
	}

	/** Where code may come from elsewhere. */
	void forget() {
		held = NONE;
		usable = NONE;
	}

	/** RAX was written by other means than these. */
	void clobber() {
		usable = NONE;
	}

	/** RAX holds a guest register as long as the present instruction does not change it. */
	void isInRaxNow(int guest) {
		usable = guest;
	}

	/** Whether RAX holds a guest register. */
	boolean isInRax(int guest) {
		return guest == usable;
	}

	/** A guest register other than x0 as an operand; RAX where that holds the same. */
	Operand operand(int guest) {
		return guest == usable ? Operand.register(RAX) : GuestRegisters.operand(guest);
	}

	/** Loads a guest register. */
	void get(int host, int guest) {
		if (guest == 0) {
			a.constant(host, 0);
		} else {
			a.load(host, operand(guest));
		}
		if (host == RAX) {
			usable = NONE;
		}
	}

	/** The lower half of a guest register; the upper is undefined. */
	void getWord(int host, int guest) {
		if (guest == 0) {
			a.constant(host, 0);
		} else if (!(operand(guest) instanceof Register(int n) && n == host)) {
			a.loadWord(host, operand(guest));
		}
		if (host == RAX) {
			usable = NONE;
		}
	}

	/** The lower half of a guest register; the upper is zero. */
	void getUnsignedWord(int host, int guest) {
		if (guest == 0) {
			a.constant(host, 0);
		} else {
			a.loadWord(host, operand(guest));
		}
		if (host == RAX) {
			usable = NONE;
		}
	}

	void set(int guest, int host) {
		if (guest == 0) {
			return;
		}
		switch (GuestRegisters.operand(guest)) {
			case Register(int n) -> a.load(n, Operand.register(host));
			case Memory memory -> store(host, guest, memory);
		}
	}

	private void store(int host, int guest, Memory memory) {
		a.store(host, memory, 8);
		held = host == RAX ? guest : NONE;
	}

	/** The host register in which to compute a result: the one that it goes to, if that does not destroy an operand before its time. */
	static int target(Decoded d, int lateOperand) {
		return GuestRegisters.operand(d.rd()) instanceof Register(int n) && d.rd() != lateOperand ? n : RAX;
	}

	void setConstant(int guest, long value) {
		if (guest == 0) {
			return;
		}
		switch (GuestRegisters.operand(guest)) {
			case Register(int n) -> a.constant(n, value);
			case Memory memory -> {
				if (value == (int) value) {
					a.storeConstant(memory, (int) value);
				} else {
					a.constant(RAX, value);
					a.store(RAX, memory, 8);
				}
			}
		}
	}

	/** Sets a register to the lower half of a host register, sign-extended. */
	void setWord(int guest, int host) {
		switch (GuestRegisters.operand(guest)) {
			case Register(int n) -> a.loadSignedWord(n, Operand.register(host));
			case Memory memory -> {
				a.loadSignedWord(host, Operand.register(host));
				store(host, guest, memory);
			}
		}
	}
}

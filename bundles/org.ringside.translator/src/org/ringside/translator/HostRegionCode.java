/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.lang.ref.Reference;

import org.ringside.machine.CodeLink;
import org.ringside.machine.Hart;
import org.ringside.machine.HostMemory;
import org.ringside.machine.TranslatedCode;
import org.ringside.translator.x86.GuestRegisters;
import org.ringside.translator.x86.HostCode;

/** An entry of a region of host code. */
final class HostRegionCode extends TranslatedCode {

	private final HostRegion region;
	private final long entry;
	private final boolean isHead;
	private final int size;

	/**
	 * @param isHead whether the region was made for this entry
	 * @param size   what the entry costs of memory, with its part of the region, in bytes
	 */
	HostRegionCode(Origin origin, HostRegion region, int offset, boolean isHead, int size) {
		super(origin);
		this.isHead = isHead;
		this.size = size;
		this.region = region;
		this.entry = region.address() + offset;
	}

	/** Whether the region was made for this entry. */
	boolean isHead() {
		return isHead;
	}

	/** What the entry costs of memory, with its part of the region, in bytes. */
	int size() {
		return size;
	}

	@Override
	public long run(Hart h) {
		long registers = GuestRegisters.base(h.scratch());
		long at = entry;
		// What is entered from here is kept, even if an instruction has it forgotten; what code goes to by itself is in the hart's pages.
		HostRegion entered = region;
		put(h, registers);
		HostMemory.putLong(registers + GuestRegisters.TLB, h.dataTlb);
		HostMemory.putLong(registers + GuestRegisters.JUMPS, CodeLink.hostCode(h));
		HostMemory.putLong(registers + GuestRegisters.BUDGET, h.budget);
		if (CodeLink.watchesData(h)) {
			HostMemory.putLong(registers + GuestRegisters.LOWEST_WATCHED, CodeLink.lowestWatched(h));
			HostMemory.putLong(registers + GuestRegisters.HIGHEST_WATCHED, CodeLink.highestWatched(h));
		}
		HostCsrWriter.open(h, registers);
		while (true) {
			long site = HostCode.enter(registers, at);
			Reference.reachabilityFence(entered);
			long budget = HostMemory.getLong(registers + GuestRegisters.BUDGET);
			if (site >= 0) {
				entered = HostRegion.of((int) HostMemory.getLong(registers + GuestRegisters.REGION));
				HostCsrWriter.close(h, registers);
				get(h, registers);
				h.budget = budget;
				at = entered.execute((int) site, h);
				if (at == 0) {
					return left(h);
				}
				put(h, registers);
				HostCsrWriter.open(h, registers);
				HostMemory.putLong(registers + GuestRegisters.BUDGET, h.budget);
				continue;
			}
			long pc = HostMemory.getLong(registers + GuestRegisters.PC);
			if (CodeLink.at(h, pc) instanceof HostRegionCode next && next.fits(budget)) {
				at = next.entry;
				entered = next.region;
				CodeLink.rememberHostCode(h, pc, at);
				HostMemory.putLong(registers + GuestRegisters.JUMPS, CodeLink.hostCode(h));
				continue;
			}
			HostCsrWriter.close(h, registers);
			get(h, registers);
			h.budget = budget;
			return pc;
		}
	}

	private static void put(Hart h, long registers) {
		HostMemory.putLong(registers + GuestRegisters.offset(1), h.x1);
		HostMemory.putLong(registers + GuestRegisters.offset(2), h.x2);
		HostMemory.putLong(registers + GuestRegisters.offset(3), h.x3);
		HostMemory.putLong(registers + GuestRegisters.offset(4), h.x4);
		HostMemory.putLong(registers + GuestRegisters.offset(5), h.x5);
		HostMemory.putLong(registers + GuestRegisters.offset(6), h.x6);
		HostMemory.putLong(registers + GuestRegisters.offset(7), h.x7);
		HostMemory.putLong(registers + GuestRegisters.offset(8), h.x8);
		HostMemory.putLong(registers + GuestRegisters.offset(9), h.x9);
		HostMemory.putLong(registers + GuestRegisters.offset(10), h.x10);
		HostMemory.putLong(registers + GuestRegisters.offset(11), h.x11);
		HostMemory.putLong(registers + GuestRegisters.offset(12), h.x12);
		HostMemory.putLong(registers + GuestRegisters.offset(13), h.x13);
		HostMemory.putLong(registers + GuestRegisters.offset(14), h.x14);
		HostMemory.putLong(registers + GuestRegisters.offset(15), h.x15);
		HostMemory.putLong(registers + GuestRegisters.offset(16), h.x16);
		HostMemory.putLong(registers + GuestRegisters.offset(17), h.x17);
		HostMemory.putLong(registers + GuestRegisters.offset(18), h.x18);
		HostMemory.putLong(registers + GuestRegisters.offset(19), h.x19);
		HostMemory.putLong(registers + GuestRegisters.offset(20), h.x20);
		HostMemory.putLong(registers + GuestRegisters.offset(21), h.x21);
		HostMemory.putLong(registers + GuestRegisters.offset(22), h.x22);
		HostMemory.putLong(registers + GuestRegisters.offset(23), h.x23);
		HostMemory.putLong(registers + GuestRegisters.offset(24), h.x24);
		HostMemory.putLong(registers + GuestRegisters.offset(25), h.x25);
		HostMemory.putLong(registers + GuestRegisters.offset(26), h.x26);
		HostMemory.putLong(registers + GuestRegisters.offset(27), h.x27);
		HostMemory.putLong(registers + GuestRegisters.offset(28), h.x28);
		HostMemory.putLong(registers + GuestRegisters.offset(29), h.x29);
		HostMemory.putLong(registers + GuestRegisters.offset(30), h.x30);
		HostMemory.putLong(registers + GuestRegisters.offset(31), h.x31);
		HostFloatState.put(h, registers);
	}

	private static void get(Hart h, long registers) {
		h.x1 = HostMemory.getLong(registers + GuestRegisters.offset(1));
		h.x2 = HostMemory.getLong(registers + GuestRegisters.offset(2));
		h.x3 = HostMemory.getLong(registers + GuestRegisters.offset(3));
		h.x4 = HostMemory.getLong(registers + GuestRegisters.offset(4));
		h.x5 = HostMemory.getLong(registers + GuestRegisters.offset(5));
		h.x6 = HostMemory.getLong(registers + GuestRegisters.offset(6));
		h.x7 = HostMemory.getLong(registers + GuestRegisters.offset(7));
		h.x8 = HostMemory.getLong(registers + GuestRegisters.offset(8));
		h.x9 = HostMemory.getLong(registers + GuestRegisters.offset(9));
		h.x10 = HostMemory.getLong(registers + GuestRegisters.offset(10));
		h.x11 = HostMemory.getLong(registers + GuestRegisters.offset(11));
		h.x12 = HostMemory.getLong(registers + GuestRegisters.offset(12));
		h.x13 = HostMemory.getLong(registers + GuestRegisters.offset(13));
		h.x14 = HostMemory.getLong(registers + GuestRegisters.offset(14));
		h.x15 = HostMemory.getLong(registers + GuestRegisters.offset(15));
		h.x16 = HostMemory.getLong(registers + GuestRegisters.offset(16));
		h.x17 = HostMemory.getLong(registers + GuestRegisters.offset(17));
		h.x18 = HostMemory.getLong(registers + GuestRegisters.offset(18));
		h.x19 = HostMemory.getLong(registers + GuestRegisters.offset(19));
		h.x20 = HostMemory.getLong(registers + GuestRegisters.offset(20));
		h.x21 = HostMemory.getLong(registers + GuestRegisters.offset(21));
		h.x22 = HostMemory.getLong(registers + GuestRegisters.offset(22));
		h.x23 = HostMemory.getLong(registers + GuestRegisters.offset(23));
		h.x24 = HostMemory.getLong(registers + GuestRegisters.offset(24));
		h.x25 = HostMemory.getLong(registers + GuestRegisters.offset(25));
		h.x26 = HostMemory.getLong(registers + GuestRegisters.offset(26));
		h.x27 = HostMemory.getLong(registers + GuestRegisters.offset(27));
		h.x28 = HostMemory.getLong(registers + GuestRegisters.offset(28));
		h.x29 = HostMemory.getLong(registers + GuestRegisters.offset(29));
		h.x30 = HostMemory.getLong(registers + GuestRegisters.offset(30));
		h.x31 = HostMemory.getLong(registers + GuestRegisters.offset(31));
		HostFloatState.get(h, registers);
	}
}

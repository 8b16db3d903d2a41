/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.util.List;
import java.util.Random;
import java.util.Set;

import org.ringside.isa.Encoder;
import org.ringside.isa.Extension;
import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvA;
import org.ringside.isa.RvC;
import org.ringside.isa.RvH;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.SupervisorCsrs;

/**
 * Programs that build random tables for both stages of translation and access memory through them: by hlv and hsv, and
 * by going to VS-mode or VU-mode, where the pages hold a load or store and a call. Guest-physical memory is the
 * machine's, one GiB higher, and once more with bit 39 set, which only the wide root of the G-stage tells apart.
 */
final class GuestPagingPrograms {

	private static final long TABLES = Program.BASE + 0x60_0000;
	private static final long PAGES = Program.BASE + 0x80_0000;
	private static final long GUEST_TABLES = Program.BASE + 0x100_0000;
	private static final long ROOT = Program.BASE + 0x180_0000;
	private static final long SUPERPAGE = 0x20_0000;
	private static final long SHIFT = 0x4000_0000L;
	/** The tables of the VS-stage of one configuration. */
	private static final int ROOT48 = 0;
	private static final int ROOT39 = 1;
	private static final int MIDDLE = 2;
	private static final int LAST = 4;
	private static final int ROOT57 = 8;
	private static final int TABLE_COUNT = 9;
	/** Those of the G-stage: the wide roots take four frames each. */
	private static final int G_ROOT39 = 0;
	private static final int G_ROOT48 = 4;
	private static final int G_ROOT57 = 8;
	private static final int G_MIDDLE = 12;
	private static final int G_TABLES = 13;
	private static final int G_LAST = 14;
	private static final int G_COUNT = 20;
	private static final List<RvH> GUEST_LOADS = List.of(RvH.HLV_B, RvH.HLV_BU, RvH.HLV_H, RvH.HLV_HU, RvH.HLV_W, RvH.HLV_WU, RvH.HLV_D);
	private static final List<RvH> GUEST_STORES = List.of(RvH.HSV_B, RvH.HSV_H, RvH.HSV_W, RvH.HSV_D);
	/** What HS-mode is to handle: all but environment calls. */
	private static final long DELEGATED = 0xb0_b0f3;

	private final Random random;
	private final Program program = new Program(true);
	private final boolean napot;
	private final boolean memoryTypes;
	/**
	 * Whether each page of the configuration is executable where it is readable, so that hlvx may be tried: QEMU 7.2 does not
	 * have it ask for execute permission in place of read permission (chapter "H", hypervisor load and store instructions).
	 */
	private boolean executable;
	private long handler;

	GuestPagingPrograms(long seed, IsaProfile profile, Set<Instruction> counted) {
		random = new Random(seed);
		napot = profile.has(Extension.SVNAPOT);
		memoryTypes = profile.has(Extension.SVPBMT);
		program.count(counted);
	}

	/** Fills the test pages with double-words that hold an access by x12 and a call. */
	private void fillPages() {
		int[] accesses = {Encoder.encode(RvI.LD, 14, 0, 12), Encoder.encode(RvI.SW, 13, 0, 12),
				Encoder.encode(RvC.C_LW, 14, 0, 12) & 0xffff | 1 << 16, Encoder.encode(RvA.AMOADD_W, 14, 13, 12)};
		for (int region = 0; region < 3; region++) {
			program.li(11, PAGES + region * SUPERPAGE);
			for (int kind = 0; kind < 4; kind++) {
				program.li(10, 0x73L << 32 | Integer.toUnsignedLong(accesses[kind]));
				program.li(12, PAGES + region * SUPERPAGE + (kind + 1) * 0x2000L);
				program.emit(RvI.SD, 10, 0, 11);
				program.emit(RvI.ADDI, 11, 11, 8);
				program.emit(RvI.BNE, 11, 12, -8);
			}
		}
	}

	private long bits(int oneIn, long bits) {
		return random.nextInt(oneIn) == 0 ? 0 : bits;
	}

	/** @param settled whether A and D are always set */
	private long leafFlags(boolean settled) {
		long rwx = List.of(2L, 6L, 4L, 5L, 1L, 3L, 3L, 7L, 7L, 7L, 7L).get(random.nextInt(11));
		rwx = executable ? rwx | 5 : rwx;
		long flags = rwx << 1 | bits(14, 1) | bits(2, 1 << 4);
		flags |= settled ? 0xc0 : bits(4, 1 << 6) | bits(4, 1 << 7);
		return flags | (long) random.nextInt(2) << 5 | reservedBit();
	}

	/** With Svnapot or Svpbmt, QEMU 7.2 does not look at the reserved bits (Privileged, chapter "Sv39", on bits 60 to 54). */
	private long reservedBit() {
		return !napot && !memoryTypes && random.nextInt(30) == 0 ? 1L << 54 + random.nextInt(10) : 0;
	}

	/**
	 * Without pages that are only executable: QEMU 7.2 takes MXR of the wrong register for them in the G-stage (see chapter "H",
	 * "Two-Stage Address Translation", on MXR).
	 */
	private long guestLeafFlags() {
		long rwx = List.of(3L, 1L, 5L, 7L, 7L, 7L, 7L, 2L).get(random.nextInt(8));
		rwx = executable ? rwx | 5 : rwx;
		return rwx << 1 | bits(14, 1) | bits(14, 1 << 4) | bits(4, 1 << 6) | bits(4, 1 << 7);
	}

	/** A leaf of the last level, with Svnapot now and then one of 64 KiB, with Svpbmt with a memory type. */
	private long lastLeaf(long page, long flags) {
		long pte = page >>> 12 << 10 | flags;
		if (napot && random.nextInt(5) == 0) {
			// with the one size that there is: QEMU 7.2 sets A and D before it faults for a wrong N
			pte = 1L << 63 | pte & ~(15L << 10) | 8L << 10;
		}
		return typed(pte);
	}

	/** With Svpbmt a leaf with a memory type that is not reserved. */
	private long typed(long pte) {
		return memoryTypes && random.nextInt(4) == 0 ? pte | 1L + random.nextInt(2) << 61 : pte;
	}

	private static long table(int table, int configuration) {
		return TABLES + ((long) configuration % 8 * TABLE_COUNT + table) * 0x1000;
	}

	private static long guestTable(int table, int configuration) {
		return GUEST_TABLES + ((long) configuration % 8 * G_COUNT + table) * 0x1000;
	}

	/** A guest-physical address of machine memory. */
	private long guestPhysical(long address) {
		long alias = random.nextInt(6) == 0 ? 1L << 39 : 0;
		return address + SHIFT + alias;
	}

	/** A bit that the G-stage may not take; not the highest that it takes, which QEMU 7.2 has repeated above as of a virtual address. */
	private long wide(int bits) {
		int bit = 41 + random.nextInt(bits);
		return 1L << (bit == 49 || bit == 58 ? bit + 1 : bit);
	}

	private void store(long at, long pte) {
		program.li(10, at);
		program.li(11, pte);
		program.emit(RvI.SD, 11, 0, 10);
	}

	private long pointer(int table, int configuration) {
		long flags = random.nextInt(25) == 0 ? 1 | 1L << random.nextInt(8) : 1;
		return guestPhysical(table(table, configuration)) >>> 12 << 10 | flags & ~0xeL;
	}

	private void buildGuest(int c, boolean settled) {
		store(table(ROOT57, c), pointer(ROOT48, c) & ~0xffL | 1);
		store(table(ROOT48, c), pointer(ROOT39, c) & ~0xffL | 1);
		store(table(ROOT48, c) + 8, pointer(ROOT39, c));
		for (int i = 0; i < 4; i++) {
			long gigabyte = Program.BASE + SHIFT >>> 12 << 10 | leafFlags(settled);
			store(table(ROOT39, c) + 8 * i, i == 3 ? gigabyte : pointer(MIDDLE + (i & 1), c));
		}
		for (int table = 0; table < 2; table++) {
			for (int i = 0; i < 3; i++) {
				long page = guestPhysical(PAGES + i * SUPERPAGE + (random.nextInt(12) == 0 ? 0x1000 : 0));
				store(table(MIDDLE + table, c) + 8 * (4 + i),
						random.nextInt(3) == 0 ? typed(page >>> 12 << 10 | leafFlags(settled)) : pointer(LAST + table * 2 + (i & 1), c));
			}
		}
		for (int table = 0; table < 4; table++) {
			for (int i = 0; i < 8; i++) {
				long page = guestPhysical(PAGES + random.nextInt(3) * SUPERPAGE + random.nextInt(8) * 0x1000);
				if (random.nextInt(20) == 0) {
					page |= wide(14); // too wide for the G-stage, or for all but the widest
				}
				store(table(LAST + table, c) + 8 * i, lastLeaf(page, leafFlags(settled)));
			}
		}
	}

	private long guestPointer(int table, int c, boolean sound) {
		long flags = !sound && random.nextInt(25) == 0 ? 1 | 1L << random.nextInt(8) : 1;
		return guestTable(table, c) >>> 12 << 10 | flags & ~0xeL;
	}

	/** @param writable whether the guest's tables are mapped so that A and D can be set in them */
	private void buildHypervisor(int c, boolean writable) {
		store(guestTable(G_ROOT57, c), guestPointer(G_ROOT48, c, true));
		store(guestTable(G_ROOT48, c), guestPointer(G_ROOT39, c, true));
		for (int top : new int[] {0, 512, 1024}) {
			store(guestTable(G_ROOT39, c) + 8L * (top + 3), guestPointer(G_MIDDLE, c, top == 0));
			store(guestTable(G_ROOT48, c) + 8L * (top / 512), guestPointer(G_ROOT39, c, top == 0));
		}
		store(guestTable(G_MIDDLE, c) + 8 * 3, guestPointer(G_TABLES, c, true));
		for (int i = 0; i < 3; i++) {
			long page = PAGES + i * SUPERPAGE + (random.nextInt(15) == 0 ? 0x1000 : 0);
			store(guestTable(G_MIDDLE, c) + 8 * (4 + i),
					random.nextInt(3) == 0 ? typed(page >>> 12 << 10 | guestLeafFlags()) : guestPointer(G_LAST + i, c, false));
		}
		for (int i = 0; i < TABLE_COUNT; i++) {
			// QEMU 7.2 sets A and D of the VS-stage without asking the G-stage for permission to write.
			long flags = 0x10 | bits(60, 1) | (writable ? 0xc6 : 0x42) | (long) random.nextInt(2) << 3;
			long page = table(i, c);
			store(guestTable(G_TABLES, c) + (page >>> 12 & 511) * 8, page >>> 12 << 10 | flags);
		}
		for (int table = 0; table < 3; table++) {
			for (int i = 0; i < 8; i++) {
				long page = PAGES + table * SUPERPAGE + (random.nextInt(4) == 0 ? random.nextInt(8) : i) * 0x1000L;
				store(guestTable(G_LAST + table, c) + 8 * i, lastLeaf(page, guestLeafFlags()));
			}
		}
	}

	private long virtualAddress() {
		long va = (long) random.nextInt(4) << 30 | (long) (4 + random.nextInt(3)) << 21 | (long) random.nextInt(8) << 12;
		if (random.nextInt(15) == 0) {
			va |= 1L << 39;
		}
		if (random.nextInt(20) == 0) {
			va ^= -1L << 38 + random.nextInt(26);
		}
		return va;
	}

	private long offset(boolean misaligned) {
		int offset = random.nextInt(0x100) << 3;
		return random.nextInt(6) == 0 && misaligned ? offset | random.nextInt(8) : offset;
	}

	/** By an instruction that accesses the guest's memory, in HS-mode or M-mode. */
	private void fromOutside(long va, long statusBits) {
		program.li(12, va);
		program.li(13, random.nextLong());
		program.li(10, random.nextBoolean() ? 0x100 : 0);
		program.csrw(HypervisorCsrs.HSTATUS, 10);
		int resume = -1;
		long status = statusBits & 0x8_0000;
		if (random.nextBoolean()) {
			resume = program.setResume();
			GuestPrograms.enter(program, PrivilegeMode.S, status);
		} else {
			program.li(10, status);
			program.csrw(MachineCsrs.MSTATUS, 10);
		}
		hypervisorAccess();
		if (resume >= 0) {
			program.emit(RvI.ECALL);
			program.patchResume(resume);
		}
		program.csrw(MachineCsrs.MSTATUS, 0);
	}

	/** By ordinary instructions of M-mode, which with MPRV and MPV access memory as VS-mode or VU-mode does. */
	private void fromMachineMode(long va) {
		program.li(12, va);
		program.li(13, random.nextLong());
		program.li(10, 1L << 39 | 1 << 17 | (long) random.nextInt(2) << 11);
		program.csrw(MachineCsrs.MSTATUS, 10);
		switch (random.nextInt(5)) {
			case 0 -> program.emit(RvI.SD, 13, 0, 12);
			case 1 -> program.emit(RvI.SB, 13, 0, 12);
			case 2 -> program.emit(RvI.LWU, 14, 0, 12);
			case 3 -> program.emit(RvA.AMOSWAP_D, 14, 13, 12);
			default -> program.emit(RvI.LD, 14, 0, 12);
		}
		program.csrw(MachineCsrs.MSTATUS, 0);
	}

	private void hypervisorAccess() {
		if (executable && random.nextBoolean()) {
			program.emit(random.nextBoolean() ? RvH.HLVX_HU : RvH.HLVX_WU, 14, 12);
		} else if (random.nextBoolean()) {
			program.emit(GUEST_LOADS.get(random.nextInt(GUEST_LOADS.size())), 14, 12);
		} else {
			program.emit(GUEST_STORES.get(random.nextInt(GUEST_STORES.size())), 13, 12);
		}
	}

	/** Goes to the guest, which accesses memory itself if the address of the instruction can be fetched. */
	private void inside(long pc, long va) {
		int resume = program.setResume();
		program.li(12, va);
		program.li(13, random.nextLong());
		program.li(10, pc);
		program.csrw(MachineCsrs.MEPC, 10);
		program.li(10, 1L << 39 | (long) random.nextInt(2) << 11);
		program.csrw(MachineCsrs.MSTATUS, 10);
		program.emit(RvPrivileged.MRET);
		program.patchResume(resume);
	}

	/** HS-mode's handler. */
	private void handler() {
		int over = program.jump(RvI.JAL, 0, 0);
		program.align4();
		handler = program.address();
		int[] csrs = {SupervisorCsrs.SCAUSE, SupervisorCsrs.STVAL, SupervisorCsrs.SEPC, HypervisorCsrs.HTVAL, HypervisorCsrs.HTINST,
				HypervisorCsrs.HSTATUS};
		for (int i = 0; i < csrs.length; i++) {
			program.csrr(15 + i, csrs[i]);
		}
		program.li(14, 0x3000); // then the cause is another one on QEMU 7.2, see Comparison
		program.emit(RvI.BNE, 14, 19, 8);
		program.emit(RvI.ADDI, 15, 0, 0);
		program.emit(RvI.ANDI, 14, 19, 1); // and transformed instructions may be missing
		program.emit(RvI.BEQ, 14, 0, 8);
		program.emit(RvI.ADDI, 19, 0, 0);
		program.emit(RvI.ADDI, 14, 0, 0);
		program.emit(RvI.ECALL);
		program.patch(over);
	}

	/** Random tables, and accesses to random addresses under them. */
	Program.Image paging(int configurations, int accesses) {
		GuestPrograms.openProtection(program);
		handler();
		program.li(10, handler);
		program.csrw(SupervisorCsrs.STVEC, 10);
		// HS-mode translates too, everything to itself: QEMU 7.2 tells the causes of page faults of hlv and hsv by satp.MODE.
		store(ROOT + 16, Program.BASE >>> 12 << 10 | 0xcf);
		program.li(10, 8L << 60 | ROOT >>> 12);
		program.csrw(SupervisorCsrs.SATP, 10);
		program.emit(RvPrivileged.SFENCE_VMA, 0, 0);
		if (memoryTypes) {
			program.li(10, 1L << 62); // PBMTE in both stages, which QEMU 7.2 does not care for
			program.csrw(MachineCsrs.MENVCFG, 10);
			program.csrw(HypervisorCsrs.HENVCFG, 10);
		}
		for (int c = 0; c < configurations; c++) {
			boolean writable = random.nextInt(3) != 0;
			executable = random.nextInt(4) == 0;
			fillPages();
			buildGuest(c, !writable);
			buildHypervisor(c, writable);
			int first = random.nextInt(12) == 0 ? 0 : 8 + random.nextInt(3);
			int second = 8 + random.nextInt(3);
			long root = table(first == 8 ? ROOT39 : first == 9 ? ROOT48 : ROOT57, c) + SHIFT;
			program.li(10, first == 0 ? 0 : (long) first << 60 | (long) random.nextInt(4) << 44 | root >>> 12);
			program.csrw(HypervisorCsrs.VSATP, 10);
			long guestRoot = guestTable(second == 8 ? G_ROOT39 : second == 9 ? G_ROOT48 : G_ROOT57, c);
			program.li(10, (long) second << 60 | (long) random.nextInt(4) << 44 | guestRoot >>> 12);
			program.csrw(HypervisorCsrs.HGATP, 10);
			program.emit(RvH.HFENCE_GVMA, 0, 0);
			program.emit(RvH.HFENCE_VVMA, 0, 0);
			for (int i = 0; i < accesses; i++) {
				access(first == 0, "configuration " + c);
				if (random.nextInt(6) == 0) {
					change(c, !writable);
				}
			}
			dumpTables(c);
		}
		program.csrw(HypervisorCsrs.VSATP, 0);
		program.csrw(HypervisorCsrs.HGATP, 0);
		return program.finish();
	}

	private long address(boolean bare) {
		return bare ? guestPhysical(PAGES + random.nextInt(3) * SUPERPAGE + random.nextInt(8) * 0x1000)
				| (random.nextInt(8) == 0 ? wide(20) : 0) : virtualAddress();
	}

	private void access(boolean bare, String label) {
		long status = random.nextLong();
		boolean delegated = random.nextInt(3) == 0;
		for (int r = 14; r < 21; r++) {
			program.li(r, 0);
		}
		program.li(10, delegated ? DELEGATED : 0);
		program.csrw(MachineCsrs.MEDELEG, 10);
		long va = address(bare) + offset(true);
		if (random.nextInt(3) == 0) {
			program.li(10, random.nextLong() & 0xc_0000);
			program.csrw(HypervisorCsrs.VSSTATUS, 10);
			// Without MXR of the hart, which QEMU 7.2 does not heed in VS-mode (chapter "H", "Two-Stage Address Translation").
			inside(address(bare) + 0x810 + random.nextInt(0xfe) * 8, va);
		} else if (random.nextInt(4) == 0) {
			program.li(10, 0x4_0000);
			program.csrw(HypervisorCsrs.VSSTATUS, 10);
			fromMachineMode(va);
		} else {
			// QEMU 7.2 lets hlv and hsv reach pages of VU-mode without vsstatus.SUM, and ignores vsstatus.MXR for them.
			program.li(10, 0x4_0000);
			program.csrw(HypervisorCsrs.VSSTATUS, 10);
			fromOutside(va, status);
		}
		program.csrw(MachineCsrs.MEDELEG, 0);
		for (int r = 14; r < 21; r++) {
			program.result(r, label + " x" + r);
		}
	}

	/** Rewrites an entry of a last table of either stage, and fences. */
	private void change(int c, boolean settled) {
		int table = random.nextInt(3);
		int index = random.nextInt(8);
		long page = PAGES + random.nextInt(3) * SUPERPAGE + random.nextInt(8) * 0x1000;
		if (random.nextBoolean()) {
			store(guestTable(G_LAST + table, c) + 8 * index, lastLeaf(page, guestLeafFlags()));
			program.emit(RvH.HFENCE_GVMA, 0, 0);
			return;
		}
		store(table(LAST + table, c) + 8 * index, lastLeaf(guestPhysical(page), leafFlags(settled)));
		if (random.nextBoolean()) {
			program.emit(RvH.HFENCE_VVMA, 0, 0);
			return;
		}
		for (int top = 0; top < 4; top++) {
			for (int middle = 4; middle < 7; middle++) {
				for (long high = 0; high < 2; high++) {
					program.li(10, high << 39 | (long) top << 30 | (long) middle << 21 | (long) index << 12);
					program.emit(RvH.HFENCE_VVMA, 10, 0);
				}
			}
		}
	}

	private void dump(long at, int first, int count, String label) {
		program.li(12, at);
		for (int i = first; i < first + count; i++) {
			program.emit(RvI.LD, 10, i * 8L, 12);
			program.result(10, label + " entry " + i);
		}
	}

	private void dumpTables(int c) {
		for (int table = 0; table < 4; table++) {
			dump(table(LAST + table, c), 0, 8, "VS-stage last table " + table);
		}
		for (int table = 0; table < 2; table++) {
			dump(table(MIDDLE + table, c), 4, 3, "VS-stage middle table " + table);
		}
		dump(table(ROOT39, c), 3, 1, "VS-stage root");
		dump(guestTable(G_MIDDLE, c), 3, 4, "G-stage middle table");
		for (int table = 0; table < 3; table++) {
			dump(guestTable(G_LAST + table, c), 0, 8, "G-stage last table " + table);
		}
	}
}

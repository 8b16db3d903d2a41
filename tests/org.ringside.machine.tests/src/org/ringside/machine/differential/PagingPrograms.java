/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.util.List;
import java.util.Random;
import java.util.Set;

import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.RvA;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Svinval;
import org.ringside.isa.Zicsr;

/**
 * Programs that build random page tables, or random PMP entries, and access memory through them in random modes: data by
 * MPRV, instructions by going there.
 */
final class PagingPrograms {

	private static final long TABLES = Program.BASE + 0x60_0000;
	private static final long PAGES = Program.BASE + 0x80_0000;
	private static final long SUPERPAGE = 0x20_0000;
	/** The tables of one configuration: Sv48 root, Sv39 root, two middle ones, four last ones. */
	private static final int ROOT48 = 0;
	private static final int ROOT39 = 1;
	private static final int MIDDLE = 2;
	private static final int LAST = 4;
	private static final int ROOT57 = 8;
	private static final int TABLE_COUNT = 9;
	private static final List<RvI> LOADS = List.of(RvI.LB, RvI.LH, RvI.LW, RvI.LD, RvI.LBU, RvI.LHU, RvI.LWU);
	private static final List<RvI> STORES = List.of(RvI.SB, RvI.SH, RvI.SW, RvI.SD);

	private final Random random;
	private final Program program = new Program();

	private final IsaProfile profile;

	PagingPrograms(long seed, IsaProfile profile, Set<Instruction> counted) {
		program.count(counted);
		this.random = new Random(seed);
		this.profile = profile;
	}

	/** Lets every mode reach everything, by the last entry that there is. */
	private void openProtection() {
		program.emit(RvI.ADDI, 10, 0, -1);
		program.emit(RvI.SRLI, 10, 10, 10);
		program.csrw(PmpCsrs.PMPADDR0 + 15, 10);
		program.li(10, 0x1fL << 56);
		program.csrw(PmpCsrs.PMPCFG0 + 2, 10);
	}

	/** Fills the upper halves of the test pages with ecalls, to which instruction fetches go. */
	private void fillPages() {
		program.li(10, 0x0000_0073_0000_0073L);
		for (int region = 0; region < 3; region++) {
			program.li(11, PAGES + region * SUPERPAGE);
			program.li(12, PAGES + region * SUPERPAGE + 8 * 0x1000);
			program.emit(RvI.SD, 10, 0, 11);
			program.emit(RvI.ADDI, 11, 11, 8);
			program.emit(RvI.BNE, 11, 12, -8);
		}
	}

	private long leafFlags() {
		long rwx = switch (random.nextInt(8)) {
			case 0 -> 2;
			case 1 -> 6;
			case 2 -> 4;
			case 3 -> 5;
			case 4 -> 1;
			default -> random.nextBoolean() ? 3 : 7;
		};
		long flags = rwx << 1 | (random.nextInt(12) == 0 ? 0 : 1) | (random.nextBoolean() ? 1 << 4 : 0);
		flags |= random.nextInt(3) == 0 ? 0 : 1 << 6;
		flags |= random.nextInt(3) == 0 ? 0 : 1 << 7;
		flags |= (long) random.nextInt(2) << 5 | (long) random.nextInt(4) << 8;
		if (random.nextInt(30) == 0) {
			flags |= upperBit();
		}
		if (profile.has(Extension.SVPBMT) && random.nextInt(10) == 0) {
			flags = flags & ~(3L << 61) | 1L + random.nextInt(2) << 61;
		}
		return flags;
	}

	/**
	 * One of the bits above the page number. With Svnapot or Svpbmt, QEMU 7.2 does not look at the reserved ones, and sets A
	 * and D before it faults for a wrong N.
	 */
	private long upperBit() {
		boolean lax = profile.has(Extension.SVNAPOT) || profile.has(Extension.SVPBMT);
		return lax ? 0 : 1L << 54 + random.nextInt(10);
	}

	private long pointer(int table, int configuration) {
		long flags = random.nextInt(20) == 0 ? 1 | 1L << random.nextInt(8) : 1;
		if (random.nextInt(40) == 0) {
			flags |= upperBit();
		}
		return tableAddress(table, configuration) >>> 12 << 10 | flags & ~0xeL;
	}

	private static long tableAddress(int table, int configuration) {
		return TABLES + ((long) configuration % 8 * TABLE_COUNT + table) * 0x1000;
	}

	private void entry(int configuration, int table, int index, long pte) {
		program.li(10, tableAddress(table, configuration) + index * 8L);
		program.li(11, pte);
		program.emit(RvI.SD, 11, 0, 10);
	}

	private void build(int configuration) {
		entry(configuration, ROOT48, 0, pointer(ROOT39, configuration) & ~0xffL | 1);
		entry(configuration, ROOT48, 1, random.nextInt(3) == 0 ? Program.BASE >>> 12 << 10 | leafFlags() : pointer(ROOT39, configuration));
		for (int i = 0; i < 4; i++) {
			long gigabyte = Program.BASE >>> 12 << 10 | leafFlags();
			entry(configuration, ROOT39, i, i == 3 ? gigabyte : pointer(MIDDLE + (i & 1), configuration));
		}
		for (int table = 0; table < 2; table++) {
			for (int i = 0; i < 3; i++) {
				long page = PAGES + i * SUPERPAGE + (random.nextInt(10) == 0 ? 0x1000 : 0);
				entry(configuration, MIDDLE + table, 4 + i,
						random.nextInt(3) == 0 ? page >>> 12 << 10 | leafFlags() : pointer(LAST + table * 2 + (i & 1), configuration));
			}
		}
		for (int table = 0; table < 4; table++) {
			for (int i = 0; i < 8; i++) {
				long page = PAGES + random.nextInt(3) * SUPERPAGE + random.nextInt(8) * 0x1000;
				if (random.nextInt(25) == 0) {
					page = 0x20_0000L; // nothing is there
				}
				if (profile.has(Extension.SVNAPOT) && random.nextInt(8) == 0) {
					entry(configuration, LAST + table, i, PAGES + 0x8000 >>> 12 << 10 | leafFlags() | 1L << 63);
				} else {
					entry(configuration, LAST + table, i, page >>> 12 << 10 | leafFlags());
				}
			}
		}
		entry(configuration, ROOT57, 0, pointer(ROOT48, configuration) & ~0xffL | 1);
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

	private int offset() {
		return switch (random.nextInt(6)) {
			case 0 -> 0xff8 + random.nextInt(8);
			default -> random.nextInt(0x700) & ~7 | (random.nextInt(4) == 0 ? random.nextInt(8) : 0);
		};
	}

	private int virtualOffset() {
		int offset = offset();
		return offset >= 0xff8 ? random.nextInt(0x100) << 3 : offset;
	}

	/** One access in a mode: loads, stores and atomics through MPRV. */
	private void data(long va) {
		long status = 1L << 17 | (long) random.nextInt(2) << 11 | (long) random.nextInt(4) << 18;
		program.li(12, va);
		program.li(13, random.nextLong());
		program.li(14, 0);
		program.li(10, status);
		program.csrw(MachineCsrs.MSTATUS, 10);
		switch (random.nextInt(5)) {
			case 0, 1 -> program.emit(LOADS.get(random.nextInt(LOADS.size())), 14, 0, 12);
			case 2, 3 -> program.emit(STORES.get(random.nextInt(STORES.size())), 13, 0, 12);
			default -> program.emit(List.of(RvA.AMOADD_W, RvA.AMOSWAP_D, RvA.AMOMINU_W, RvA.AMOOR_D).get(random.nextInt(4)), 14, 13, 12);
		}
		program.csrw(MachineCsrs.MSTATUS, 0);
		program.result(14, "data access");
	}

	private void fetch(long va) {
		int resume = program.setResume();
		program.li(10, va);
		program.csrw(MachineCsrs.MEPC, 10);
		program.li(10, (long) random.nextInt(2) << 11 | (long) random.nextInt(4) << 18);
		program.csrw(MachineCsrs.MSTATUS, 10);
		program.emit(RvPrivileged.MRET);
		program.patchResume(resume);
	}

	/** Random tables, and accesses to random addresses under them. */
	Program.Image paging(int configurations, int accesses) {
		openProtection();
		for (int c = 0; c < configurations; c++) {
			fillPages();
			build(c);
			int scheme = 8 + random.nextInt(profile.has(Extension.SV57) ? 3 : 2);
			int root = scheme == 8 ? ROOT39 : scheme == 9 ? ROOT48 : ROOT57;
			if (profile.has(Extension.SVPBMT)) {
				program.li(10, 1L << 62); // QEMU 7.2 does not care for PBMTE
				program.csrw(MachineCsrs.MENVCFG, 10);
			}
			program.li(10, (long) scheme << 60 | (long) random.nextInt(4) << 44 | tableAddress(root, c) >>> 12);
			program.csrw(SupervisorCsrs.SATP, 10);
			program.emit(RvPrivileged.SFENCE_VMA, 0, 0);
			for (int i = 0; i < accesses; i++) {
				long va = virtualAddress();
				if (random.nextInt(4) == 0) {
					fetch(va + 0x800 + random.nextInt(0x100) * 4);
				} else {
					data(va + virtualOffset());
				}
				if (random.nextInt(6) == 0) {
					change(c);
				}
			}
			program.csrw(SupervisorCsrs.SATP, 0);
			dumpTables(c);
		}
		return program.finish();
	}

	/** Rewrites an entry of a last table, and fences the addresses that it may map. */
	private void change(int configuration) {
		int table = random.nextInt(4);
		int index = random.nextInt(8);
		long page = PAGES + random.nextInt(3) * SUPERPAGE + random.nextInt(8) * 0x1000;
		entry(configuration, LAST + table, index, page >>> 12 << 10 | leafFlags());
		if (random.nextBoolean()) {
			program.emit(RvPrivileged.SFENCE_VMA, 0, 0);
			return;
		}
		Instruction fence = profile.has(Extension.SVINVAL) && random.nextBoolean() ? Svinval.SINVAL_VMA : RvPrivileged.SFENCE_VMA;
		for (int top = 0; top < 4; top++) {
			for (int middle = 4; middle < 7; middle++) {
				for (long high = 0; high < 2; high++) {
					program.li(10, high << 39 | (long) top << 30 | (long) middle << 21 | (long) index << 12);
					program.emit(fence, 10, 0);
				}
			}
		}
	}

	private void dumpTables(int configuration) {
		program.li(12, tableAddress(0, configuration));
		int[] counts = {2, 4, 7, 7, 8, 8, 8, 8, 1};
		for (int table = 0; table < TABLE_COUNT; table++) {
			program.li(12, tableAddress(table, configuration));
			for (int i = 0; i < counts[table]; i++) {
				if ((table == MIDDLE || table == MIDDLE + 1) && i < 4) {
					continue;
				}
				program.emit(RvI.LD, 10, i * 8L, 12);
				program.result(10, "configuration " + configuration + " table " + table + " entry " + i);
			}
		}
	}

	/** Random PMP entries and accesses around their borders, with translation off. */
	Program.Image protection(int configurations, int accesses) {
		openProtection();
		fillPages();
		for (int c = 0; c < configurations; c++) {
			long config = 0;
			for (int i = 0; i < 4; i++) {
				long permissions = List.of(0L, 1L, 3L, 4L, 5L, 7L).get(random.nextInt(6));
				int kind = random.nextInt(4);
				config |= (permissions | (long) kind << 3) << 8 * i;
				long base = PAGES + random.nextInt(4) * 0x1000L;
				long size = 8L << random.nextInt(12);
				long address = kind == 3 ? (base & -size | size / 2 - 1) >>> 2 : base + random.nextInt(0x200) * 4L >>> 2;
				program.li(10, address);
				program.csrw(PmpCsrs.PMPADDR0 + i, 10);
			}
			program.li(10, config);
			program.csrw(PmpCsrs.PMPCFG0, 10);
			program.emit(RvPrivileged.SFENCE_VMA, 0, 0);
			for (int i = 0; i < 6; i++) {
				program.csrr(10, i < 4 ? PmpCsrs.PMPADDR0 + i : PmpCsrs.PMPCFG0 + (i - 4) * 2);
				program.result(10, "pmp");
			}
			for (int i = 0; i < accesses; i++) {
				data(PAGES + random.nextInt(4) * 0x1000 + random.nextInt(0x200) * 8);
			}
			program.emit(Zicsr.CSRRWI, 0, PmpCsrs.PMPCFG0, 0);
		}
		return program.finish();
	}
}

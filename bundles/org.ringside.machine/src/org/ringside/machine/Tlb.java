/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.lang.ref.Cleaner;
import java.util.Arrays;

import org.ringside.isa.PrivilegeMode;

/**
 * The software TLB of a hart: off-heap, direct-mapped, one set of entries for each combination of effective mode and SUM;
 * with the hypervisor extension also for those of the guest, whose two stages are cached as one.
 * An entry is four longs: read tag, write tag, what to add to a virtual address to get the host address, and the
 * physical page. A tag is the virtual page or -1; an access compares it with its address with only the offset bits
 * above its alignment cleared, so that one comparison rejects other pages, missing permission and misalignment. A tag with
 * bit 11 set, which no masked address has, stands for a page that may be accessed so, but of which somebody must perhaps be
 * told. Where reads are checked, writes are: a way that does both looks at the write tag alone.
 */
final class Tlb {

	static final int ENTRIES = (int) (MemoryAccess.ENTRY_MASK >>> 5) + 1;
	static final int ENTRY_SIZE = 32;
	/** The bit of a tag that sends accesses the slow way. */
	static final int CHECKED = 1 << 11;
	/** With the other bit, in a tag: the page is a device's. What is added then makes no host address. */
	private static final long DEVICE = 1 << 10;
	/** With the first bit, in a tag: some data of the page may meet a trigger, and that is all there is to tell. */
	static final int WATCHED = 1 << 9;
	private static final int SETS = 4;
	private static final int SETS_WITH_GUEST = 7;
	/** The sets of U-mode and S-mode, as bits. */
	private static final int HOST = 7;
	/** Address spaces of U-mode that {@link #use} keeps, each with a set: the first is that of other harts, too. */
	static final int SPACES = 4;
	private static final Cleaner CLEANER = Cleaner.create();
	private static final long SET_SIZE = (long) ENTRIES * ENTRY_SIZE;
	/** Bytes behind the entries that engines may use. */
	private static final int SCRATCH = 1024;

	private final Hart hart;
	private final long base;
	private final int sets;
	/** Sets that may hold something. */
	private int used;
	/** Counts what was forgotten, modulo 2 to the 32nd. */
	private int losses;
	/** The set of U-mode. */
	private int userSet;
	/** By number, what satp is in an address space that is kept, and when it was used last. */
	private final long[] spaces = new long[SPACES];
	private final long[] uses = new long[SPACES];
	private final Superpages superpages = new Superpages();
	private final Superpages guestSuperpages = new Superpages();

	Tlb(Hart hart) {
		this.hart = hart;
		sets = (hart.extensions.h ? SETS_WITH_GUEST : SETS) + SPACES - 1;
		base = HostMemory.allocate(sets * SET_SIZE + SCRATCH);
		HostMemory.fill(base, sets * SET_SIZE, (byte) -1);
		long toFree = base;
		CLEANER.register(hart, () -> HostMemory.free(toFree));
	}

	private static long offset(long va) {
		return va >>> MemoryAccess.ENTRY_SHIFT & MemoryAccess.ENTRY_MASK;
	}

	/** Where the memory behind the entries is. */
	long scratch() {
		return base + sets * SET_SIZE;
	}

	/** The set for data accesses in an effective mode. */
	long setFor(int mode, boolean sum) {
		int nominal = mode & 3;
		return base + SET_SIZE * (mode == 0 ? userSet : (mode & PageWalker.GUEST) + (nominal == 3 ? 3 : nominal == 0 ? 0 : sum ? 2 : 1));
	}

	/**
	 * Has U-mode use what is kept of an address space, which is nothing if it has not been used lately.
	 *
	 * @return the number of the address space, and whether nothing is kept of it as the sign
	 */
	int use(long satp) {
		int space = 0;
		for (int i = 0; i < SPACES; i++) {
			if (uses[i] != 0 && spaces[i] == satp) {
				space = i;
				break;
			}
			space = uses[i] < uses[space] ? i : space;
		}
		boolean known = uses[space] != 0 && spaces[space] == satp;
		uses[space] = Math.max(Math.max(uses[0], uses[1]), Math.max(uses[2], uses[3])) + 1;
		spaces[space] = satp;
		userSet = space == 0 ? 0 : sets - space;
		if (!known) {
			flush(1 << userSet);
		}
		return known ? space : ~space;
	}

	/** The sets that depend on the tables of satp, as bits. */
	private int host() {
		return HOST | (1 << SPACES - 1) - 1 << sets - SPACES + 1;
	}

	/**
	 * Translates a data access in the hart's effective mode and caches the result.
	 *
	 * @return the physical address
	 */
	long translate(long va, Access access, int size) {
		long physical = tryToTranslate(va, access, size);
		if (physical == -1) {
			throw hart.trap;
		}
		return physical;
	}

	/** The same, but returns -1 instead of throwing the hart's exception, which then tells why. */
	long tryToTranslate(long va, Access access, int size) {
		if (hart.triggers.watching) {
			hart.triggers.data(va, size, access);
		}
		int mode = hart.dataMode();
		long entry = hart.dataTlb + offset(va);
		PageWalker walker = hart.walker;
		if (!walker.walk(va, access, mode, true, null)) {
			hart.trap.with(walker, va);
			return -1;
		}
		long physical = walker.physical;
		if (!hart.pmp.allows(physical, size, access, mode)) {
			hart.trap.with(PageWalker.accessFault(access), va);
			return -1;
		}
		long page = physical & -Memory.PAGE;
		long host = hart.bus.hostAddress(page, false);
		if (!hart.pmp.uniform(page, mode)) {
			return physical;
		}
		long tag = va & -Memory.PAGE;
		if (host == 0) {
			if (hart.bus.isDevice(physical)) {
				keepDevice(entry, tag, page, access);
				used |= 1 << (int) ((hart.dataTlb - base) / SET_SIZE);
				(mode < PageWalker.GUEST ? superpages : guestSuperpages).add(va, walker.firstShift);
			}
			return physical;
		}
		boolean read = walker.readable && hart.pmp.allows(page, 1, Access.READ, mode);
		boolean write = walker.writable && hart.pmp.allows(page, 1, Access.WRITE, mode);
		boolean watched = hart.triggers.watching && hart.triggers.watches(tag, Access.READ);
		long checkedReads = watched ? CHECKED | WATCHED : 0;
		boolean told = hart.bus.hostAddress(page, true) == 0;
		boolean watchedWrites = watched || hart.triggers.watching && hart.triggers.watches(tag, Access.WRITE);
		long checkedWrites = told ? CHECKED : watchedWrites ? CHECKED | WATCHED : 0;
		if (hart.state.translates(mode)) {
			hart.counters.count(access == Access.WRITE ? CounterEvent.STORE_TLB_MISSES : CounterEvent.LOAD_TLB_MISSES);
		}
		HostMemory.putLong(entry, read ? tag | checkedReads : -1);
		HostMemory.putLong(entry + 8, write ? tag | checkedWrites : -1);
		HostMemory.putLong(entry + 16, host - tag);
		HostMemory.putLong(entry + 24, page);
		used |= 1 << (int) ((hart.dataTlb - base) / SET_SIZE);
		(mode < PageWalker.GUEST ? superpages : guestSuperpages).add(va, walker.firstShift);
		return physical;
	}

	/** Each way of access is noted once it was allowed. */
	private static void keepDevice(long entry, long tag, long page, Access access) {
		long noted = tag | CHECKED | DEVICE;
		boolean same = (HostMemory.getLong(entry) == noted || HostMemory.getLong(entry + 8) == noted) && HostMemory.getLong(entry + 24) == page;
		HostMemory.putLong(entry, access == Access.READ || same && HostMemory.getLong(entry) == noted ? noted : -1);
		HostMemory.putLong(entry + 8, access == Access.WRITE || same && HostMemory.getLong(entry + 8) == noted ? noted : -1);
		HostMemory.putLong(entry + 16, -tag);
		HostMemory.putLong(entry + 24, page);
	}

	/** The physical address of an access to a page of devices that was translated before, or -1 if the access must be translated. */
	long device(long va, Access access, int size) {
		long entry = hart.dataTlb + offset(va);
		if (HostMemory.getLong(access == Access.WRITE ? entry + 8 : entry) != (va & -Memory.PAGE | CHECKED | DEVICE)) {
			return -1;
		}
		if (hart.triggers.watching) {
			hart.triggers.data(va, size, access);
		}
		return HostMemory.getLong(entry + 24) | va & Memory.PAGE - 1;
	}

	/** The host address of a load from a page that is known to be readable, checked or not, or 0 if the load must be translated. */
	long readable(long va) {
		long entry = hart.dataTlb + offset(va);
		return (HostMemory.getLong(entry) & ~(CHECKED | WATCHED)) == (va & -Memory.PAGE) ? va + HostMemory.getLong(entry + 16) : 0;
	}

	/** The same for a store. */
	long writable(long va) {
		long entry = hart.dataTlb + offset(va);
		return (HostMemory.getLong(entry + 8) & ~(CHECKED | WATCHED)) == (va & -Memory.PAGE) ? va + HostMemory.getLong(entry + 16) : 0;
	}

	/** The physical address of an access to a page of which {@link #readable} or {@link #writable} knows. */
	long physical(long va) {
		return HostMemory.getLong(hart.dataTlb + offset(va) + 24) | va & Memory.PAGE - 1;
	}

	/** The physical address of an access that may be made without asking anybody, or -1 if it must be translated. */
	long known(long va, boolean write) {
		long entry = hart.dataTlb + offset(va);
		return HostMemory.getLong(write ? entry + 8 : entry) == (va & -Memory.PAGE)
				? HostMemory.getLong(entry + 24) | va & Memory.PAGE - 1 : -1;
	}

	/** Forgets everything. */
	void flush() {
		flush(-1);
	}

	/** Another number after something was forgotten. */
	int losses() {
		return losses;
	}

	private void flush(int which) {
		losses++;
		for (int set = 0; set < sets; set++) {
			if ((used & which & 1 << set) != 0) {
				HostMemory.fill(base + set * SET_SIZE, SET_SIZE, (byte) -1);
			}
		}
		used &= ~which;
		if ((which & HOST) == HOST) {
			superpages.clear();
			// Whoever changes satp otherwise than by use fills a set that was another address space's.
			Arrays.fill(uses, 0);
		}
		if ((which & HOST << PageWalker.GUEST) != 0) {
			guestSuperpages.clear();
		}
	}

	/** Forgets what depends on the tables of satp. */
	void flushTranslated() {
		flush(host());
	}

	/** Forgets what depends on the tables of vsatp and hgatp. */
	void flushGuest() {
		flush(HOST << PageWalker.GUEST);
	}

	/** Forgets what was derived from the leaf of satp's tables that maps an address. */
	void flush(long va) {
		if (superpages.cover(va)) {
			flushTranslated();
		} else {
			flush(va, 0);
		}
	}

	/** Forgets what was derived from the leaf of vsatp's tables that maps an address. */
	void flushGuest(long va) {
		if (guestSuperpages.cover(va)) {
			flushGuest();
		} else {
			flush(va, PageWalker.GUEST);
		}
	}

	private void flush(long va, int first) {
		losses++;
		for (int which = first == 0 ? host() & used : used & HOST << first; which != 0; which &= which - 1) {
			long entry = base + Integer.numberOfTrailingZeros(which) * SET_SIZE + offset(va);
			HostMemory.putLong(entry, -1);
			HostMemory.putLong(entry + 8, -1);
		}
	}

	/** Takes away fast writing of a physical page of the hart's bus. */
	void withdrawWrites(long page) {
		for (long entry = base; entry < base + sets * SET_SIZE; entry += ENTRY_SIZE) {
			if (HostMemory.getLong(entry + 24) == page) {
				HostMemory.putLong(entry + 8, -1);
			}
		}
	}

	/** Takes away fast writing of a page of host memory. */
	void withdrawHostWrites(long host) {
		for (long entry = base; entry < base + sets * SET_SIZE; entry += ENTRY_SIZE) {
			long tag = HostMemory.getLong(entry + 8);
			if (tag != -1 && (tag & -Memory.PAGE) + HostMemory.getLong(entry + 16) == host) {
				HostMemory.putLong(entry + 8, -1);
			}
		}
	}

	static PrivilegeMode modeOf(int encoding) {
		return PrivilegeMode.of(encoding & 3, (encoding & PageWalker.GUEST) != 0);
	}
}

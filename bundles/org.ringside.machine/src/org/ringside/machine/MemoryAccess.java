/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.ExceptionCause;

/**
 * Loads and stores of a hart: a fast path of one tag comparison through the {@link Tlb}, and a slow one that translates,
 * splits, reaches devices and tells observers. Engines call these with the node or site that they execute.
 */
public final class MemoryAccess {

	/** How far an address is shifted right, and with what it is then masked, for the offset of its TLB entry. */
	public static final int ENTRY_SHIFT = 7;
	public static final long ENTRY_MASK = 0x7fe0;
	/** Where in an entry, behind the tag of reads, the tag of writes and the addend stand. */
	public static final int WRITE_TAG = 8;
	public static final int ADDEND = 16;
	/**
	 * The bits of a tag of a page that may be accessed without asking, but for the bytes from {@link CodeLink#lowestWatched} to
	 * {@link CodeLink#highestWatched}.
	 */
	public static final int WATCHED = Tlb.CHECKED | Tlb.WATCHED;

	private MemoryAccess() {
	}

	private static long entry(Hart h, long va) {
		return entry(h.dataTlb, va);
	}

	private static long entry(long tlb, long va) {
		return tlb + ((va >>> ENTRY_SHIFT) & ENTRY_MASK);
	}

	/** A signed byte. */
	public static long load8(Hart h, long va, Node site) {
		long e = entry(h, va);
		return HostMemory.getLong(e) == (va & -4096) ? HostMemory.getByte(va + HostMemory.getLong(e + 16)) : (byte) loadSlow(h, va, 1, site);
	}

	/** A signed half-word. */
	public static long load16(Hart h, long va, Node site) {
		long e = entry(h, va);
		return HostMemory.getLong(e) == (va & (-4096 | 1)) ? HostMemory.getShort(va + HostMemory.getLong(e + 16))
				: (short) loadSlow(h, va, 2, site);
	}

	/** A signed word. */
	public static long load32(Hart h, long va, Node site) {
		long e = entry(h, va);
		return HostMemory.getLong(e) == (va & (-4096 | 3)) ? HostMemory.getInt(va + HostMemory.getLong(e + 16))
				: (int) loadSlow(h, va, 4, site);
	}

	/** A double-word. */
	public static long load64(Hart h, long va, Node site) {
		long e = entry(h, va);
		return HostMemory.getLong(e) == (va & (-4096 | 7)) ? HostMemory.getLong(va + HostMemory.getLong(e + 16)) : loadSlow(h, va, 8, site);
	}

	public static void store8(Hart h, long va, long value, Node site) {
		long e = entry(h, va);
		if (HostMemory.getLong(e + 8) == (va & -4096)) {
			HostMemory.putByte(va + HostMemory.getLong(e + 16), (byte) value);
		} else {
			storeSlow(h, va, 1, value, site);
		}
	}

	public static void store16(Hart h, long va, long value, Node site) {
		long e = entry(h, va);
		if (HostMemory.getLong(e + 8) == (va & (-4096 | 1))) {
			HostMemory.putShort(va + HostMemory.getLong(e + 16), (short) value);
		} else {
			storeSlow(h, va, 2, value, site);
		}
	}

	public static void store32(Hart h, long va, long value, Node site) {
		long e = entry(h, va);
		if (HostMemory.getLong(e + 8) == (va & (-4096 | 3))) {
			HostMemory.putInt(va + HostMemory.getLong(e + 16), (int) value);
		} else {
			storeSlow(h, va, 4, value, site);
		}
	}

	public static void store64(Hart h, long va, long value, Node site) {
		long e = entry(h, va);
		if (HostMemory.getLong(e + 8) == (va & (-4096 | 7))) {
			HostMemory.putLong(va + HostMemory.getLong(e + 16), value);
		} else {
			storeSlow(h, va, 8, value, site);
		}
	}

	/** Host address of memory that may be read as far as the end of the page, or 0 where loads must go the slow way. */
	public static long readable(Hart h, long va) {
		long e = entry(h, va);
		return HostMemory.getLong(e) == (va & -4096) ? va + HostMemory.getLong(e + 16) : 0;
	}

	/** The same for stores. */
	public static long writable(Hart h, long va) {
		long e = entry(h, va);
		return HostMemory.getLong(e + 8) == (va & -4096) ? va + HostMemory.getLong(e + 16) : 0;
	}

	// ---- the same for translated code, which names its sites by number and calls these where its own fast path ends

	/** Notes for the slots of translated code what may be done in a page without asking. */
	private static void note(Hart h, long e, long va) {
		long page = va & -4096;
		boolean read = HostMemory.getLong(e) == page;
		h.readPage = read ? page : -1;
		h.writtenPage = read && HostMemory.getLong(e + WRITE_TAG) == page ? page : -1;
		h.pageAddend = HostMemory.getLong(e + ADDEND);
	}

	/** Host address of some bytes that may be read, written or both, as far as that is known; else 0. */
	public static long group(Hart h, long tlb, long va, int bytes, boolean read, boolean write) {
		long e = entry(tlb, va);
		note(h, e, va);
		long page = va & -4096;
		boolean allowed = (!read || HostMemory.getLong(e) == page) && (!write || HostMemory.getLong(e + WRITE_TAG) == page);
		return allowed && (va & 4095) <= 4096 - bytes ? va + HostMemory.getLong(e + ADDEND) : 0;
	}

	public static long load8(Hart h, long tlb, long va, TranslatedCode code, int site, int budget) {
		long e = entry(tlb, va);
		long value;
		if (HostMemory.getLong(e) == (va & -4096)) {
			value = HostMemory.getByte(va + HostMemory.getLong(e + ADDEND));
		} else {
			h.budget = budget;
			value = (byte) loadSlow(h, va, 1, code.sites[site]);
		}
		note(h, e, va);
		return value;
	}

	public static long load16(Hart h, long tlb, long va, TranslatedCode code, int site, int budget) {
		long e = entry(tlb, va);
		long value;
		if (HostMemory.getLong(e) == (va & (-4096 | 1))) {
			value = HostMemory.getShort(va + HostMemory.getLong(e + ADDEND));
		} else {
			h.budget = budget;
			value = (short) loadSlow(h, va, 2, code.sites[site]);
		}
		note(h, e, va);
		return value;
	}

	public static long load32(Hart h, long tlb, long va, TranslatedCode code, int site, int budget) {
		long e = entry(tlb, va);
		long value;
		if (HostMemory.getLong(e) == (va & (-4096 | 3))) {
			value = HostMemory.getInt(va + HostMemory.getLong(e + ADDEND));
		} else {
			h.budget = budget;
			value = (int) loadSlow(h, va, 4, code.sites[site]);
		}
		note(h, e, va);
		return value;
	}

	public static long load64(Hart h, long tlb, long va, TranslatedCode code, int site, int budget) {
		long e = entry(tlb, va);
		long value;
		if (HostMemory.getLong(e) == (va & (-4096 | 7))) {
			value = HostMemory.getLong(va + HostMemory.getLong(e + ADDEND));
		} else {
			h.budget = budget;
			value = loadSlow(h, va, 8, code.sites[site]);
		}
		note(h, e, va);
		return value;
	}

	public static void store8(Hart h, long tlb, long va, long value, TranslatedCode code, int site, int budget) {
		long e = entry(tlb, va);
		if (HostMemory.getLong(e + WRITE_TAG) == (va & -4096)) {
			HostMemory.putByte(va + HostMemory.getLong(e + ADDEND), (byte) value);
		} else {
			h.budget = budget;
			storeSlow(h, va, 1, value, code.sites[site]);
		}
		note(h, e, va);
	}

	public static void store16(Hart h, long tlb, long va, long value, TranslatedCode code, int site, int budget) {
		long e = entry(tlb, va);
		if (HostMemory.getLong(e + WRITE_TAG) == (va & (-4096 | 1))) {
			HostMemory.putShort(va + HostMemory.getLong(e + ADDEND), (short) value);
		} else {
			h.budget = budget;
			storeSlow(h, va, 2, value, code.sites[site]);
		}
		note(h, e, va);
	}

	public static void store32(Hart h, long tlb, long va, long value, TranslatedCode code, int site, int budget) {
		long e = entry(tlb, va);
		if (HostMemory.getLong(e + WRITE_TAG) == (va & (-4096 | 3))) {
			HostMemory.putInt(va + HostMemory.getLong(e + ADDEND), (int) value);
		} else {
			h.budget = budget;
			storeSlow(h, va, 4, value, code.sites[site]);
		}
		note(h, e, va);
	}

	public static void store64(Hart h, long tlb, long va, long value, TranslatedCode code, int site, int budget) {
		long e = entry(tlb, va);
		if (HostMemory.getLong(e + WRITE_TAG) == (va & (-4096 | 7))) {
			HostMemory.putLong(va + HostMemory.getLong(e + ADDEND), value);
		} else {
			h.budget = budget;
			storeSlow(h, va, 8, value, code.sites[site]);
		}
		note(h, e, va);
	}

	private static long loadSlow(Hart h, long va, int size, Node site) {
		h.site = site;
		if (h.inPlace.answered) {
			h.inPlace.answered = false;
			return h.inPlace.answer;
		}
		if ((va & 4095) + size > 4096) {
			int here = (int) (4096 - (va & 4095));
			long low = part(h, va, here);
			return low | part(h, va + here, size - here) << 8 * here;
		}
		long known = h.tlb.readable(va);
		if (known != 0) {
			if (h.triggers.watching) {
				h.triggers.data(va, size, Access.READ);
			}
			return PhysicalBus.raw(known, size);
		}
		long device = h.tlb.device(va, Access.READ, size);
		long physical = device != -1 ? device : h.tlb.tryToTranslate(va, Access.READ, size);
		if (physical == -1) {
			h.inPlace.trap(site, true);
			physical = h.tlb.translate(va, Access.READ, size);
		}
		long host = device != -1 ? 0 : h.bus.hostAddress(physical, false);
		if (host != 0) {
			return PhysicalBus.raw(host, size);
		}
		if (!h.bus.accepts(physical, size, false)) {
			throw h.trap.with(ExceptionCause.LOAD_ACCESS_FAULT, va);
		}
		if (h.single) {
			return h.bus.read(physical, size);
		}
		if (!site.accessesOnce()) {
			throw Interpreter.Replay.INSTANCE;
		}
		return h.inPlace.read(site, physical, size);
	}

	/** Some bytes of a load that crosses pages; only memory can be read so. */
	private static long part(Hart h, long va, int size) {
		long physical = h.tlb.translate(va, Access.READ, size);
		long host = h.bus.hostAddress(physical, false);
		if (host == 0) {
			throw h.trap.with(ExceptionCause.LOAD_ACCESS_FAULT, va);
		}
		long value = 0;
		for (int i = size - 1; i >= 0; i--) {
			value = value << 8 | HostMemory.getByte(host + i) & 0xff;
		}
		return value;
	}

	private static void storeSlow(Hart h, long va, int size, long value, Node site) {
		h.site = site;
		if ((va & 4095) + size > 4096) {
			storeAcross(h, va, size, value);
			return;
		}
		long known = h.tlb.writable(va);
		if (known == 0) {
			long device = h.tlb.device(va, Access.WRITE, size);
			long translated = device != -1 ? device : h.tlb.tryToTranslate(va, Access.WRITE, size);
			if (translated == -1) {
				if (!h.inPlace.trap(site, false)) {
					return;
				}
				translated = h.tlb.translate(va, Access.WRITE, size);
			}
			if (!h.single && site.accessesOnce() && h.bus.isDevice(translated) && h.bus.accepts(translated, size, true)) {
				h.inPlace.write(site, translated, size, value);
			} else {
				storePhysical(h, va, translated, size, value);
			}
			return;
		}
		if (h.triggers.watching) {
			h.triggers.data(va, size, Access.WRITE);
		}
		long physical = h.tlb.physical(va);
		if (h.bus.mustTell(physical, size)) {
			if (!h.single && !h.parallel && site.accessesOnce() && !h.bus.holdsCode(physical, size)) {
				h.inPlace.write(site, physical, size, value);
				return;
			}
			exact(h);
			h.bus.write(h, physical, size, value);
		} else {
			PhysicalBus.rawWrite(known, size, value);
		}
	}

	/** Stores at a translated address, telling whom it concerns. */
	static void storePhysical(Hart h, long va, long physical, int size, long value) {
		if (!h.bus.accepts(physical, size, true)) {
			throw h.trap.with(ExceptionCause.STORE_ACCESS_FAULT, va);
		}
		long host = h.bus.hostAddress(physical, false);
		if (host == 0) {
			if (!h.single) {
				throw Interpreter.Replay.INSTANCE;
			}
			h.bus.write(h, physical, size, value);
		} else if (h.bus.mustTell(physical, size)) {
			exact(h);
			h.bus.write(h, physical, size, value);
		} else {
			PhysicalBus.rawWrite(host, size, value);
		}
	}

	/** A store that crosses pages changes nothing unless both pages may be written. */
	private static void storeAcross(Hart h, long va, int size, long value) {
		int here = (int) (4096 - (va & 4095));
		long first = h.tlb.translate(va, Access.WRITE, here);
		long second = h.tlb.translate(va + here, Access.WRITE, size - here);
		if (!h.bus.isMemory(first)) {
			throw h.trap.with(ExceptionCause.STORE_ACCESS_FAULT, va);
		}
		if (!h.bus.isMemory(second)) {
			throw h.trap.with(ExceptionCause.STORE_ACCESS_FAULT, va + here);
		}
		for (int i = 0; i < size; i++) {
			long physical = i < here ? first + i : second + i - here;
			storePhysical(h, va + i, physical, 1, value >>> 8 * i);
		}
	}

	/** Observers must see exact state: unless the instruction runs on its own, it is begun again so. */
	static void exact(Hart h) {
		if (!h.single) {
			throw Interpreter.Replay.INSTANCE;
		}
		h.attend();
	}

	/** Host address of an aligned operand of an atomic, or 0 where the access must go the slow way. */
	static long atomicHost(Hart h, long va, int size) {
		long e = entry(h, va);
		return HostMemory.getLong(e + 8) == (va & (-4096 | size - 1)) ? va + HostMemory.getLong(e + 16) : 0;
	}

	/** Translates the operand of an atomic that writes; it must be memory and aligned. */
	static long atomicPhysical(Hart h, long va, int size, Node site) {
		h.site = site;
		if ((va & size - 1) != 0) {
			throw h.trap.with(ExceptionCause.STORE_ADDRESS_MISALIGNED, va);
		}
		if (h.triggers.watching) {
			h.triggers.data(va, size, Access.READ);
		}
		long physical = h.tlb.translate(va, Access.WRITE, size);
		if (!h.bus.isMemory(physical)) {
			throw h.trap.with(ExceptionCause.STORE_ACCESS_FAULT, va);
		}
		if (h.bus.mustTell(physical, size)) {
			exact(h);
		}
		return physical;
	}

	/** Loads a word or double-word, sign-extended, and reserves it. */
	public static long loadReserved(Hart h, long va, int size, Node site) {
		h.site = site;
		if ((va & size - 1) != 0) {
			throw h.trap.with(ExceptionCause.LOAD_ADDRESS_MISALIGNED, va);
		}
		long known = h.tlb.known(va, false);
		long physical = known != -1 ? known : h.tlb.translate(va, Access.READ, size);
		if (known == -1 && !h.bus.isMemory(physical)) {
			throw h.trap.with(ExceptionCause.LOAD_ACCESS_FAULT, va);
		}
		long read = h.bus.read(physical, size);
		long value = size == 4 ? (int) read : read;
		h.reservation.take(va, physical, size);
		if (h.parallel) {
			h.reservation.keep(value);
			HostMemory.fence();
		}
		return value;
	}

	/** Stores if the reservation holds; 0 on success, else 1. */
	public static long storeConditional(Hart h, long va, int size, long value, Node site) {
		h.site = site;
		if ((va & size - 1) != 0) {
			throw h.trap.with(ExceptionCause.STORE_ADDRESS_MISALIGNED, va);
		}
		// Without a reservation, too, it faults where a store would (Privileged, "Physical Memory Protection": any store-conditional).
		long known = h.tlb.known(va, true);
		long physical = known != -1 ? known : h.tlb.translate(va, Access.WRITE, size);
		boolean holds = h.reservation.covers(va, size) && h.reservation.isAt(physical);
		if (!holds && !h.bus.isMemory(physical)) {
			throw h.trap.with(ExceptionCause.STORE_ACCESS_FAULT, va);
		}
		if (holds && h.parallel && h.bus.isMemory(physical) && !h.bus.mustTell(physical, size)) {
			// Harts in parallel don't hear of each other's stores: what they reserved is the value that they saw.
			holds = swap(h.bus.hostAddress(physical, false), size, h.reservation.value(), value);
		} else if (holds) {
			storePhysical(h, va, physical, size, value);
		}
		h.reservation.cancel();
		return holds ? 0 : 1;
	}

	/** Reads, combines and writes one, two, four or eight bytes; returns the old value, sign-extended. */
	public static long atomic(Hart h, long va, int size, long operand, AtomicOperation operation, Node site) {
		long host = atomicHost(h, va, size);
		if (h.parallel) {
			return atomicInParallel(h, va, size, operand, operation, site, host);
		}
		if (host != 0) {
			long old = signed(host, size);
			PhysicalBus.rawWrite(host, size, operation.combine(old, operand));
			return old;
		}
		return atomicOnBus(h, va, atomicPhysical(h, va, size, site), size, operand, operation);
	}

	private static long atomicOnBus(Hart h, long va, long physical, int size, long operand, AtomicOperation operation) {
		int unused = 64 - 8 * size;
		long old = h.bus.read(physical, size) << unused >> unused;
		storePhysical(h, va, physical, size, operation.combine(old, operand));
		return old;
	}

	private static long signed(long host, int size) {
		return switch (size) {
			case 1 -> HostMemory.getByte(host);
			case 2 -> HostMemory.getShort(host);
			case 4 -> HostMemory.getInt(host);
			default -> HostMemory.getLong(host);
		};
	}

	private static long atomicInParallel(Hart h, long va, int size, long operand, AtomicOperation operation, Node site, long fast) {
		long host = fast;
		if (host == 0) {
			long physical = atomicPhysical(h, va, size, site);
			if (h.bus.mustTell(physical, size)) {
				// Told writes happen while no other hart runs.
				return atomicOnBus(h, va, physical, size, operand, operation);
			}
			host = h.bus.hostAddress(physical, false);
		}
		while (true) {
			long old = signed(host, size);
			if (swap(host, size, old, operation.combine(old, operand))) {
				return old;
			}
		}
	}

	private static boolean swap(long host, int size, long expected, long value) {
		return switch (size) {
			case 8 -> HostMemory.compareAndSwapLong(host, expected, value);
			case 4 -> HostMemory.compareAndSwapInt(host, (int) expected, (int) value);
			default -> swapInWord(host, size, expected, value);
		};
	}

	/** Less than a word is swapped with the rest of its word as it is. */
	private static boolean swapInWord(long host, int size, long expected, long value) {
		int shift = (int) (host & 3) * 8;
		int mask = (1 << 8 * size) - 1 << shift;
		int word = HostMemory.getInt(host & -4);
		return (word & mask) == ((int) expected << shift & mask)
				&& HostMemory.compareAndSwapInt(host & -4, word, word & ~mask | (int) value << shift & mask);
	}

	/** Replaces 16 aligned bytes if they hold what is expected; returns the old halves, the lower first. */
	public static long[] compareAndSwapPair(Hart h, long va, long expectedLow, long expectedHigh, long low, long high, Node site) {
		long physical = atomicPhysical(h, va, 16, site);
		if (h.parallel && !h.exclusive) {
			// No host instruction that Java has does this in one step.
			throw Interpreter.NeedsExclusion.INSTANCE;
		}
		long[] old = {h.bus.read(physical, 8), h.bus.read(physical + 8, 8)};
		if (old[0] == expectedLow && old[1] == expectedHigh) {
			storePhysical(h, va, physical, 8, low);
			storePhysical(h, va + 8, physical + 8, 8, high);
		}
		return old;
	}

	/** What an atomic writes, from the old value in memory and the operand in the register. */
	@FunctionalInterface
	public interface AtomicOperation {
		long combine(long old, long operand);
	}
}

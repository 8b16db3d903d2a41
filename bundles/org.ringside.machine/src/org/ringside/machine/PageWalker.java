/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.ExceptionCause;

/**
 * The page-table walk (Privileged 10.3.2): one function for the hart's own accesses and for whoever wants to see the
 * steps. It allocates nothing unless a recorder is given. Results are left in fields.
 */
final class PageWalker {

	static final long V = 1;
	static final long R = 1 << 1;
	static final long W = 1 << 2;
	static final long X = 1 << 3;
	static final long U = 1 << 4;
	static final long A = 1 << 6;
	static final long D = 1 << 7;
	private static final long PPN = (1L << 44) - 1;
	private static final long NAPOT = 1L << 63;
	private static final long PBMT = 3L << 61;
	/** Bits 60 to 54 are reserved. */
	private static final long RESERVED = 0x7fL << 54;

	private final Hart hart;

	/** Physical address of the byte, after success. */
	long physical;
	/** log2 of the page size, after success. */
	int pageShift;
	/** The leaf entry as it stands after the walk; all permissions set if translation is off. */
	long leaf;
	/** Whether another hart changed the entry that A or D was to be set in: the walk begins anew. */
	private boolean changedMeanwhile;
	/** The exception, after failure. */
	ExceptionCause fault;

	PageWalker(Hart hart) {
		this.hart = hart;
	}

	/**
	 * Translates for an access in an effective mode under the hart's present {@code satp} and {@code mstatus}. The
	 * physical address is not yet checked against PMP.
	 *
	 * @param mode   0 or 1 for a translated access; 3 is never translated
	 * @param update whether A and D may be set in memory
	 * @param log    takes the steps, or {@code null}
	 * @return whether the access is allowed
	 */
	boolean walk(long va, Access access, int mode, boolean update, Walk.Recorder log) {
		PrivilegedState state = hart.state;
		int scheme = mode == 3 ? 0 : (int) (state.satp >>> 60);
		if (scheme == 0) {
			physical = va;
			pageShift = 12;
			leaf = V | R | W | X | U | A | D;
			if (log != null) {
				log.reason = mode == 3 ? "M-mode addresses are not translated" : "satp.MODE is bare: addresses are not translated";
			}
			return true;
		}
		int levels = scheme - 5;
		int unused = 64 - (12 + 9 * levels);
		long table = (state.satp & PPN) << 12;
		if (log != null) {
			log.scheme = levels == 3 ? "Sv39" : levels == 4 ? "Sv48" : "Sv57";
			log.root = table;
		}
		if (va << unused >> unused != va) {
			return pageFault(access, log, log == null ? "" : "the address is not canonical: its upper " + unused + " bits must equal bit " + (63 - unused));
		}
		for (int level = levels - 1;; level--) {
			int shift = 12 + 9 * level;
			long entryAddress = table + ((va >>> shift & 511) << 3);
			if (!hart.bus.isMemory(entryAddress)) {
				return accessFault(access, log, level, entryAddress, "there is no memory");
			}
			if (!hart.pmp.allows(entryAddress, 8, Access.READ, 1)) {
				return accessFault(access, log, level, entryAddress, "physical memory protection forbids reading");
			}
			long pte = hart.bus.read(entryAddress, 8);
			if (log != null) {
				log.steps.add(new Walk.Step(level, entryAddress, pte, meaning(pte, level)));
			}
			if ((pte & V) == 0) {
				return pageFault(access, log, entry(log, level, entryAddress) + "is not valid (V=0)");
			}
			if ((pte & (R | W)) == W) {
				return pageFault(access, log, entry(log, level, entryAddress) + "is writable but not readable, which is reserved");
			}
			if ((pte & RESERVED) != 0 || (pte & PBMT) != 0 && ((pte & PBMT) == PBMT || (state.menvcfg & MachineRegisters.PBMTE) == 0)) {
				return pageFault(access, log, entry(log, level, entryAddress) + "has reserved bits set");
			}
			if ((pte & (R | X)) == 0) {
				if ((pte & (U | A | D | PBMT | NAPOT)) != 0) {
					return pageFault(access, log, entry(log, level, entryAddress)
							+ "points to a table but has U, A, D, N or PBMT set, which is reserved");
				}
				if (level == 0) {
					return pageFault(access, log, entry(log, level, entryAddress) + "points to a table at the last level");
				}
				table = (pte >>> 10 & PPN) << 12;
				continue;
			}
			if (leaf(va, access, mode, update, log, level, entryAddress, pte)) {
				return true;
			}
			if (!changedMeanwhile) {
				return false;
			}
			changedMeanwhile = false;
			return walk(va, access, mode, update, log);
		}
	}

	private boolean leaf(long va, Access access, int mode, boolean update, Walk.Recorder log, int level, long entryAddress, long pte) {
		long status = hart.state.mstatus;
		long frame = pte >>> 10 & PPN;
		int shift = 12 + 9 * level;
		int extent = shift;
		if ((pte & NAPOT) != 0) {
			if (!hart.extensions.svnapot || level != 0 || (frame & 15) != 8) {
				return pageFault(access, log, entry(log, level, entryAddress) + "has N set, which is reserved here");
			}
			frame = frame & ~15 | va >>> 12 & 15;
			extent = 16;
		}
		if ((frame & (1L << 9 * level) - 1) != 0) {
			return pageFault(access, log, entry(log, level, entryAddress) + "maps a superpage that is not aligned to its size");
		}
		if (mode == 0 && (pte & U) == 0) {
			return pageFault(access, log, entry(log, level, entryAddress) + "is valid but has U=0, and the access came from U-mode");
		}
		if (mode == 1 && (pte & U) != 0) {
			if (access == Access.EXECUTE) {
				return pageFault(access, log, entry(log, level, entryAddress) + "has U=1: S-mode may not execute it");
			}
			if ((status & PrivilegedState.SUM) == 0) {
				return pageFault(access, log, entry(log, level, entryAddress) + "has U=1, and sstatus.SUM is 0");
			}
		}
		if (!permits(pte, access, status)) {
			return pageFault(access, log, entry(log, level, entryAddress) + switch (access) {
				case READ -> "does not permit reading (R=0)";
				case WRITE -> "does not permit writing (W=0)";
				case EXECUTE -> "does not permit execution (X=0)";
			});
		}
		long wanted = pte | A | (access == Access.WRITE ? D : 0);
		if (wanted != pte) {
			if (!hart.updatesAd()) {
				return pageFault(access, log, entry(log, level, entryAddress) + ((pte & A) == 0 ? "has A=0" : "has D=0")
						+ ", and the hart does not update it");
			}
			if (!hart.pmp.allows(entryAddress, 8, Access.WRITE, 1)) {
				return accessFault(access, log, level, entryAddress, "physical memory protection forbids setting A or D");
			}
			if (update) {
				if (!setBits(entryAddress, pte, wanted)) {
					changedMeanwhile = true;
					return false;
				}
				pte = wanted;
			}
		}
		physical = frame << 12 | va & (1L << shift) - 1;
		pageShift = extent;
		leaf = pte;
		if (log != null) {
			log.reason = entry(log, level, entryAddress) + "maps the address to 0x" + Long.toHexString(physical);
		}
		return true;
	}

	/** Sets A and D in one step with the comparison of the entry, as Privileged 12.3.2 (step 9) demands. */
	private boolean setBits(long entryAddress, long pte, long wanted) {
		if (hart.parallel && !hart.bus.mustTell(entryAddress, 8)) {
			return HostMemory.compareAndSwapLong(hart.bus.hostAddress(entryAddress, false), pte, wanted);
		}
		hart.bus.write(hart, entryAddress, 8, wanted);
		return true;
	}

	/** Whether R, W and X let an access through, MXR considered. */
	static boolean permits(long pte, Access access, long status) {
		return switch (access) {
			case READ -> (pte & R) != 0 || (status & PrivilegedState.MXR) != 0 && (pte & X) != 0;
			case WRITE -> (pte & W) != 0;
			case EXECUTE -> (pte & X) != 0;
		};
	}

	private static String entry(Walk.Recorder log, int level, long address) {
		return log == null ? "" : "level " + level + " entry at 0x" + Long.toHexString(address) + " ";
	}

	private boolean pageFault(Access access, Walk.Recorder log, String reason) {
		fault = switch (access) {
			case READ -> ExceptionCause.LOAD_PAGE_FAULT;
			case WRITE -> ExceptionCause.STORE_PAGE_FAULT;
			case EXECUTE -> ExceptionCause.INSTRUCTION_PAGE_FAULT;
		};
		if (log != null) {
			log.reason = reason;
		}
		return false;
	}

	private boolean accessFault(Access access, Walk.Recorder log, int level, long address, String reason) {
		fault = accessFault(access);
		if (log != null) {
			log.reason = reason + ": level " + level + " entry at 0x" + Long.toHexString(address);
		}
		return false;
	}

	static ExceptionCause accessFault(Access access) {
		return switch (access) {
			case READ -> ExceptionCause.LOAD_ACCESS_FAULT;
			case WRITE -> ExceptionCause.STORE_ACCESS_FAULT;
			case EXECUTE -> ExceptionCause.INSTRUCTION_ACCESS_FAULT;
		};
	}

	private static String meaning(long pte, int level) {
		if ((pte & V) == 0) {
			return "not valid";
		}
		String frame = "0x" + Long.toHexString((pte >>> 10 & PPN) << 12);
		if ((pte & (R | X)) == 0 && (pte & W) == 0) {
			return "table at " + frame;
		}
		return (level == 0 ? "page at " : "superpage at ") + frame + " " + ((pte & R) != 0 ? "r" : "-") + ((pte & W) != 0 ? "w" : "-")
				+ ((pte & X) != 0 ? "x" : "-") + ((pte & U) != 0 ? " U" : " S") + ((pte & 1 << 5) != 0 ? " G" : "")
				+ ((pte & A) != 0 ? " A" : "") + ((pte & D) != 0 ? " D" : "");
	}
}

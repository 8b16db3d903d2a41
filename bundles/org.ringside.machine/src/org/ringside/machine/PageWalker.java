/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.OptionalLong;

import org.ringside.isa.ExceptionCause;

/**
 * The page-table walk (Privileged 10.3.2, and with two stages chapter "H", "Two-Stage Address Translation"): one function for
 * the hart's own accesses and for whoever wants to see the steps. It allocates nothing unless a recorder is given. Results
 * are left in fields.
 */
final class PageWalker {

	/** Bit of an effective mode: the access is a guest's, in VU-mode (4) or VS-mode (5). */
	static final int GUEST = 4;

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
	private final PrivilegedState state;

	/** Physical address of the byte, after success. */
	long physical;
	/** log2 of the page size, after success; with two stages that of the smaller page. */
	int pageShift;
	/** log2 of the size of the page of the first stage, which fences by virtual address concern. */
	int firstShift;
	/** Whether loads and stores are allowed by the tables, after success, without changing them. */
	boolean readable;
	boolean writable;
	/** The exception, after failure. */
	ExceptionCause fault;
	/** The guest-physical address that the G-stage does not translate, after failure with a guest-page fault; else 0. */
	long guestPhysical;
	/** Which access to an entry of the VS-stage a guest-page fault comes from; {@code null} if from none. */
	Access implicit;
	/** Whether a load needs permission to execute instead of to read, as those of {@code hlvx} do. */
	boolean loadsExecutable;

	/** What the instruction wants, by which every fault is named. */
	private Access original;
	private Walk.Recorder log;
	private boolean update;
	/** The leaf of the last stage that was walked. */
	private long leaf;
	/** Whether another hart changed the entry that A or D was to be set in: the stage begins anew. */
	private boolean changedMeanwhile;

	PageWalker(Hart hart) {
		this.hart = hart;
		this.state = hart.state;
	}

	/**
	 * Translates for an access in an effective mode under the hart's present registers. The physical address is not yet
	 * checked against PMP.
	 *
	 * @param mode       0 or 1 for a translated access, with {@link #GUEST} for one of a guest; 3 is never translated
	 * @param mayUpdate  whether A and D may be set in memory
	 * @param recorder   takes the steps, or {@code null}
	 * @return whether the access is allowed
	 */
	boolean walk(long va, Access access, int mode, boolean mayUpdate, Walk.Recorder recorder) {
		original = access;
		update = mayUpdate;
		log = recorder;
		if (mode >= GUEST) {
			return walkGuest(va, access, mode & 1);
		}
		if (mode == 3 || state.satp >>> 60 == 0) {
			unmapped(va);
			if (log != null) {
				log.reason = mode == 3 ? "M-mode addresses are not translated" : "satp.MODE is bare: addresses are not translated";
			}
			return true;
		}
		if (!walkTables(Walk.Stage.SINGLE, state.satp, va, access, mode)) {
			return false;
		}
		firstShift = pageShift;
		readable = permits(Walk.Stage.SINGLE, leaf, Access.READ, true);
		writable = (leaf & W) != 0 && (leaf & D) != 0;
		return true;
	}

	private void unmapped(long address) {
		physical = address;
		pageShift = 12;
		firstShift = 12;
		readable = true;
		writable = true;
	}

	/** Both stages, either of which may be bare. */
	private boolean walkGuest(long va, Access access, int mode) {
		unmapped(va);
		if (log != null) {
			log.guestScheme = scheme(state.hgatp, true);
			log.reason = "vsatp.MODE is bare: virtual addresses are guest-physical ones";
		}
		int first = 12;
		boolean read = true;
		boolean write = true;
		if (state.vsatp >>> 60 != 0) {
			if (!walkTables(Walk.Stage.VS, state.vsatp, va, access, mode)) {
				return false;
			}
			first = pageShift;
			read = permits(Walk.Stage.VS, leaf, Access.READ, true);
			write = (leaf & W) != 0 && (leaf & D) != 0;
		}
		long gpa = physical;
		if (log != null) {
			log.guestPhysical = OptionalLong.of(gpa);
		}
		if (state.hgatp >>> 60 != 0) {
			if (!walkGuestPhysical(gpa, access, null)) {
				return false;
			}
			read &= permits(Walk.Stage.G, leaf, Access.READ, true);
			write &= (leaf & W) != 0 && (leaf & D) != 0;
			pageShift = state.vsatp >>> 60 == 0 ? pageShift : Math.min(first, pageShift);
		} else if (log != null) {
			log.reason += ", and hgatp.MODE is bare: guest-physical addresses are not translated";
		}
		firstShift = first;
		readable = read;
		writable = write;
		return true;
	}

	/**
	 * The G-stage, if it is not bare.
	 *
	 * @param of the access to an entry of the VS-stage that this is, or {@code null} if it is the instruction's own
	 */
	private boolean walkGuestPhysical(long gpa, Access access, Access of) {
		if (state.hgatp >>> 60 == 0) {
			physical = gpa;
			return true;
		}
		if (walkTables(Walk.Stage.G, state.hgatp, gpa, access, of == null ? 0 : -1)) {
			return true;
		}
		implicit = of;
		if (fault == guestPageFault(original)) {
			guestPhysical = gpa;
			if (log != null) {
				log.guestPhysical = OptionalLong.of(gpa);
				log.reason = "the G-stage does not let the guest " + (of == null ? verb(access) : verb(of) + " an entry of its VS-stage at")
						+ " guest-physical 0x" + Long.toHexString(gpa) + ": " + log.reason;
			}
		}
		return false;
	}

	/**
	 * One stage.
	 *
	 * @param mode nominal mode of the access; in the G-stage, where all accesses are those of U-mode, -1 for an implicit one
	 */
	private boolean walkTables(Walk.Stage stage, long register, long va, Access access, int mode) {
		boolean guest = stage == Walk.Stage.G;
		int levels = (int) (register >>> 60) - 5;
		int unused = 64 - (12 + 9 * levels) - (guest ? 2 : 0);
		long table = (register & PPN) << 12;
		if (log != null && !guest) {
			log.scheme = scheme(register, false);
			log.root = table;
		}
		if (guest ? va >>> 64 - unused != 0 : va << unused >> unused != va) {
			return pageFault(stage, log == null ? ""
					: guest ? "the upper " + unused + " bits of the guest-physical address must be 0"
							: "the address is not canonical: its upper " + unused + " bits must equal bit " + (63 - unused));
		}
		for (int level = levels - 1;; level--) {
			int shift = 12 + 9 * level;
			long tableAddress = table + ((va >>> shift & (guest && level == levels - 1 ? 2047 : 511)) << 3);
			long entry = tableAddress;
			if (stage == Walk.Stage.VS) {
				if (!walkGuestPhysical(tableAddress, Access.READ, Access.READ)) {
					return false;
				}
				entry = physical;
			}
			if (!hart.bus.isMemory(entry)) {
				return accessFault(level, entry, "there is no memory");
			}
			if (!hart.pmp.allows(entry, 8, Access.READ, 1)) {
				return accessFault(level, entry, "physical memory protection forbids reading");
			}
			long pte = hart.bus.read(entry, 8);
			if (log != null) {
				log.steps.add(new Walk.Step(stage, va, level, entry, tableAddress, pte));
			}
			if ((pte & V) == 0) {
				return pageFault(stage, entry(stage, level, tableAddress) + "is not valid (V=0)");
			}
			if ((pte & (R | W)) == W) {
				return pageFault(stage, entry(stage, level, tableAddress) + "is writable but not readable, which is reserved");
			}
			if ((pte & RESERVED) != 0 || (pte & PBMT) != 0 && ((pte & PBMT) == PBMT || (environment(stage) & MachineRegisters.PBMTE) == 0)) {
				return pageFault(stage, entry(stage, level, tableAddress) + "has reserved bits set");
			}
			if ((pte & (R | X)) == 0) {
				if ((pte & (U | A | D | PBMT | NAPOT)) != 0) {
					return pageFault(stage, entry(stage, level, tableAddress) + "points to a table but has U, A, D, N or PBMT set, which is reserved");
				}
				if (level == 0) {
					return pageFault(stage, entry(stage, level, tableAddress) + "points to a table at the last level");
				}
				table = (pte >>> 10 & PPN) << 12;
				continue;
			}
			if (leaf(stage, va, access, mode, level, entry, tableAddress, pte)) {
				return true;
			}
			if (!changedMeanwhile) {
				return false;
			}
			changedMeanwhile = false;
			return walkTables(stage, register, va, access, mode);
		}
	}

	private boolean leaf(Walk.Stage stage, long va, Access access, int mode, int level, long entry, long tableAddress, long pte) {
		long frame = pte >>> 10 & PPN;
		int shift = 12 + 9 * level;
		int extent = shift;
		if ((pte & NAPOT) != 0) {
			if (!hart.extensions.svnapot || level != 0 || (frame & 15) != 8) {
				return pageFault(stage, entry(stage, level, tableAddress) + "has N set, which is reserved here");
			}
			frame = frame & ~15 | va >>> 12 & 15;
			extent = 16;
		}
		if ((frame & (1L << 9 * level) - 1) != 0) {
			return pageFault(stage, entry(stage, level, tableAddress) + "maps a superpage that is not aligned to its size");
		}
		String wrongMode = wrongMode(stage, access, mode, pte);
		if (wrongMode != null) {
			return pageFault(stage, entry(stage, level, tableAddress) + wrongMode);
		}
		if (!permits(stage, pte, access, mode >= 0)) {
			return pageFault(stage, entry(stage, level, tableAddress) + switch (access) {
				case READ -> loadsExecutable && mode >= 0 ? "does not permit execution (X=0)" : "does not permit reading (R=0)";
				case WRITE -> "does not permit writing (W=0)";
				case EXECUTE -> "does not permit execution (X=0)";
			});
		}
		long wanted = pte | A | (access == Access.WRITE ? D : 0);
		if (wanted != pte) {
			if (!hart.updatesAd(environment(stage))) {
				return pageFault(stage, entry(stage, level, tableAddress) + ((pte & A) == 0 ? "has A=0" : "has D=0")
						+ ", and the hart does not update it");
			}
			if (stage == Walk.Stage.VS && !walkGuestPhysical(tableAddress, Access.WRITE, Access.WRITE)) {
				return false;
			}
			if (!hart.pmp.allows(entry, 8, Access.WRITE, 1)) {
				return accessFault(level, entry, "physical memory protection forbids setting A or D");
			}
			if (update) {
				if (log == null && hart.site != null && hart.bus.mustTell(entry, 8)) {
					MemoryAccess.exact(hart);
				}
				if (!setBits(entry, pte, wanted)) {
					changedMeanwhile = true;
					return false;
				}
				pte = wanted;
			}
		}
		physical = frame << 12 | va & (1L << shift) - 1;
		pageShift = extent;
		leaf = pte;
		if (log != null && log.words && mode >= 0) {
			String told = entry(stage, level, tableAddress) + "maps the address to 0x" + Long.toHexString(physical);
			log.reason = stage == Walk.Stage.G ? log.reason + ", and " + told : told;
		}
		return true;
	}

	/** Sets A and D in one step with the comparison of the entry, as Privileged 12.3.2 (step 9) demands. */
	private boolean setBits(long entry, long pte, long wanted) {
		if (hart.parallel && !hart.bus.mustTell(entry, 8)) {
			return HostMemory.compareAndSwapLong(hart.bus.hostAddress(entry, false), pte, wanted);
		}
		hart.bus.write(hart, entry, 8, wanted);
		return true;
	}

	/** Why an entry that may otherwise be right is not for this mode; {@code null} if it is. */
	private String wrongMode(Walk.Stage stage, Access access, int mode, long pte) {
		if (stage == Walk.Stage.G) {
			return (pte & U) == 0 ? "has U=0, and the G-stage takes every access as one of U-mode" : null;
		}
		boolean guest = stage == Walk.Stage.VS;
		if (mode == 0) {
			return (pte & U) != 0 ? null : guest ? "is valid but has U=0, and the access came from VU-mode"
					: "is valid but has U=0, and the access came from U-mode";
		}
		if ((pte & U) == 0) {
			return null;
		}
		if (access == Access.EXECUTE) {
			return guest ? "has U=1: VS-mode may not execute it" : "has U=1: S-mode may not execute it";
		}
		return ((guest ? state.vsstatus : state.mstatus) & PrivilegedState.SUM) != 0 ? null
				: guest ? "has U=1, and vsstatus.SUM is 0" : "has U=1, and sstatus.SUM is 0";
	}

	/**
	 * Whether R, W and X let an access through. MXR of the hart makes executable pages readable in every stage, that of the
	 * guest in the VS-stage, and neither for reading tables.
	 */
	private boolean permits(Walk.Stage stage, long pte, Access access, boolean explicit) {
		return switch (access) {
			case READ -> loadsExecutable && explicit ? (pte & X) != 0
					: (pte & R) != 0 || (pte & X) != 0 && explicit && (executableReadable(stage) & PrivilegedState.MXR) != 0;
			case WRITE -> (pte & W) != 0;
			case EXECUTE -> (pte & X) != 0;
		};
	}

	private long executableReadable(Walk.Stage stage) {
		return stage == Walk.Stage.VS ? state.mstatus | state.vsstatus : state.mstatus;
	}

	/** The register that switches PBMT and the updating of A and D in a stage. */
	private long environment(Walk.Stage stage) {
		return stage == Walk.Stage.VS ? state.henvcfg & state.menvcfg : state.menvcfg;
	}

	private static String scheme(long register, boolean guest) {
		String suffix = guest ? "x4" : "";
		return switch ((int) (register >>> 60)) {
			case 0 -> "bare";
			case 8 -> "Sv39" + suffix;
			case 9 -> "Sv48" + suffix;
			default -> "Sv57" + suffix;
		};
	}

	private static String verb(Access access) {
		return switch (access) {
			case READ -> "read";
			case WRITE -> "write";
			case EXECUTE -> "execute";
		};
	}

	private String entry(Walk.Stage stage, int level, long tableAddress) {
		if (log == null || !log.words) {
			return "";
		}
		String place = stage == Walk.Stage.VS ? "VS-stage level " + level + " entry at guest-physical 0x"
				: stage == Walk.Stage.G ? "G-stage level " + level + " entry at 0x" : "level " + level + " entry at 0x";
		return place + Long.toHexString(tableAddress) + " ";
	}

	private boolean pageFault(Walk.Stage stage, String reason) {
		fault = stage == Walk.Stage.G ? guestPageFault(original) : switch (original) {
			case READ -> ExceptionCause.LOAD_PAGE_FAULT;
			case WRITE -> ExceptionCause.STORE_PAGE_FAULT;
			case EXECUTE -> ExceptionCause.INSTRUCTION_PAGE_FAULT;
		};
		guestPhysical = 0;
		implicit = null;
		if (log != null) {
			log.reason = reason;
		}
		return false;
	}

	private static ExceptionCause guestPageFault(Access access) {
		return switch (access) {
			case READ -> ExceptionCause.LOAD_GUEST_PAGE_FAULT;
			case WRITE -> ExceptionCause.STORE_GUEST_PAGE_FAULT;
			case EXECUTE -> ExceptionCause.INSTRUCTION_GUEST_PAGE_FAULT;
		};
	}

	private boolean accessFault(int level, long address, String reason) {
		fault = accessFault(original);
		guestPhysical = 0;
		implicit = null;
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

	static String meaning(long pte, int level) {
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

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.BitSet;

/**
 * Where translated code calls other code: remembers what it found last for a page, which holds as long as the hart
 * fetches that address from that very page. Nothing has to be taken back when code is forgotten.
 */
public final class CodeLink {

	/** Calls within calls of translated code, so that a guest's recursion does not become the host's. */
	private static final int DEEPEST = 64;

	private record Goal(CodePage page, long pc, TranslatedCode code) {
	}

	private static final Goal NONE = new Goal(new CodePage(0, null, 0, 0, new BitSet()), 0, null);

	private Goal goal = NONE;

	/** Finds the code to call; {@link #after} must follow. {@code null} where there is none, or calls are nested too deeply. */
	public static TranslatedCode find(Hart h, CodeLink link, long target) {
		CodePage page = h.fetch[(int) (target >>> 12) & Tlb.ENTRIES - 1];
		Goal known = link.goal;
		TranslatedCode code = known.page == page && known.pc == target ? known.code : link.search(page, target);
		if (code == null || h.depth >= DEEPEST) {
			return null;
		}
		h.depth++;
		return code;
	}

	private TranslatedCode search(CodePage page, long target) {
		TranslatedCode code = at(page, target);
		if (code != null) {
			goal = new Goal(page, target, code);
		}
		return code;
	}

	/** The code that is executed from an address on in the present mode, or {@code null}. */
	public static TranslatedCode at(Hart h, long pc) {
		CodePage page = h.fetch[(int) (pc >>> 12) & Tlb.ENTRIES - 1];
		return page != null && page.address == (pc & -Memory.PAGE) ? at(page, pc) : null;
	}

	/** Host address of a table of host code for the present mode; its entries are a guest address, or -1, and a host address. */
	public static long hostCode(Hart h) {
		return h.code.jumps(h.state.translationMode());
	}

	/** Whether host code has run on a hart, which is told of that table. */
	public static boolean hasRunHostCode(Hart h) {
		return h.code.hasRunHostCode();
	}

	/** How far an address is shifted left, and with what it is then masked, for the offset of its entry. */
	public static final int HOST_CODE_SHIFT = JumpTable.SHIFT;
	public static final int HOST_CODE_MASK = JumpTable.offset(-1);

	/** The offset of the entry of an address in such a table. */
	public static int hostCodeOffset(long pc) {
		return JumpTable.offset(pc);
	}

	/** Has the table of the present mode tell where the code of an address is that {@link #at} gave. */
	public static void rememberHostCode(Hart h, long pc, long host) {
		h.code.rememberJump(pc, host);
	}

	private static TranslatedCode at(CodePage page, long pc) {
		return page != null && page.at(pc) instanceof Boundary.Translated entry ? entry.code : null;
	}

	/** After a call came back to where it was expected. */
	public static void returned(Hart h) {
		h.depth--;
	}

	/**
	 * After a call came back elsewhere: goes on, as far as there is translated code, until the caller's turn has come.
	 *
	 * @param next     what the called code returned
	 * @param returned where the caller goes on
	 * @return {@code returned}, or where the run loop must go on, perhaps with {@link TranslatedCode#LEFT}
	 */
	public static long after(Hart h, long next, long returned) {
		long pc = next;
		while (pc != returned && (pc & TranslatedCode.LEFT) == 0) {
			TranslatedCode code = at(h.fetch[(int) (pc >>> 12) & Tlb.ENTRIES - 1], pc);
			if (code == null || h.budget < code.longest) {
				break;
			}
			pc = code.run(h);
		}
		h.depth--;
		return pc;
	}

	/** Whether accesses to some data may meet a trigger; the hart leaves translated code when that changes, or what follows. */
	public static boolean watchesData(Hart h) {
		return h.triggers.watching;
	}

	/** The lowest address of data that may meet a trigger, as an unsigned number; below it none does. */
	public static long lowestWatched(Hart h) {
		return h.triggers.lowest;
	}

	/** The highest one. */
	public static long highestWatched(Hart h) {
		return h.triggers.highest;
	}
}

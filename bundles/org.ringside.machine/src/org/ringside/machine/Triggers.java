/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.ringside.isa.ExceptionCause;

/**
 * The triggers by which software on a hart debugs itself (Debug, chapter "Sdtrig"): four, of each of which the type can be
 * chosen. All raise a breakpoint exception, before the instruction that they match. Fetches that may match are decoded to
 * nodes that ask here, and pages with data that may match are kept out of the fast paths, so that nothing is slower than
 * without triggers until one is set.
 */
final class Triggers implements Saveable {

	static final int COUNT = 4;
	private static final int LEGACY_MATCH = TriggerMatch.LEGACY;
	private static final int INSTRUCTION_COUNT = 3;
	private static final int INTERRUPT = 4;
	private static final int EXCEPTION = 5;
	private static final int MATCH = TriggerMatch.CURRENT;
	private static final int DISABLED = 15;
	private static final int TYPE_SHIFT = 60;
	/** The types that a trigger can have, a bit for each, and the version of Sdtrig (1.0). */
	static final long INFO = 1L << 24 | 1 << LEGACY_MATCH | 1 << INSTRUCTION_COUNT | 1 << INTERRUPT | 1 << EXCEPTION | 1 << MATCH | 1 << DISABLED;

	private static final long LOAD = 1;
	private static final long STORE = 1 << 1;
	private static final long EXECUTE = 1 << 2;
	private static final int MATCH_MODES = 3;
	private static final int OTHER_MODES = 6;
	private static final long LEGACY_HIT = 1 << 20;
	private static final long HIT_BEFORE = 1 << 22;
	private static final long TRAP_HIT = 1L << 58;
	private static final long COUNT_HIT = 1 << 24;
	private static final int COUNT_SHIFT = 10;
	private static final long COUNT_MASK = 0x3fffL << COUNT_SHIFT;
	private static final long PENDING = 1 << 8;
	private static final long MTE = 1 << 3;
	private static final long MPTE = 1 << 7;

	private final Hart hart;
	private final long[] data1 = new long[COUNT];
	private final long[] data2 = new long[COUNT];
	private final long[] data3 = new long[COUNT];
	private int select;
	private boolean mte;
	private boolean mpte;
	long scontext;
	long mcontext;
	/** A trap was taken that a trigger waited for. */
	private boolean trapped;
	/** Whether some trigger matches fetches, data, counts instructions, or waits for traps. */
	boolean fetching;
	boolean watching;
	boolean counting;
	private boolean trapping;
	/** All data that triggers match lies between these, as unsigned numbers: most accesses to a watched page lie outside. */
	long lowest;
	long highest;

	Triggers(Hart hart) {
		this.hart = hart;
		for (int i = 0; i < COUNT; i++) {
			data1[i] = (long) DISABLED << TYPE_SHIFT;
		}
	}

	/** Whether none is set. */
	boolean idle() {
		return !fetching && !watching && !counting && !trapping;
	}

	// ---- registers

	long selected() {
		return select;
	}

	void select(long wanted) {
		if (wanted >= 0 && wanted < COUNT) {
			select = (int) wanted;
		}
	}

	long data1() {
		return data1[select];
	}

	long data2() {
		return data2[select];
	}

	long data3() {
		return data3[select];
	}

	void setData1(long value) {
		data1[select] = legal(value);
		setData2(data2[select]);
	}

	void setData2(long value) {
		data2[select] = matches(select) ? TriggerMatch.legalAddress(data1[select], value) : value;
		changed();
	}

	void setData3(long value) {
		data3[select] = TriggerContext.legal(value);
		changed();
	}

	long control() {
		return (mte ? MTE : 0) | (mpte ? MPTE : 0);
	}

	void setControl(long value) {
		mte = (value & MTE) != 0;
		mpte = (value & MPTE) != 0;
	}

	/** What of a value tdata1 holds: a type that is not there becomes 15, and what nothing stands behind becomes 0 (WARL). */
	private long legal(long value) {
		long modes = (hart.extensions.s ? 1L << 1 : 0) | (hart.extensions.u ? 1L : 0);
		long type = value & 15L << TYPE_SHIFT;
		long guest = hart.extensions.h ? guestModes((int) (value >>> TYPE_SHIFT)) : 0;
		// behind the last one is none to be chained
		long chain = select < COUNT - 1 ? TriggerMatch.CHAIN : 0;
		return switch ((int) (value >>> TYPE_SHIFT)) {
			case LEGACY_MATCH -> type | value & (LEGACY_HIT | (modes | 1 << 3) << MATCH_MODES | EXECUTE | STORE | LOAD | chain) | TriggerMatch.legal(value);
			case MATCH -> type | value & (guest | HIT_BEFORE | (modes | 1 << 3) << MATCH_MODES | EXECUTE | STORE | LOAD | chain)
					| TriggerMatch.legal(value);
			case INSTRUCTION_COUNT -> type | value & (guest | COUNT_HIT | COUNT_MASK | PENDING | (modes | 1 << 3) << OTHER_MODES);
			case INTERRUPT, EXCEPTION -> type | value & (guest | TRAP_HIT | (modes | 1 << 3) << OTHER_MODES);
			default -> (long) DISABLED << TYPE_SHIFT;
		};
	}

	/** The bits for VU and VS, from the lower one, of a type of trigger; the legacy one has none. */
	private static long guestModes(int type) {
		return switch (type) {
			case MATCH -> 3L << 23;
			case INSTRUCTION_COUNT -> 3L << 25;
			case INTERRUPT, EXCEPTION -> 3L << 11;
			default -> 0;
		};
	}

	private int type(int trigger) {
		return (int) (data1[trigger] >>> TYPE_SHIFT);
	}

	private boolean matches(int trigger) {
		return type(trigger) == MATCH || type(trigger) == LEGACY_MATCH;
	}

	private void changed() {
		boolean data = watching;
		boolean fetches = fetching;
		derive();
		if (fetches || fetching) {
			hart.code.clear();
		}
		if (data || watching) {
			hart.flushTlb();
		}
		hart.attend();
	}

	private void derive() {
		fetching = false;
		watching = false;
		counting = false;
		trapping = false;
		lowest = -1;
		highest = 0;
		for (int i = 0; i < COUNT; i = lastOfChain(i) + 1) {
			fetching |= chainHas(i, EXECUTE);
			for (long wanted = LOAD; wanted <= STORE; wanted <<= 1) {
				if (chainHas(i, wanted)) {
					watching = true;
					reach(i, wanted);
				}
			}
		}
		for (int i = 0; i < COUNT; i++) {
			counting |= type(i) == INSTRUCTION_COUNT && (data1[i] & (COUNT_MASK | PENDING)) != 0;
			trapping |= type(i) == INTERRUPT || type(i) == EXCEPTION;
		}
	}

	/** The last of the triggers that match only together with this one; itself, where it stands alone. */
	private int lastOfChain(int first) {
		int last = first;
		while (last < COUNT - 1 && matches(last) && (data1[last] & TriggerMatch.CHAIN) != 0) {
			last++;
		}
		return last;
	}

	/**
	 * Whether all of a chain may meet when there is a kind of access: some look at it, and the rest at the fetch of the
	 * instruction that makes it.
	 */
	private boolean chainHas(int first, long wanted) {
		boolean some = false;
		for (int i = first; i <= lastOfChain(first); i++) {
			if (!matches(i) || (data1[i] & (wanted | EXECUTE)) == 0) {
				return false;
			}
			some |= (data1[i] & wanted) != 0;
		}
		return some;
	}

	/** Whether an access to some of so many bytes may meet all of a chain that look at it. */
	private boolean chainMayMeet(int first, long wanted, long va, int bytes) {
		for (int i = first; i <= lastOfChain(first); i++) {
			if ((data1[i] & wanted) != 0 && !TriggerMatch.mayMeet(data1[i], data2[i], va, bytes)) {
				return false;
			}
		}
		return true;
	}

	private void reach(int firstTrigger, long wanted) {
		long first = 0;
		long last = -1;
		for (int i = firstTrigger; i <= lastOfChain(firstTrigger); i++) {
			if ((data1[i] & wanted) != 0) {
				first = greater(first, TriggerMatch.lowest(data1[i], data2[i]));
				last = ~greater(~last, ~TriggerMatch.highest(data1[i], data2[i]));
			}
		}
		if (Long.compareUnsigned(first, last) <= 0) {
			lowest = ~greater(~lowest, ~first);
			highest = greater(highest, last);
		}
	}

	private static long greater(long one, long other) {
		return Long.compareUnsigned(one, other) > 0 ? one : other;
	}

	// ---- where triggers fire

	/**
	 * Whether a trigger with these bits for modes may fire in a mode. In a mode whose breakpoint handler may be running none
	 * does: M-mode has tcontrol for that, S-mode and VS-mode their interrupt enables (Debug 5.4).
	 */
	private boolean enabled(int trigger, int shift, int mode) {
		boolean allowed = switch (mode) {
			case 3 -> mte;
			case 1 -> (hart.state.medeleg >>> ExceptionCause.BREAKPOINT.number() & 1) == 0 || (hart.state.mstatus & PrivilegedState.SIE) != 0;
			case PageWalker.GUEST | 1 -> (hart.state.medeleg & hart.state.hedeleg & 1L << ExceptionCause.BREAKPOINT.number()) == 0
					|| (hart.state.vsstatus & PrivilegedState.SIE) != 0;
			default -> true;
		};
		long ofGuest = guestModes(type(trigger));
		long bit = mode < PageWalker.GUEST ? 1L << shift + mode : mode == PageWalker.GUEST ? ofGuest & ofGuest >>> 1 : ofGuest & ofGuest << 1;
		return allowed && (data1[trigger] & bit) != 0 && TriggerContext.matches(data3[trigger], hart);
	}

	/** Whether a fetch at an address can match in some state of the hart. */
	boolean coversFetch(long va) {
		for (int i = 0; i < COUNT; i = lastOfChain(i) + 1) {
			if (chainHas(i, EXECUTE) && chainMayMeet(i, EXECUTE, va, 1)) {
				return true;
			}
		}
		return false;
	}

	/** Whether some load from, or some store to, a page can match. */
	boolean watches(long page, Access access) {
		for (int i = 0; i < COUNT; i = lastOfChain(i) + 1) {
			long wanted = access == Access.WRITE ? STORE : LOAD;
			if (chainHas(i, wanted) && chainMayMeet(i, wanted, page, (int) Memory.PAGE)) {
				return true;
			}
		}
		return false;
	}

	/** @throws Trap where an instruction at an address meets a trigger */
	void fetch(long va, int length) {
		access(EXECUTE, va, 1, length);
	}

	/** @throws Trap where a load or store meets a trigger */
	void data(long va, int size, Access access) {
		if (Long.compareUnsigned(va, highest) <= 0 && Long.compareUnsigned(va + size - 1, lowest) >= 0) {
			access(access == Access.WRITE ? STORE : LOAD, va, size, size);
		}
	}

	private void access(long wanted, long va, int bytes, int size) {
		boolean fires = false;
		for (int i = 0; i < COUNT; i = lastOfChain(i) + 1) {
			if (chainHas(i, wanted) && chainMeets(i, wanted, va, bytes, size)) {
				for (int hit = i; hit <= lastOfChain(i); hit++) {
					data1[hit] |= type(hit) == MATCH ? HIT_BEFORE : LEGACY_HIT;
				}
				fires = true;
			}
		}
		if (fires) {
			throw hart.trap.with(ExceptionCause.BREAKPOINT, va);
		}
	}

	private boolean chainMeets(int first, long wanted, long va, int bytes, int size) {
		for (int i = first; i <= lastOfChain(first); i++) {
			boolean looks = (data1[i] & wanted) != 0;
			if (!enabled(i, MATCH_MODES, hart.state.translationMode())
					|| !TriggerMatch.meets(data1[i], data2[i], looks ? va : hart.currentInstruction(), looks ? bytes : 1)
					|| !TriggerMatch.hasSize(data1[i], looks ? size : hart.site == null ? 0 : hart.site.length)) {
				return false;
			}
		}
		return true;
	}

	/** Instructions until a count ends; {@link Long#MAX_VALUE} if none runs in the present mode. */
	long untilCount() {
		long least = Long.MAX_VALUE;
		if (counting) {
			for (int i = 0; i < COUNT; i++) {
				long left = (data1[i] & COUNT_MASK) >>> COUNT_SHIFT;
				if (type(i) == INSTRUCTION_COUNT && left != 0 && enabled(i, OTHER_MODES, hart.state.translationMode())) {
					least = Math.min(least, left);
				}
			}
		}
		return least;
	}

	/** Counts instructions that retired, and traps that were taken, in a mode. */
	void count(long done, int mode) {
		for (int i = 0; i < COUNT; i++) {
			long left = (data1[i] & COUNT_MASK) >>> COUNT_SHIFT;
			if (type(i) == INSTRUCTION_COUNT && left != 0 && enabled(i, OTHER_MODES, mode)) {
				left = Math.max(0, left - done);
				data1[i] = data1[i] & ~COUNT_MASK | left << COUNT_SHIFT | (left == 0 ? PENDING : 0);
			}
		}
		derive();
	}

	/** Whether a breakpoint exception is due before the next instruction; it then counts as taken. */
	boolean takeDue() {
		boolean due = trapped;
		trapped = false;
		if (counting) {
			for (int i = 0; i < COUNT; i++) {
				if (type(i) == INSTRUCTION_COUNT && (data1[i] & PENDING) != 0 && enabled(i, OTHER_MODES, hart.state.translationMode())) {
					data1[i] = data1[i] & ~PENDING | COUNT_HIT;
					due = true;
				}
			}
			derive();
		}
		return due;
	}

	/** A trap is taken from a mode; a breakpoint exception is not waited for, as it could not be told from a trigger's own. */
	void trapTaken(long cause, int from, boolean toMachine) {
		if (trapping && cause != ExceptionCause.BREAKPOINT.number()) {
			int wanted = cause < 0 ? INTERRUPT : EXCEPTION;
			long number = cause & Long.MAX_VALUE;
			for (int i = 0; i < COUNT; i++) {
				if (type(i) == wanted && number < 64 && (data2[i] >>> number & 1) != 0 && enabled(i, OTHER_MODES, from)) {
					data1[i] |= TRAP_HIT;
					trapped = true;
					hart.attention = true;
				}
			}
		}
		if (toMachine) {
			mpte = mte;
			mte = false;
		}
	}

	void returnedFromMachine() {
		mte = mpte;
	}

	@Override
	public void save(DataOutput out) throws IOException {
		for (int i = 0; i < COUNT; i++) {
			out.writeLong(data1[i]);
			out.writeLong(data2[i]);
			out.writeLong(data3[i]);
		}
		out.writeInt(select);
		out.writeLong(control());
		out.writeLong(scontext);
		out.writeLong(mcontext);
		out.writeBoolean(trapped);
	}

	/** The hart forgets decoded code and translations itself. */
	@Override
	public void load(DataInput in) throws IOException {
		for (int i = 0; i < COUNT; i++) {
			data1[i] = in.readLong();
			data2[i] = in.readLong();
			data3[i] = in.readLong();
		}
		select(in.readInt());
		setControl(in.readLong());
		scontext = in.readLong();
		mcontext = in.readLong();
		trapped = in.readBoolean();
		derive();
	}
}

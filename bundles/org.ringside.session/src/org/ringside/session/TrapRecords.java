/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Optional;

import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.EventPlace;
import org.ringside.vmm.VmEvent;

/**
 * Places for traps and returns, as numbers: a place is written without making an object, and read as an event when somebody wants to see it. Who
 * reads while another writes must see for himself whether what he has read belongs together.
 */
final class TrapRecords {

	private static final PrivilegeMode[] MODES = PrivilegeMode.values();
	/** Longs of a place, so many that none lies in two lines of a cache. */
	private static final int SIZE_SHIFT = 3;
	private static final int VCPU_SHIFT = 16;
	private static final int TO_SHIFT = 8;
	private static final int MODE_MASK = 0xff;
	private static final long RETURN = 1L << 62;
	private static final long NOTHING = -1;

	private final long[] words;

	TrapRecords(int places) {
		words = new long[places << SIZE_SHIFT];
	}

	void taken(int place, int vcpu, long instructions, long pc, PrivilegeMode mode, long satp, long cause, long tval, PrivilegeMode to,
			long handler) {
		int at = where(place, vcpu, instructions, pc, mode, satp, to, 0);
		words[at + 4] = cause;
		words[at + 5] = tval;
		words[at + 6] = handler;
	}

	void returned(int place, int vcpu, long instructions, long pc, PrivilegeMode mode, long satp, long cause, PrivilegeMode to, long target) {
		int at = where(place, vcpu, instructions, pc, mode, satp, to, RETURN);
		words[at + 4] = cause;
		words[at + 5] = target;
	}

	private int where(int place, int vcpu, long instructions, long pc, PrivilegeMode mode, long satp, PrivilegeMode to, long kind) {
		int at = place << SIZE_SHIFT;
		words[at] = kind | (long) vcpu << VCPU_SHIFT | to.ordinal() << TO_SHIFT | mode.ordinal();
		words[at + 1] = instructions;
		words[at + 2] = pc;
		words[at + 3] = satp;
		return at;
	}

	/** Says that what happened is not here. */
	void forget(int place) {
		words[place << SIZE_SHIFT] = NOTHING;
	}

	/** What happened, if it is here. */
	Optional<VmEvent> get(int place) {
		int at = place << SIZE_SHIFT;
		long head = words[at];
		if (head == NOTHING) {
			return Optional.empty();
		}
		EventPlace where = new EventPlace((int) (head & ~RETURN) >>> VCPU_SHIFT, words[at + 1], words[at + 2], mode(head), words[at + 3]);
		PrivilegeMode to = mode(head >>> TO_SHIFT);
		return Optional.of((head & RETURN) != 0 ? new VmEvent.TrapReturn(where, words[at + 4], to, words[at + 5])
				: new VmEvent.TrapTaken(where, words[at + 4], words[at + 5], to, words[at + 6]));
	}

	private static PrivilegeMode mode(long bits) {
		return MODES[(int) bits & MODE_MASK];
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What the directives between {@code .cfi_startproc} and {@code .cfi_endproc} say of one function. */
final class CallFrame {

	/**
	 * One instruction of the call frame program.
	 *
	 * @param place where in the code it holds from
	 * @param code its encoding
	 * @param common whether functions that begin with it may share it
	 */
	record Step(AsmSymbol place, byte[] code, boolean common) {
	}

	final AsmSection section;
	final AsmSymbol start;
	final Location location;
	final List<Step> steps = new ArrayList<>();
	/** How far the frame address lies from its register now, and where {@code .cfi_restore_state} takes it back to. */
	final Deque<Long> rememberedOffsets = new ArrayDeque<>();
	long offset;
	long returnColumn = 1;
	boolean signalFrame;
	AsmSymbol end;

	CallFrame(AsmSection section, AsmSymbol start, Location location) {
		this.section = section;
		this.start = start;
		this.location = location;
	}

	/** How many steps hold at the function's first instruction already, so that functions like it can share them. */
	int commonSteps() {
		int count = 0;
		while (count < steps.size() && steps.get(count).common() && isSame(start, steps.get(count).place())) {
			count++;
		}
		return count;
	}

	/** Whether two places are one whatever the layout. */
	static boolean isSame(AsmSymbol one, AsmSymbol other) {
		return one.fragment == other.fragment && one.offset == other.offset;
	}
}

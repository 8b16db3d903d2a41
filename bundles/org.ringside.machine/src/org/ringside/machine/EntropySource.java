/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What {@code seed} delivers (Unprivileged, "Zkr"). Each hart has a sequence of its own that is the same in every run, so
 * that runs repeat themselves: it has the form of entropy, and no secret may rest on it.
 */
final class EntropySource implements Saveable {

	private static final long ES16 = 2L << 30;
	private static final long STEP = 0x9e37_79b9_7f4a_7c15L;

	private long state;

	EntropySource(int hartId) {
		state = (hartId + 1) * 0xd134_2543_de82_ef95L;
	}

	/** What the next access reads: sixteen bits and the state of a source that always has some. */
	long peek() {
		long mixed = (state ^ state >>> 30) * 0xbf58_476d_1ce4_e5b9L;
		mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
		return ES16 | mixed >>> 48;
	}

	/** The bits were read: no access delivers them again. */
	void next() {
		state += STEP;
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeLong(state);
	}

	@Override
	public void load(DataInput in) throws IOException {
		state = in.readLong();
	}
}

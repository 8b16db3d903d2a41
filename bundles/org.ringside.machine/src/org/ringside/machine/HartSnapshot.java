/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The guest-visible state of a hart as bytes. */
final class HartSnapshot {

	private HartSnapshot() {
	}

	static void save(Hart hart, DataOutput out) throws IOException {
		for (int i = 1; i < 32; i++) {
			out.writeLong(hart.x(i));
		}
		for (int i = 0; i < 32; i++) {
			out.writeLong(hart.f(i));
		}
		out.writeInt(hart.floatFlags.flags);
		out.writeInt(hart.roundingMode);
		out.writeLong(hart.pc());
		out.writeLong(hart.retired());
		out.writeBoolean(hart.waiting);
		hart.state.save(out);
		hart.pmp.save(out);
		hart.reservation.save(out);
		hart.counters.save(out);
		hart.entropy.save(out);
		hart.triggers.save(out);
		hart.vector.save(out);
		if (hart.extensions.advanced) {
			hart.state.aia.save(out);
		}
	}

	/** Sets the state; what is derived from it is the hart's to renew. */
	static void load(Hart hart, DataInput in) throws IOException {
		for (int i = 1; i < 32; i++) {
			hart.setX(i, in.readLong());
		}
		for (int i = 0; i < 32; i++) {
			hart.setF(i, in.readLong());
		}
		hart.floatFlags.flags = in.readInt();
		hart.roundingMode = in.readInt();
		hart.setPc(in.readLong());
		hart.setRetired(in.readLong());
		hart.waiting = in.readBoolean();
		hart.state.load(in);
		hart.pmp.load(in);
		hart.reservation.load(in);
		hart.counters.load(in);
		hart.entropy.load(in);
		hart.triggers.load(in);
		hart.vector.load(in);
		if (hart.extensions.advanced) {
			hart.state.aia.load(in);
		}
	}
}

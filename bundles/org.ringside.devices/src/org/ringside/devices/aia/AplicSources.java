/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

import org.ringside.machine.Saveable;

/** What a domain of an APLIC keeps for each source: mode or delegation, pending, enabled, target (AIA 1.0, section 4.5). */
final class AplicSources implements Saveable {

	private final SourceMode[] mode = new SourceMode[AplicDomain.SOURCES + 1];
	private final boolean[] delegated = new boolean[AplicDomain.SOURCES + 1];
	private final boolean[] pending = new boolean[AplicDomain.SOURCES + 1];
	private final boolean[] enabled = new boolean[AplicDomain.SOURCES + 1];
	private final int[] target = new int[AplicDomain.SOURCES + 1];

	AplicSources() {
		reset();
	}

	SourceMode mode(int source) {
		return mode[source];
	}

	boolean active(int source) {
		return mode[source] != SourceMode.INACTIVE;
	}

	boolean delegated(int source) {
		return delegated[source];
	}

	boolean pending(int source) {
		return pending[source];
	}

	boolean enabled(int source) {
		return enabled[source];
	}

	int target(int source) {
		return target[source];
	}

	/** Configures a source; what is not active has neither pending nor enable bit, and no target. */
	void configure(int source, boolean toChild, SourceMode newMode, int freshTarget) {
		boolean was = active(source);
		delegated[source] = toChild;
		mode[source] = newMode;
		if (!active(source)) {
			pending[source] = false;
			enabled[source] = false;
			target[source] = 0;
		} else if (!was) {
			target[source] = freshTarget;
		}
	}

	void setPending(int source, boolean on) {
		pending[source] = on;
	}

	void setEnabled(int source, boolean on) {
		enabled[source] = on && active(source);
	}

	void setTarget(int source, int value) {
		target[source] = value;
	}

	/** 32 pending bits, or enable bits. */
	int word(boolean ofPending, int index) {
		boolean[] flags = ofPending ? pending : enabled;
		int bits = 0;
		for (int source = index * 32; source < Math.min(index * 32 + 32, flags.length); source++) {
			bits |= (flags[source] ? 1 : 0) << source;
		}
		return bits;
	}

	void reset() {
		Arrays.fill(mode, SourceMode.INACTIVE);
		Arrays.fill(delegated, false);
		Arrays.fill(pending, false);
		Arrays.fill(enabled, false);
		Arrays.fill(target, 0);
	}

	@Override
	public void save(DataOutput out) throws IOException {
		for (int source = 1; source <= AplicDomain.SOURCES; source++) {
			out.writeByte(mode[source].number() | (delegated[source] ? 8 : 0) | (pending[source] ? 16 : 0) | (enabled[source] ? 32 : 0));
			out.writeInt(target[source]);
		}
	}

	@Override
	public void load(DataInput in) throws IOException {
		for (int source = 1; source <= AplicDomain.SOURCES; source++) {
			int flags = in.readByte();
			int value = in.readInt();
			boolean toChild = (flags & 8) != 0;
			configure(source, toChild, toChild ? SourceMode.INACTIVE : SourceMode.of(flags), value);
			setTarget(source, active(source) ? value : 0);
			pending[source] = active(source) && (flags & 16) != 0;
			setEnabled(source, (flags & 32) != 0);
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

import org.ringside.devices.InterruptLine;
import org.ringside.machine.InterruptFile;
import org.ringside.machine.Saveable;

/** One interrupt file of an IMSIC (AIA 1.0, chapter 3): which identities are pending, which are enabled. */
final class MessageFile implements InterruptFile, Saveable {

	/** Identities are 1 to this. */
	static final int IDENTITIES = 255;

	private static final int THRESHOLD = 0x72;
	private static final int ENABLED = 0xc0;
	private static final int WORDS = (IDENTITIES + 1) / Long.SIZE;

	private final InterruptLine line;
	private final long[] pending = new long[WORDS];
	private final long[] enabled = new long[WORDS];
	private boolean delivers;
	private int threshold;

	/**
	 * @param line the wire to the hart
	 */
	MessageFile(InterruptLine line) {
		this.line = line;
	}

	/** A message has come; those with an identity that is not implemented are ignored. */
	void arrived(int identity) {
		if (identity >= 1 && identity <= IDENTITIES) {
			pending[identity / Long.SIZE] |= 1L << identity;
			update();
		}
	}

	@Override
	public long read(int register) {
		if (register < PENDING) {
			return register == FIRST ? delivers ? 1 : 0 : register == THRESHOLD ? threshold : 0;
		}
		int word = word(register);
		return word >= WORDS ? 0 : register < ENABLED ? pending[word] : enabled[word];
	}

	@Override
	public void write(int register, long value) {
		if (register == FIRST) {
			// WARL: the file cannot give way to an APLIC (0x40000000)
			delivers = value >>> 1 != 0 ? delivers : value == 1;
		} else if (register == THRESHOLD) {
			threshold = (int) value & IDENTITIES;
		} else if (register >= PENDING && word(register) < WORDS) {
			int word = word(register);
			(register < ENABLED ? pending : enabled)[word] = word == 0 ? value & ~1L : value;
		}
		update();
	}

	/** With 64 bits only the even registers exist, each of which holds two of those of 32 bits. */
	private static int word(int register) {
		return (register & 0x3f) / 2;
	}

	@Override
	public int top() {
		for (int word = 0; word < WORDS; word++) {
			long both = pending[word] & enabled[word];
			if (both != 0) {
				int identity = word * Long.SIZE + Long.numberOfTrailingZeros(both);
				return threshold == 0 || identity < threshold ? identity : 0;
			}
		}
		return 0;
	}

	@Override
	public void claim() {
		int identity = top();
		if (identity != 0) {
			pending[identity / Long.SIZE] &= ~(1L << identity);
			update();
		}
	}

	private void update() {
		line.set(delivers && top() != 0);
	}

	void reset() {
		Arrays.fill(pending, 0);
		Arrays.fill(enabled, 0);
		delivers = false;
		threshold = 0;
		update();
	}

	@Override
	public void save(DataOutput out) throws IOException {
		for (int word = 0; word < WORDS; word++) {
			out.writeLong(pending[word]);
			out.writeLong(enabled[word]);
		}
		out.writeBoolean(delivers);
		out.writeShort(threshold);
	}

	@Override
	public void load(DataInput in) throws IOException {
		for (int word = 0; word < WORDS; word++) {
			pending[word] = in.readLong();
			enabled[word] = in.readLong();
		}
		pending[0] &= ~1L;
		enabled[0] &= ~1L;
		delivers = in.readBoolean();
		threshold = in.readShort() & IDENTITIES;
		update();
	}
}

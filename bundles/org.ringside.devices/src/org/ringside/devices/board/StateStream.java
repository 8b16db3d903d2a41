/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.ringside.machine.Saveable;

/**
 * The state of one device within a snapshot, of whatever length: pieces of 1 to {@value #PIECE} bytes, each after its
 * length as 32 bits, and a length of 0 at the end. Neither side ever holds more than a piece, and a device that does not
 * read its state as it was written disturbs no other.
 */
final class StateStream {

	/** Bytes of the longest piece. */
	static final int PIECE = 1 << 16;

	private StateStream() {
	}

	static void save(Saveable device, DataOutput out) throws IOException {
		try (DataOutputStream pieces = new DataOutputStream(new BufferedOutputStream(new Writer(out)))) {
			device.save(pieces);
		}
		out.writeInt(0);
	}

	/** @param name of the device, for messages */
	static void load(Saveable device, String name, DataInput in) throws IOException {
		Reader pieces = new Reader(in, name);
		try {
			device.load(new DataInputStream(pieces));
		} catch (EOFException e) {
			throw new IOException("The snapshot ends within the state of device " + name + ".", e);
		}
		if (pieces.read() >= 0) {
			throw new IOException("The snapshot has more bytes for device " + name + " than this machine's device has state.");
		}
	}

	private static final class Writer extends OutputStream {
		private final DataOutput out;

		Writer(DataOutput out) {
			this.out = out;
		}

		@Override
		public void write(int octet) throws IOException {
			write(new byte[] {(byte) octet}, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			for (int done = 0; done < length;) {
				int count = Math.min(PIECE, length - done);
				out.writeInt(count);
				out.write(bytes, offset + done, count);
				done += count;
			}
		}
	}

	private static final class Reader extends InputStream {
		private final DataInput in;
		private final String name;
		private byte[] piece = {};
		private int at;
		private int end;
		private boolean last;

		Reader(DataInput in, String name) {
			this.in = in;
			this.name = name;
		}

		/** Whether there is a byte, after reading the next piece if need be. */
		private boolean more() throws IOException {
			if (at == end && !last) {
				int length = in.readInt();
				if (length < 0 || length > PIECE) {
					throw new IOException("The snapshot has a piece of " + length + " bytes for device " + name + "; expected at most " + PIECE + ".");
				}
				piece = piece.length < length ? new byte[length] : piece;
				in.readFully(piece, 0, length);
				at = 0;
				end = length;
				last = length == 0;
			}
			return at < end;
		}

		@Override
		public int read() throws IOException {
			return more() ? piece[at++] & 0xff : -1;
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			if (length == 0) {
				return 0;
			}
			if (!more()) {
				return -1;
			}
			int count = Math.min(length, end - at);
			System.arraycopy(piece, at, into, offset, count);
			at += count;
			return count;
		}
	}
}

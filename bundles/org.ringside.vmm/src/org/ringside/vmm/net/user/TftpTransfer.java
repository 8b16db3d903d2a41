/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** A file on its way to a client, block by block (RFC 1350). */
final class TftpTransfer {

	private static final int MOST_ATTEMPTS = 6;
	private static final long PATIENCE_NANOS = 2_000_000_000L;

	private final FileChannel file;
	private final int blockSize;
	private byte[] last;
	/** The number of the block that the client has to acknowledge; it goes on behind 65535 with 0. */
	private int block;
	private boolean ended;
	private long sent;
	private int attempts;

	/** @param first what begins the transfer: an answer to options, which is acknowledged as block 0; or empty, and it begins with block 1 */
	TftpTransfer(FileChannel file, int blockSize, byte[] first, long now) throws IOException {
		this.file = file;
		this.blockSize = blockSize;
		this.sent = now;
		this.last = first;
		if (first.length == 0) {
			next();
		}
	}

	/** What to send now, and again if the client does not acknowledge it. */
	byte[] packet() {
		return last;
	}

	/** Takes an acknowledgment; whether there is something new to send. Another one for an older block is no reason to send twice. */
	boolean acknowledged(int number, long now) throws IOException {
		if (number != block) {
			return false;
		}
		if (ended) {
			close();
			return false;
		}
		next();
		sent = now;
		attempts = 0;
		return true;
	}

	/** Whether the last block was acknowledged, or nobody answers any more. */
	boolean isOver() {
		return !file.isOpen();
	}

	/** Whether the last packet is to be sent once more. */
	boolean isLate(long now) {
		if (now - sent < PATIENCE_NANOS) {
			return false;
		}
		sent = now;
		if (++attempts > MOST_ATTEMPTS) {
			close();
			return false;
		}
		return true;
	}

	private void next() throws IOException {
		byte[] packet = new byte[4 + blockSize];
		ByteBuffer room = ByteBuffer.wrap(packet, 4, blockSize);
		while (room.hasRemaining() && file.read(room) >= 0) {
			// goes on until the block is full or the file ends
		}
		block = block + 1 & 0xffff;
		Octets.put16(packet, 0, Tftp.DATA);
		Octets.put16(packet, 2, block);
		ended = room.hasRemaining();
		last = Arrays.copyOf(packet, room.position());
	}

	void close() {
		try {
			file.close();
		} catch (IOException e) {
			// It was only read.
		}
	}
}

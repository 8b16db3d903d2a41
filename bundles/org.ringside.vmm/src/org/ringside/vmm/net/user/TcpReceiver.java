/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

/** What one connection takes from the guest: bytes in order, kept until the world takes them. */
final class TcpReceiver {

	private static final int LARGEST_WINDOW = 65_535;

	final ByteRing bytes = new ByteRing();
	private int next;
	/** The first sequence number that the guest was told not to send. */
	private int edge;
	private boolean ended;

	/** @param next the sequence number behind the guest's SYN */
	TcpReceiver(int next) {
		this.next = next;
		this.edge = next;
	}

	int next() {
		return next;
	}

	/** Whether the guest has said that no more bytes come, and all before that are here. */
	boolean ended() {
		return ended;
	}

	/** What to tell the guest: it grows by pieces only, and its end never moves back (RFC 9293, 3.8.6.2.2). */
	int window() {
		int room = Math.min(LARGEST_WINDOW, bytes.free());
		if (next + room - edge >= Math.min(TcpSender.MOST_MSS, ByteRing.CAPACITY / 2)) {
			edge = next + room;
		}
		return edge - next;
	}

	/** Whether the guest should hear that there is room again. */
	boolean windowReopens() {
		return edge - next < TcpSender.MOST_MSS && bytes.free() >= 2 * TcpSender.MOST_MSS;
	}

	/** Whether a segment lies at least in part in the window (RFC 9293, 3.10.7.4), or right before it. */
	boolean accepts(TcpSegment segment) {
		int from = segment.sequence() - next;
		int room = Math.max(1, edge - next);
		return from < room && from + Math.max(1, segment.length()) > 0;
	}

	/**
	 * Takes the part of a segment that comes next.
	 *
	 * @return whether all of it was there already or is now
	 */
	boolean take(TcpSegment segment) {
		int skip = next - segment.sequence();
		if (skip < 0) {
			return false;
		}
		int fresh = segment.dataLength() - skip;
		if (fresh > 0 && !ended) {
			int taken = bytes.put(segment.data(), segment.dataAt() + skip, Math.min(fresh, Math.max(0, edge - next)));
			next += taken;
			if (taken < fresh) {
				return false;
			}
		}
		if (segment.has(TcpSegment.FIN) && !ended && segment.sequence() + segment.dataLength() == next) {
			ended = true;
			next++;
		}
		return true;
	}
}

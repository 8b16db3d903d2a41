/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

/** What one connection sends to the guest: bytes from the world, kept until the guest has acknowledged them (RFC 9293, 3.4 and 3.8). */
final class TcpSender {

	/** Without an option, what every host takes (RFC 9293, 3.7.1). */
	private static final int LEAST_MSS = 536;
	static final int MOST_MSS = Ipv4Packet.MTU - Ipv4Packet.HEADER - TcpSegment.HEADER;
	private static final int DUPLICATES = 3;

	final ByteRing bytes = new ByteRing();
	/** The oldest sequence number that is not acknowledged, the next one to send, and the one behind the furthest that was sent. */
	private int unacknowledged;
	private int next;
	private int furthest;
	private int window;
	/** The segment that told the window (RFC 9293, 3.10.7.4). */
	private int windowSequence;
	private int windowAcknowledgment;
	private int mss = LEAST_MSS;
	private int duplicates;
	private boolean ended;
	private boolean endAcknowledged;

	TcpSender(int initial) {
		unacknowledged = initial;
		next = initial + 1;
		furthest = next;
	}

	/** The sequence number of the SYN, as long as that is not acknowledged. */
	int initial() {
		return unacknowledged;
	}

	int next() {
		return next;
	}

	/** The guest has acknowledged the SYN and said how much it takes. */
	void opened(TcpSegment segment, int announced) {
		unacknowledged = next;
		mss = announced == 0 ? LEAST_MSS : Math.max(64, Math.min(announced, MOST_MSS));
		setWindow(segment);
	}

	/** No more bytes come. */
	void end() {
		ended = true;
	}

	boolean ended() {
		return ended;
	}

	/** Whether the guest has acknowledged all, the end included. */
	boolean done() {
		return endAcknowledged;
	}

	boolean isOutstanding() {
		return next != unacknowledged;
	}

	/** Whether there is something to send that the guest has no room for. */
	boolean isBlocked() {
		return window == 0 && bytes.size() > 0;
	}

	/**
	 * Takes an acknowledgment.
	 *
	 * @return whether it acknowledges something new
	 */
	boolean acknowledged(TcpSegment segment) {
		int advance = segment.acknowledgment() - unacknowledged;
		boolean isNew = advance > 0;
		if (isNew) {
			int data = Math.min(advance, bytes.size());
			bytes.drop(data);
			endAcknowledged |= advance > data;
			unacknowledged = segment.acknowledgment();
			if (next - unacknowledged < 0) {
				next = unacknowledged;
			}
			duplicates = 0;
		} else if (advance == 0 && isOutstanding() && segment.length() == 0 && segment.window() == window && ++duplicates == DUPLICATES) {
			// fast retransmit (RFC 5681, 3.2): there is no crowd on this wire, so all that follows goes again
			next = unacknowledged;
		}
		if (advance >= 0 && (segment.sequence() - windowSequence > 0
				|| segment.sequence() == windowSequence && segment.acknowledgment() - windowAcknowledgment >= 0)) {
			boolean reopened = window == 0 && segment.window() > 0;
			setWindow(segment);
			if (reopened) {
				// what probed the closed window may be lost
				next = unacknowledged;
			}
		}
		return isNew;
	}

	private void setWindow(TcpSegment segment) {
		window = segment.window();
		windowSequence = segment.sequence();
		windowAcknowledgment = segment.acknowledgment();
	}

	/** Whether an acknowledgment is of something that was never sent. */
	boolean isAhead(int acknowledgment) {
		return acknowledgment - furthest > 0;
	}

	/** Goes back to the first byte that is not acknowledged. */
	void goBack() {
		next = unacknowledged;
	}

	/** How many bytes the next segment carries; -1 if nothing is to be sent now. A probe goes beyond the window. */
	int nextLength(boolean probe) {
		int offset = next - unacknowledged;
		int unsent = bytes.size() - offset;
		if (unsent < 0) {
			return -1;
		}
		int usable = window - offset;
		int length = Math.max(0, Math.min(Math.min(unsent, mss), probe ? Math.max(1, usable) : usable));
		if (length < Math.min(unsent, mss) && offset > 0 && !probe) {
			// no small pieces while others are on their way (RFC 9293, 3.8.6.2.1)
			length = 0;
		}
		return length > 0 || ended && unsent == 0 ? length : -1;
	}

	/** Takes the bytes of the next segment; {@link #endsWith} says whether it is the last one. */
	byte[] take(int length) {
		byte[] data = new byte[length];
		bytes.copy(next - unacknowledged, data, 0, length);
		return data;
	}

	boolean endsWith(int length) {
		return ended && next - unacknowledged + length == bytes.size();
	}

	void sent(int sequenceNumbers) {
		next += sequenceNumbers;
		if (next - furthest > 0) {
			furthest = next;
		}
	}
}

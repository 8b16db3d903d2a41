/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import java.util.ArrayDeque;
import java.util.Optional;

/** Frames on their way to one guest, of which a bounded number waits; what comes when it is full is lost, as on a wire. */
public final class FrameQueue {

	/** So many frames wait at most. */
	public static final int MOST = 256;

	private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
	private Runnable told = () -> {
		// Nobody waits before a card is plugged in.
	};
	private long lost;

	/** From any thread. */
	public void add(byte[] frame) {
		Runnable waiting;
		synchronized (this) {
			if (frames.size() == MOST) {
				lost++;
				return;
			}
			frames.add(frame);
			waiting = told;
		}
		waiting.run();
	}

	/** The frame that has waited longest. */
	public synchronized Optional<byte[]> poll() {
		return Optional.ofNullable(frames.poll());
	}

	/** Forgets all that wait. */
	public synchronized void clear() {
		frames.clear();
	}

	/** How many frames wait. */
	public synchronized int size() {
		return frames.size();
	}

	/** How many frames found no room. */
	public synchronized long lost() {
		return lost;
	}

	/** Sets who is told of each frame, on the thread that adds it. */
	public synchronized void onArrival(Runnable newTold) {
		told = newTold;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** What a network card is plugged into. The card calls it on the machine's thread, and it never waits. */
public interface NetworkCable {

	/** The least and the most bytes of an Ethernet frame without its check sequence; the most has room for a VLAN tag. */
	int SMALLEST_FRAME = 14;
	int LARGEST_FRAME = 1518;

	/** @return the six bytes of the card's address */
	byte[] address();

	/** Takes a frame that the guest sent, {@link #SMALLEST_FRAME} to {@link #LARGEST_FRAME} bytes of whatever it likes. */
	void send(byte[] frame);

	/** @return the next frame for the guest, if there is one */
	Optional<byte[]> receive();

	/** Sets who is told, on any thread, that there may be a frame for the guest. */
	void onArrival(Runnable told);

	/** @return what it is a cable to, in a word: who saved a machine with another one cannot go on here */
	default String kind() {
		return "cable";
	}

	/** Writes what a guest that goes on from a snapshot must find again behind its card. Frames that are under way are not kept. */
	default void save(DataOutput out) throws IOException {
		// nothing is behind most cards that could be missed
	}

	/** Takes back what {@link #save} wrote. Frames that are under way belong to another time and are lost. */
	default void load(DataInput in) throws IOException {
		// nothing was written
	}

	/** @return how many frames of the guest's were lost behind the card so far; asked on the machine's thread */
	default long sentLost() {
		return 0;
	}

	/** @return how many frames for the guest were lost before they came to the card so far; asked on the machine's thread */
	default long receivedLost() {
		return 0;
	}
}

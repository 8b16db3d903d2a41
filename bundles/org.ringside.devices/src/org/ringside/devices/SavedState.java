/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.io.IOException;

/** Checks on saved state, which comes from a file: what does not fit the device is refused in one sentence. */
public final class SavedState {

	private SavedState() {
	}

	/** Refuses a number that is fixed by how the device is built. */
	public static void expect(String device, String what, long expected, long found) throws IOException {
		if (expected != found) {
			throw new IOException("The snapshot's " + device + " has " + found + " " + what + "; this machine's has "
					+ expected + ".");
		}
	}

	/** Refuses a value out of a range; else returns it. */
	public static int within(String device, String what, int value, int least, int most) throws IOException {
		if (value < least || value > most) {
			throw new IOException("The snapshot's " + device + " has " + what + " " + value + "; expected " + least + " to "
					+ most + ".");
		}
		return value;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import java.io.ByteArrayOutputStream;

/** Looks for Ctrl-A among the bytes that a person types: Ctrl-A x leaves, Ctrl-A a is a Ctrl-A for the guest. */
final class EscapeKey {

	private static final int CTRL_A = 1;

	private boolean pending;
	private boolean left;
	private boolean help;

	/** The bytes that go to the guest; none after {@link #left}. */
	byte[] filter(byte[] typed, int length) {
		ByteArrayOutputStream forGuest = new ByteArrayOutputStream(length);
		for (int i = 0; i < length && !left; i++) {
			int key = typed[i];
			if (!pending) {
				if (key == CTRL_A) {
					pending = true;
				} else {
					forGuest.write(key);
				}
				continue;
			}
			pending = false;
			switch (key) {
				case 'x', 'X' -> left = true;
				case 'a', CTRL_A -> forGuest.write(CTRL_A);
				case 'h', '?' -> help = true;
				default -> {
					forGuest.write(CTRL_A);
					forGuest.write(key);
				}
			}
		}
		return forGuest.toByteArray();
	}

	/** Whether Ctrl-A x was typed. */
	boolean left() {
		return left;
	}

	/** Whether Ctrl-A h was typed since this was asked last. */
	boolean helpWanted() {
		boolean wanted = help;
		help = false;
		return wanted;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

/** What is at the other end of a serial line. The device calls it on the machine's thread and never waits. */
public interface SerialPort {

	/** A cable that is not plugged in. */
	SerialPort UNPLUGGED = new SerialPort() {
		@Override
		public void write(int octet) {
			// what is sent into nothing is lost, as on the wire
		}

		@Override
		public int read() {
			return -1;
		}
	};

	/** Takes a byte that the guest sent. */
	void write(int octet);

	/**
	 * Gives the next byte for the guest. The owner records what it gives and when, so that a run can be repeated.
	 *
	 * @return 0 to 255, or -1 if there is none now
	 */
	int read();
}

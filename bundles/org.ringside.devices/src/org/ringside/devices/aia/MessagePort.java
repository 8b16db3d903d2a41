/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

/** Where message-signalled interrupts go that a device sends. */
@FunctionalInterface
public interface MessagePort {

	/**
	 * Delivers a message. One to an address where no interrupt file is, is lost.
	 *
	 * @param address physical
	 * @param data the identity of the interrupt
	 */
	void send(long address, int data);
}

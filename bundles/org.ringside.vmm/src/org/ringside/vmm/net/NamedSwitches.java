/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import java.util.HashMap;
import java.util.Map;

import org.ringside.devices.virtio.NetworkCable;

/** The switches of this process that have names. One comes with the first card that is plugged in, and goes with the last. */
public final class NamedSwitches {

	private static final class Named {
		private final VirtualSwitch where = new VirtualSwitch();
		private int cards;
	}

	private static final Map<String, Named> SWITCHES = new HashMap<>();

	private NamedSwitches() {
	}

	/**
	 * Plugs a card in.
	 *
	 * @throws IllegalStateException if all ports are taken
	 */
	public static NetworkCable plugIn(String name) {
		synchronized (SWITCHES) {
			Named named = SWITCHES.computeIfAbsent(name, key -> new Named());
			NetworkCable cable = named.where.plugIn();
			named.cards++;
			return cable;
		}
	}

	/** Takes the cable out that {@link #plugIn} gave. */
	public static void unplug(String name, NetworkCable cable) {
		synchronized (SWITCHES) {
			Named named = SWITCHES.get(name);
			if (named != null && named.where.unplug(cable) && --named.cards == 0) {
				SWITCHES.remove(name);
			}
		}
	}
}

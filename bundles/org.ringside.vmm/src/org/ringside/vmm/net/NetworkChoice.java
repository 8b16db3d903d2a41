/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import java.util.Objects;

/** What a guest's network card is plugged into. */
public sealed interface NetworkChoice {

	/** A switch on which guests of this process meet. */
	record Switch(VirtualSwitch where) implements NetworkChoice {
		public Switch {
			Objects.requireNonNull(where);
		}
	}

	/** A {@link LoopbackWire}, on which guests of several processes of this computer meet; {@code port} is 1 to 65535. */
	record Wire(int port) implements NetworkChoice {
		public Wire {
			if (port < 1 || port > 65535) {
				throw new IllegalArgumentException("A network's number is 1 to 65535, not " + port);
			}
		}
	}

	/**
	 * Reads {@code switch=PORT}.
	 *
	 * @throws IllegalArgumentException with one sentence that says what was expected
	 */
	static NetworkChoice parse(String text) {
		if (text.startsWith("switch=")) {
			try {
				int port = Integer.parseInt(text.substring("switch=".length()));
				if (port >= 1 && port <= 65535) {
					return new Wire(port);
				}
			} catch (NumberFormatException e) {
				// The sentence below says it.
			}
		}
		throw new IllegalArgumentException("The network cannot be '" + text + "'; expected switch=PORT with a number from 1 to 65535.");
	}
}

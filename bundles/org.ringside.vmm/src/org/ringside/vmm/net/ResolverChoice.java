/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

/** Where the questions go that a guest asks the name server of its user-mode network. */
public sealed interface ResolverChoice {

	/** To the first name server that this computer itself uses. */
	record Host() implements ResolverChoice {
		@Override
		public String toString() {
			return "host";
		}
	}

	/** Nowhere: the guest is told that nobody listens. */
	record None() implements ResolverChoice {
		@Override
		public String toString() {
			return "none";
		}
	}

	/** To a name server that the user names; {@code port} is 1 to 65535, usually 53. */
	record At(int address, int port) implements ResolverChoice {
		public At {
			if (port < 1 || port > 65535) {
				throw new IllegalArgumentException("A port is 1 to 65535, not " + port);
			}
		}

		@Override
		public String toString() {
			return Ipv4Address.text(address) + (port == 53 ? "" : ":" + port);
		}
	}
}

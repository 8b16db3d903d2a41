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

		/** What {@link NetworkChoice#parse} reads. */
		@Override
		public String toString() {
			return "switch=" + port;
		}
	}

	/** The switch of that name in this process, which is there as long as somebody is plugged in; names are letters, digits, dots and dashes. */
	record NamedSwitch(String name) implements NetworkChoice {
		public NamedSwitch {
			if (!isName(name)) {
				throw new IllegalArgumentException("A switch's name is a letter with up to 31 letters, digits, dots and dashes behind it, not '" + name + "'");
			}
		}

		static boolean isName(String text) {
			return text.matches("[A-Za-z][A-Za-z0-9.-]{0,31}");
		}

		/** What {@link NetworkChoice#parse} reads. */
		@Override
		public String toString() {
			return "switch=" + name;
		}
	}

	/** A network of the guest's own, behind which this computer opens connections for it: see {@link UserNetworkOptions}. */
	record User(UserNetworkOptions options) implements NetworkChoice {
		public User {
			Objects.requireNonNull(options);
		}

		/** What {@link NetworkChoice#parse} reads. */
		@Override
		public String toString() {
			String text = options.toString();
			return text.isEmpty() ? "user" : "user," + text;
		}
	}

	/**
	 * Reads {@code user}, {@code user,OPTION=VALUE,...}, {@code switch=PORT} or {@code switch=NAME}.
	 *
	 * @throws IllegalArgumentException with one sentence that says what was expected
	 */
	static NetworkChoice parse(String text) {
		if (text.equals("user")) {
			return new User(UserNetworkOptions.USUAL);
		}
		if (text.startsWith("user,")) {
			return new User(UserNetworkText.parse(text.substring("user,".length())));
		}
		if (text.startsWith("switch=")) {
			String where = text.substring("switch=".length());
			if (NamedSwitch.isName(where)) {
				return new NamedSwitch(where);
			}
			try {
				int port = Integer.parseInt(where);
				if (port >= 1 && port <= 65535) {
					return new Wire(port);
				}
			} catch (NumberFormatException e) {
				// The sentence below says it.
			}
		}
		throw new IllegalArgumentException("The network cannot be '" + text
				+ "'; expected user with options behind it, or switch=PORT with a number from 1 to 65535, or switch=NAME.");
	}
}

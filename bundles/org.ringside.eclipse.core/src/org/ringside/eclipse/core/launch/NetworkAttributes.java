/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.launch;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.vmm.net.NetworkChoice;
import org.ringside.vmm.net.PortForward;
import org.ringside.vmm.net.UserNetworkOptions;

/** Reads the network of a launch configuration; every mistake is told in one sentence. */
public final class NetworkAttributes {

	/** The value of {@link GuestLaunchAttributes#NETWORK} for a network behind this computer. */
	public static final String USER = "user";
	/** The value of {@link GuestLaunchAttributes#NETWORK} for a switch where guests meet. */
	public static final String SWITCH = "switch";

	private NetworkAttributes() {
	}

	static Optional<NetworkChoice> choice(ILaunchConfiguration configuration) throws CoreException {
		return choice(configuration.getAttribute(GuestLaunchAttributes.NETWORK, ""), configuration.getAttribute(GuestLaunchAttributes.SWITCH, ""),
				configuration.getAttribute(GuestLaunchAttributes.FORWARDS, List.of()),
				configuration.getAttribute(GuestLaunchAttributes.NETWORK_OPTIONS, ""));
	}

	/**
	 * The network that the attributes ask for.
	 *
	 * @param kind nothing, {@link #USER} or {@link #SWITCH}
	 * @param where the name or number of a switch, which counts for that kind only
	 * @param forwards ports that lead to the guest, which count for the other kind, as do {@code options}
	 */
	public static Optional<NetworkChoice> choice(String kind, String where, List<String> forwards, String options) throws CoreException {
		try {
			return switch (kind) {
			case "" -> Optional.empty();
			case SWITCH -> {
				if (where.isBlank()) {
					throw GuestFault.CONFIGURATION.because("The switch of the network has no name; expected is a name for guests of this Eclipse, or a number from 1 to 65535 for all of this computer.");
				}
				yield Optional.of(NetworkChoice.parse("switch=" + where.strip()));
			}
			case USER -> Optional.of(new NetworkChoice.User(user(forwards, options)));
			default -> throw GuestFault.CONFIGURATION.because("There is no network \"" + kind + "\"; known are user and switch.");
			};
		} catch (IllegalArgumentException e) {
			throw GuestFault.CONFIGURATION.because(e.getMessage(), e);
		}
	}

	private static UserNetworkOptions user(List<String> forwards, String options) throws CoreException {
		String plain = VariablesPlugin.getDefault().getStringVariableManager().performStringSubstitution(options).strip();
		UserNetworkOptions chosen = NetworkChoice.parse(plain.isEmpty() ? "user" : "user," + plain) instanceof NetworkChoice.User user ? user.options()
				: UserNetworkOptions.USUAL;
		for (String forward : forwards) {
			if (!forward.isBlank()) {
				chosen = chosen.withForward(PortForward.parse(forward.strip()));
			}
		}
		return chosen;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.IOException;

import org.ringside.devices.virtio.NetworkCable;
import org.ringside.devices.virtio.VirtioNet;
import org.ringside.vmm.net.LoopbackWire;
import org.ringside.vmm.net.NamedSwitches;
import org.ringside.vmm.net.NetworkChoice;
import org.ringside.vmm.net.user.UserNetwork;

/** The network card of a guest and what it is plugged into: what arrives there wakes the guest and is handed to the card. */
final class NetworkCard {

	private final NetworkCable cable;
	private final VirtioNet device;
	private final Runnable unplug;
	private volatile boolean arrived = true;

	private NetworkCard(NetworkCable cable, Runnable unplug) {
		this.cable = cable;
		this.unplug = unplug;
		this.device = new VirtioNet(cable);
	}

	static NetworkCard plugIn(NetworkChoice choice) throws VmException {
		return switch (choice) {
			case NetworkChoice.Switch there -> {
				try {
					NetworkCable cable = there.where().plugIn();
					yield new NetworkCard(cable, () -> there.where().unplug(cable));
				} catch (IllegalStateException e) {
					throw new VmException(e.getMessage() + ".", e);
				}
			}
			case NetworkChoice.NamedSwitch there -> {
				try {
					NetworkCable cable = NamedSwitches.plugIn(there.name());
					yield new NetworkCard(cable, () -> NamedSwitches.unplug(there.name(), cable));
				} catch (IllegalStateException e) {
					throw new VmException(e.getMessage() + ".", e);
				}
			}
			case NetworkChoice.User user -> {
				try {
					UserNetwork cable = UserNetwork.open(user.options());
					yield new NetworkCard(cable, cable::close);
				} catch (IOException e) {
					throw new VmException(e.getMessage() + ".", e);
				}
			}
			case NetworkChoice.Wire wire -> {
				try {
					LoopbackWire cable = LoopbackWire.join(wire.port());
					yield new NetworkCard(cable, cable::close);
				} catch (IOException e) {
					throw new VmException("The network on port " + wire.port() + " cannot be joined: " + e.getMessage() + ".", e);
				}
			}
		};
	}

	VirtioNet device() {
		return device;
	}

	/** Sets who is woken, from any thread, when something arrives. */
	void onArrival(Runnable woken) {
		cable.onArrival(() -> {
			arrived = true;
			woken.run();
		});
	}

	/** On the machine's thread: hands the guest what has arrived. */
	void poll() {
		if (arrived) {
			arrived = false;
			if (device.receive()) {
				arrived = true;
			}
		}
	}

	void close() {
		cable.onArrival(() -> {
			// The machine is gone.
		});
		unplug.run();
	}
}

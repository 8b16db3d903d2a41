/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/** The kinds of address that a guest under a monitor has. */
public enum AddressSpaceKind {
	/** Guest-virtual: as the guest's software sees it in the current mode of a vCPU. */
	GVA("gVA", "guest-virtual"),
	/** Guest-physical: what the guest takes for its machine. */
	GPA("gPA", "guest-physical"),
	/** Machine (host-physical): the frames that the monitor gave to the guest. */
	HPA("hPA", "machine");

	private final String label;
	private final String adjective;

	AddressSpaceKind(String label, String adjective) {
		this.label = label;
		this.adjective = adjective;
	}

	/** The short name that stands before an address: {@code gVA}, {@code gPA}, {@code hPA}. */
	public String label() {
		return label;
	}

	/** The word in full: guest-virtual, guest-physical, machine. */
	public String adjective() {
		return adjective;
	}
}

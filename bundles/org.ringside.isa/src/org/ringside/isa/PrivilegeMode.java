/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.Optional;

/**
 * The privilege modes: the nominal ones with their encoding in {@code mstatus.MPP} and CSR numbers (Privileged 1.2), and
 * the two that the hypervisor extension has while virtualization is on (Privileged, chapter "H", table of privilege modes).
 */
public enum PrivilegeMode {
	/** User. */
	U(0, false),
	/** Supervisor; with the hypervisor extension also called HS. */
	S(1, false),
	/** Machine. */
	M(3, false),
	/** User of a guest (V=1). */
	VU(0, true),
	/** Supervisor of a guest (V=1). */
	VS(1, true);

	private final int encoding;
	private final boolean virtual;

	PrivilegeMode(int encoding, boolean virtual) {
		this.encoding = encoding;
		this.virtual = virtual;
	}

	/** The two-bit encoding of the nominal mode. */
	public int encoding() {
		return encoding;
	}

	/** The virtualization mode V: whether addresses are translated in two stages and VS CSRs stand in for those of S-mode. */
	public boolean isVirtual() {
		return virtual;
	}

	/** Whether it is U or VU. */
	public boolean isUser() {
		return encoding == 0;
	}

	/**
	 * The mode with this encoding while virtualization is off.
	 *
	 * @throws IllegalArgumentException for the reserved encoding 2 and anything out of range
	 */
	public static PrivilegeMode of(int encoding) {
		return of(encoding, false);
	}

	/**
	 * The mode with this nominal encoding and virtualization mode; M-mode has no other with V=1.
	 *
	 * @throws IllegalArgumentException for the reserved encoding 2 and anything out of range
	 */
	public static PrivilegeMode of(int encoding, boolean virtual) {
		return switch (encoding) {
			case 0 -> virtual ? VU : U;
			case 1 -> virtual ? VS : S;
			case 3 -> M;
			default -> throw new IllegalArgumentException("There is no privilege mode with encoding " + encoding + ".");
		};
	}

	/** The mode with this name, in any case; HS is another name for S. */
	public static Optional<PrivilegeMode> named(String name) {
		for (PrivilegeMode mode : values()) {
			if (mode.name().equalsIgnoreCase(name)) {
				return Optional.of(mode);
			}
		}
		return "HS".equalsIgnoreCase(name) ? Optional.of(S) : Optional.empty();
	}

	/** The usual short name: HS for S on a hart with the hypervisor extension, else the name of the constant. */
	public String title(boolean hypervisor) {
		return hypervisor && this == S ? "HS" : name();
	}
}

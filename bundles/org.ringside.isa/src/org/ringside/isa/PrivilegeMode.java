/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** The nominal privilege modes and their encoding in {@code mstatus.MPP} and CSR numbers (Privileged 1.2). */
public enum PrivilegeMode {
	/** User. */
	U(0),
	/** Supervisor. */
	S(1),
	/** Machine. */
	M(3);

	private final int encoding;

	PrivilegeMode(int encoding) {
		this.encoding = encoding;
	}

	/** The two-bit encoding. */
	public int encoding() {
		return encoding;
	}

	/**
	 * The mode with this encoding.
	 *
	 * @throws IllegalArgumentException for the reserved encoding 2 and anything out of range
	 */
	public static PrivilegeMode of(int encoding) {
		return switch (encoding) {
			case 0 -> U;
			case 1 -> S;
			case 3 -> M;
			default -> throw new IllegalArgumentException("There is no privilege mode with encoding " + encoding + ".");
		};
	}

	/** The usual short name: {@code VS}, {@code VU}, {@code HS} (with the hypervisor extension), {@code U}, {@code S}, {@code M}. */
	public String title(boolean virtualized, boolean hypervisor) {
		return virtualized && this != M ? "V" + name() : hypervisor && this == S ? "HS" : name();
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.ringside.isa.CsrTable.csr;

import java.util.List;

/** The timer compare registers of Sstc. */
public final class Sstc {

	public static final int STIMECMP = 0x14d;
	public static final int VSTIMECMP = 0x24d;

	static final List<Csr> ALL = List.of(
			csr("stimecmp", STIMECMP, "SSTC", "Privileged, Sstc", "A supervisor timer interrupt is pending while time is at least this."),
			csr("vstimecmp", VSTIMECMP, "SSTC & H", "Privileged, Sstc",
					"A timer interrupt of the guest is pending while time plus htimedelta is at least this."));

	private Sstc() {
	}
}

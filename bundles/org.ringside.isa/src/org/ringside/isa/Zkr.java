/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.ringside.isa.CsrTable.csr;
import static org.ringside.isa.CsrTable.field;

import java.util.List;

/** The entropy source of Zkr. */
public final class Zkr {

	public static final int SEED = 0x015;

	static final List<Csr> ALL = List.of(csr("seed", SEED, "ZKR", "Unprivileged, Zkr", "Sixteen random bits and the state of the source.",
			field("OPST", 31, 30, "state of the source", "BIST,WAIT,ES16,DEAD"), field("ENTROPY", 15, 0, "random bits if the state is ES16")));

	private Zkr() {
	}
}

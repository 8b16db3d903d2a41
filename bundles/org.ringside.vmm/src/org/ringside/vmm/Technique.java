/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.Optional;

/** How a virtual machine is virtualized. The same guest image runs under each technique and computes the same. */
public enum Technique {
	/** The guest has the machine to itself: no monitor beneath it. */
	BARE("bare"),
	/** The whole guest runs in U-mode over shadow page tables; each privileged instruction traps and is emulated. */
	TRAP_AND_EMULATE("trap-and-emulate");

	private final String text;

	Technique(String text) {
		this.text = text;
	}

	/** The name a user types and reads. */
	public String text() {
		return text;
	}

	/** The technique of that name, or empty. */
	public static Optional<Technique> parse(String name) {
		for (Technique technique : values()) {
			if (technique.text.equals(name)) {
				return Optional.of(technique);
			}
		}
		return Optional.empty();
	}

	@Override
	public String toString() {
		return text;
	}
}

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
}

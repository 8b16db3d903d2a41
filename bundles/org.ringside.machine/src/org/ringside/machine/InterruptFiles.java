/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.List;

/**
 * The interrupt files of one hart.
 *
 * @param machine of M-mode
 * @param supervisor of S-mode
 * @param guests of the guests, the first of which is number 1 in {@code hstatus.VGEIN}; as many as the hart has guest external
 *        interrupts
 */
public record InterruptFiles(InterruptFile machine, InterruptFile supervisor, List<InterruptFile> guests) {

	public InterruptFiles {
		guests = List.copyOf(guests);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.List;

import org.ringside.vmm.ShadowStatistics;

/**
 * The shadow mappings of a vCPU at a stop; never changes.
 *
 * @param rows by ascending guest-virtual address; under {@code bare}, where there is no shadow, empty
 * @param complete false if the guest maps more pages than are listed
 * @param statistics fills, faults, invalidations and exits so far
 * @param note why there are no rows, in one sentence, or the empty string
 */
public record ShadowView(List<ShadowRow> rows, boolean complete, ShadowStatistics statistics, String note) {

	public ShadowView {
		rows = List.copyOf(rows);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.List;

/**
 * One part of the answer to a {@link ShadowQuery}.
 *
 * @param rows the mappings, by ascending guest-virtual address (unsigned)
 * @param total how many mappings match in all
 * @param complete false if {@code total} was cut because the guest maps more than is counted
 */
public record ShadowPage(List<ShadowMapping> rows, int total, boolean complete) {
	public ShadowPage {
		rows = List.copyOf(rows);
	}
}

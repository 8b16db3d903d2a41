/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.List;

/**
 * Entries of page tables of which writes may be wanted: those that govern an address of a range, in tables of a level and of higher ones. What is
 * written to other entries, which are most, then costs nothing.
 *
 * @param level the lowest level, 0 for that which maps 4 KiB pages
 */
public record AwaitedTables(GvaRange range, int level) {
	/** All entries of all tables. */
	public static final List<AwaitedTables> ALL = List.of(new AwaitedTables(GvaRange.ALL, 0));
}

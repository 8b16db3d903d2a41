/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

/**
 * Guest-virtual addresses, as unsigned numbers.
 *
 * @param first first address
 * @param last last address
 */
public record GvaRange(long first, long last) {
	/** All addresses. */
	public static final GvaRange ALL = new GvaRange(0, -1);
}

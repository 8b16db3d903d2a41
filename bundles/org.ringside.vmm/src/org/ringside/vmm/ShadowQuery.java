/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;


/**
 * Which shadow mappings are wanted, page by page of the answer.
 *
 * @param firstGva lowest guest-virtual address wanted, unsigned
 * @param lastGva highest guest-virtual address wanted, unsigned
 * @param presentOnly only mappings that have a shadow entry
 * @param view only this view, or empty for the one the vCPU runs in now
 * @param offset how many matching mappings to leave out first
 * @param limit how many to return at most
 */
public record ShadowQuery(long firstGva, long lastGva, boolean presentOnly,
		java.util.Optional<ShadowMapping.View> view, int offset, int limit) {
	/** All mappings of the vCPU's present view. */
	public static ShadowQuery all() {
		return new ShadowQuery(0, -1, false, java.util.Optional.empty(), 0, Integer.MAX_VALUE);
	}

	/** The same for one part of the answer. */
	public ShadowQuery page(int newOffset, int newLimit) {
		return new ShadowQuery(firstGva, lastGva, presentOnly, view, newOffset, newLimit);
	}

	/** The same for a range of guest-virtual addresses, both ends included. */
	public ShadowQuery range(long first, long last) {
		return new ShadowQuery(first, last, presentOnly, view, offset, limit);
	}

	/** The same for another view. */
	public ShadowQuery in(ShadowMapping.View newView) {
		return new ShadowQuery(firstGva, lastGva, presentOnly, java.util.Optional.of(newView), offset, limit);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.shadow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.ringside.vmm.ShadowMapping.View;

/** One shadow table: what one view of one guest address space becomes on the machine. */
public final class ShadowRoot {
	/** Which table it is.
	 *
	 * @param space mode and root frame of the guest's {@code satp}, 0 for no translation. The ASID is left out: it labels
	 *        cached translations, and shadow entries are kept in step with the guest's tables
	 * @param view whose accesses it serves
	 */
	public record Key(long space, View view) {
	}

	final Key key;
	final long frame;
	final int levels;
	final int number;
	final List<Long> tableFrames = new ArrayList<>();
	/** Guest pages that the table maps writable or has mapped so. */
	final Set<Long> writablePages = new HashSet<>();
	long lastUse;
	int entries;
	/** Whether it has not been given up. */
	boolean live = true;

	ShadowRoot(Key key, long frame, int levels, int number) {
		this.key = key;
		this.frame = frame;
		this.levels = levels;
		this.number = number;
	}

	/** Which table it is. */
	public Key key() {
		return key;
	}

	/** The value for the machine's {@code satp}. */
	public long satp() {
		return (long) (levels + 5) << 60 | (long) (number & 0xffff) << 44 | frame >>> 12;
	}

	/** Levels of the table. */
	public int levels() {
		return levels;
	}

	/** Machine address of the root frame. */
	public long frame() {
		return frame;
	}

	/** Number of leaf entries. */
	public int entries() {
		return entries;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the pair of hart mask and mask base that names a set of harts (SBI 3.1). */
final class HartMask {
	private HartMask() {
	}

	/** The harts named, or empty if one of them does not exist. */
	static Optional<List<Integer>> harts(SbiPlatform platform, long mask, long base) {
		List<Integer> named = new ArrayList<>();
		if (base == -1) {
			for (int hart = 0; hart < platform.harts(); hart++) {
				named.add(hart);
			}
			return Optional.of(named);
		}
		for (int bit = 0; bit < Long.SIZE; bit++) {
			if ((mask >>> bit & 1) == 0) {
				continue;
			}
			long hart = base + bit;
			if (Long.compareUnsigned(base, platform.harts()) >= 0 || hart >= platform.harts()) {
				return Optional.empty();
			}
			named.add((int) hart);
		}
		return Optional.of(named);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.List;

/** Instructions of a region that are executed one after the other; only the last may be a jump. There is at least one. */
record Block(List<Step> steps) {

	long start() {
		return steps.get(0).pc();
	}

	Step last() {
		return steps.get(steps.size() - 1);
	}

	int size() {
		return steps.size();
	}
}

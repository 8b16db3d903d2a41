/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

/** A wire that remembers its level. */
public final class Wire implements InterruptLine {

	private boolean level;

	@Override
	public void set(boolean newLevel) {
		level = newLevel;
	}

	/** @return whether it is high */
	public boolean isHigh() {
		return level;
	}
}

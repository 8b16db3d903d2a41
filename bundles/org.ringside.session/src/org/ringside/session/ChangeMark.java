/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/** How a row differs from what it was at the stop before. */
public enum ChangeMark {
	UNCHANGED, NEW, CHANGED, GONE
}

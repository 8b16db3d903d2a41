/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/**
 * What backs a window of a bus with memory: own frames ({@link Ram}) or a view of another memory's frames
 * ({@link FrameMap}). Offsets are relative to the start of the window.
 */
public sealed interface Memory permits Ram, FrameMap {

	/** Bytes per page, for protection and tracking. */
	int PAGE = 4096;

	/** Size of the window in bytes, a multiple of {@link #PAGE}. */
	long size();

	/** The frames that hold the page at {@code offset}, allocated on first touch; {@code null} where none may be. */
	Ram frames(long offset);

	/** Where in {@link #frames} the page at {@code offset} begins. Valid only if {@code frames} is not null. */
	long frameOffset(long offset);

	/** Whether the page was ever touched; a page that was not reads as zeros and costs nothing. */
	boolean touched(long offset);
}

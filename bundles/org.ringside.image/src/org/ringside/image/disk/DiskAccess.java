/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

/** What becomes of the writes to a disk. */
public enum DiskAccess {
	/** They are kept apart and forgotten at the end; the file never changes. */
	OVERLAY,
	/** They go into the file. */
	WRITE,
	/** There are none: the disk refuses them. */
	READ_ONLY
}

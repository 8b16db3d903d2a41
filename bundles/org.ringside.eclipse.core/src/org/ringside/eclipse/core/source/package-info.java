/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * Source lookup: from the lines of an image's debug information to files of the workspace or the file system.
 * <p>
 * Uses the platform's source containers. Start at {@link org.ringside.eclipse.core.source.GuestSourceDirector}.
 */
package org.ringside.eclipse.core.source;

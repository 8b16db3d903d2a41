/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * The tabs of the launch configuration type Guest OS, and <i>Debug As &gt; Guest OS</i> on an image.
 * <p>
 * Uses {@code org.ringside.eclipse.core.launch}. Start at {@link org.ringside.eclipse.ui.launch.GuestTabGroup}.
 */
package org.ringside.eclipse.ui.launch;

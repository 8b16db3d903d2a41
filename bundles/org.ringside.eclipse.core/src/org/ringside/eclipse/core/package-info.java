/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * Launching and the debug model: the bridge between a session and the Eclipse platform, without SWT.
 * <p>
 * Floor 5: may use {@code org.ringside.session}, {@code org.ringside.asm} and the Eclipse platform below the workbench.
 * Start at {@link org.ringside.eclipse.core.launch.GuestLaunchDelegate}, which opens the session, then read
 * {@link org.ringside.eclipse.core.model.GuestDebugTarget}, which shows it to the platform.
 */
package org.ringside.eclipse.core;

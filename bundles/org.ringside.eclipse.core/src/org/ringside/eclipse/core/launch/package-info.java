/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * Launch configurations of the type Guest OS: their attributes, and how a launch becomes a session.
 * <p>
 * Uses {@code org.ringside.session}. Start at {@link org.ringside.eclipse.core.launch.GuestLaunchAttributes}.
 */
package org.ringside.eclipse.core.launch;

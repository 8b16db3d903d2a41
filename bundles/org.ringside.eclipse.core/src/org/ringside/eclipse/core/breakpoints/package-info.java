/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * Guest breakpoints as markers of the workspace, and their binding to the sessions that run.
 * <p>
 * Uses {@code org.ringside.session}. Start at {@link org.ringside.eclipse.core.breakpoints.GuestBreakpoint}; the language of
 * their texts is documented at {@link org.ringside.session.BreakpointSpec}.
 */
package org.ringside.eclipse.core.breakpoints;

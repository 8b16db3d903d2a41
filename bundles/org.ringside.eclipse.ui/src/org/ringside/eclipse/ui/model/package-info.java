/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * How guests and their breakpoints look and are edited in the platform's own views.
 * <p>
 * Uses {@code org.ringside.eclipse.core} and the debug user interface. Start at
 * {@link org.ringside.eclipse.ui.model.GuestModelPresentation}; breakpoints are made and changed in
 * {@link org.ringside.eclipse.ui.model.BreakpointDialog}.
 */
package org.ringside.eclipse.ui.model;

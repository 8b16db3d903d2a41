/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The view <em>Trap Timeline</em>. Start at {@link org.ringside.eclipse.ui.views.timeline.TrapTimelineView}.
 */
package org.ringside.eclipse.ui.views.timeline;

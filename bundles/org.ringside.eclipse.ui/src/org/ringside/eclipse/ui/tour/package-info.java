/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The example session that {@code ./ringside ide} drives where there is no display. Start at
 * {@link org.ringside.eclipse.ui.tour.ExampleStartup}.
 */
package org.ringside.eclipse.ui.tour;

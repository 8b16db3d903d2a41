/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * What the views of a guest have in common: they follow the selection of the Debug view and fetch in the background. Start at {@link org.ringside.eclipse.ui.views.GuestView}.
 */
package org.ringside.eclipse.ui.views;

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * Editor, views, launch tabs and the Guest OS perspective: everything of Ringside that draws.
 *
 * <p>Floor 6: may use {@code org.ringside.eclipse.core} and the whole Eclipse workbench.
 */
package org.ringside.eclipse.ui;

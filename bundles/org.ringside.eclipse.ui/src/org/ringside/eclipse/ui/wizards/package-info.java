/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/** The wizards of <em>File &gt; New</em>. */
package org.ringside.eclipse.ui.wizards;

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The <em>Guest OS</em> perspective and the colours that its views share.
 */
package org.ringside.eclipse.ui.perspective;

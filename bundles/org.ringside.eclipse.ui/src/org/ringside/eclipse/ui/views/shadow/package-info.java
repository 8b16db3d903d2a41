/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The view <em>Shadow Mappings</em>. Start at {@link org.ringside.eclipse.ui.views.shadow.ShadowMappingsView}.
 */
package org.ringside.eclipse.ui.views.shadow;

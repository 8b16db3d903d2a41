/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Projects whose kernel Eclipse builds: the nature, the builder with its problem markers, and templates for new ones.
 *
 * <p>It may use the resources of the platform and {@code org.ringside.asm}; nothing here knows a window. Start at
 * {@link org.ringside.eclipse.core.build.GuestBuilder} and {@link org.ringside.eclipse.core.build.GuestProject}.
 */
package org.ringside.eclipse.core.build;

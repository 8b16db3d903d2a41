/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/** What a user sees of builds: the console of make. It may use the consoles of the platform. */
package org.ringside.eclipse.ui.build;

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The pages under <em>Preferences &gt; Guest OS</em>, and what a user can set there. It may use all of Eclipse's UI.
 */
package org.ringside.eclipse.ui.preferences;

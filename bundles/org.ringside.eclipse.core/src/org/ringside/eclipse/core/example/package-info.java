/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The examples that ship with Ringside, as projects of the workspace. Start at
 * {@link org.ringside.eclipse.core.example.ExampleProject}.
 */
package org.ringside.eclipse.core.example;

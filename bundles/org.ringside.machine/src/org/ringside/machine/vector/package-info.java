/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * The vector extension: its registers and what its instructions do. Start with {@code VectorState} and {@code VectorNodes}.
 * It may use the machine and the arithmetic in {@code instructions}.
 */
package org.ringside.machine.vector;

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * The command line face of a session.
 *
 * <p>Floor 5: may use {@code org.ringside.session} and {@code org.ringside.asm}.
 */
package org.ringside.cli;

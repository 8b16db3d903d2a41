/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * Assembler, linker and the language services of the editor, as plain calls.
 *
 * <p>Floor 1: may use {@code org.ringside.isa} and {@code org.ringside.image}.
 */
package org.ringside.asm;

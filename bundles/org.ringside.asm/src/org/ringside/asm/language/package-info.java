/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * What an editor asks of an assembly source: roles of words, completions, explanations, definitions, outline, columns.
 *
 * <p>Plain calls on a text; nothing here knows an editor. It may use {@code org.ringside.isa}. Start at
 * {@link org.ringside.asm.language.SourceModel}.
 */
package org.ringside.asm.language;

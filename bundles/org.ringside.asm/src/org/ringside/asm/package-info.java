/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * Assembler, linker and the language services of the editor, as plain calls.
 *
 * <p>Start reading at {@link org.ringside.asm.Assembler}: statements are cut by {@code StatementReader}, carried out by
 * {@code StatementProcessor} and {@code InstructionAssembler} into sections of fragments, laid out by {@code Layout} and
 * turned into bytes and relocations by {@code ObjectBuilder}. {@link org.ringside.asm.Linker} makes executables of them.
 * Code is never left for a linker to relax: what is written is what GNU as writes with {@code -mno-relax}.
 *
 * <p>Floor 1: may use {@code org.ringside.isa} and {@code org.ringside.image}.
 */
package org.ringside.asm;

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

/**
 * One entry of a RELA section: a place that the linker is to fill in.
 *
 * @param offset the place, from the start of the section that is changed (in a linked file: its address)
 * @param type {@code R_RISCV_*}
 * @param symbol what the value is computed from; a symbol without name for number 0
 * @param addend what is added
 */
public record ElfRelocation(long offset, int type, ElfSymbol symbol, long addend) {
}

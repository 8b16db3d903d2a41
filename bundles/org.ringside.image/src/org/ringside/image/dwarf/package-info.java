/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * DWARF debugging information, as far as lines go: which source line an instruction came from, and where a line's code is.
 *
 * <p>Uses {@code org.ringside.image} and its {@code elf} only. Start reading at
 * {@link org.ringside.image.dwarf.LineTable}. Source: DWARF 5, sections 6.2 and 7; versions 2 to 4 where they differ.
 */
package org.ringside.image.dwarf;

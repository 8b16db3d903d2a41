/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The ELF file format for 64-bit RISC-V: reading what a linker made, and writing what our own assembler makes.
 *
 * <p>Uses {@code org.ringside.image} only. Start reading at {@link org.ringside.image.elf.ElfFile}; names and addresses
 * are answered by {@link org.ringside.image.elf.SymbolTable}; {@link org.ringside.image.elf.ElfWriter} writes. Source: System V
 * ABI, generic part; RISC-V ELF psABI.
 */
package org.ringside.image.elf;

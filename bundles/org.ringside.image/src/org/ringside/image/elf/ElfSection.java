/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

/**
 * One section header.
 *
 * @param index its number in the section header table
 * @param name its name
 * @param type {@code sh_type}
 * @param flags {@code sh_flags}
 * @param address its address in memory, 0 if it has none
 * @param fileOffset offset of its first byte in the file
 * @param size its size in bytes
 * @param link {@code sh_link}
 * @param info {@code sh_info}
 * @param align {@code sh_addralign}
 * @param entrySize {@code sh_entsize}
 */
public record ElfSection(int index, String name, int type, long flags, long address, long fileOffset, long size, int link,
		int info, long align, long entrySize) {

	/** {@code SHT_PROGBITS}. */
	public static final int PROGBITS = 1;
	/** {@code SHT_SYMTAB}. */
	public static final int SYMTAB = 2;
	/** {@code SHT_STRTAB}. */
	public static final int STRTAB = 3;
	/** {@code SHT_RELA}. */
	public static final int RELA = 4;
	/** {@code SHT_NOTE}. */
	public static final int NOTE = 7;
	/** {@code SHT_NOBITS}. */
	public static final int NOBITS = 8;
	/** {@code SHT_DYNSYM}. */
	public static final int DYNSYM = 11;
	/** {@code SHT_RISCV_ATTRIBUTES}. */
	public static final int RISCV_ATTRIBUTES = 0x7000_0003;

	/** {@code SHF_WRITE}. */
	public static final long WRITE = 1;
	/** {@code SHF_ALLOC}. */
	public static final long ALLOC = 2;
	/** {@code SHF_EXECINSTR}. */
	public static final long EXECUTE = 4;
	/** {@code SHF_MERGE}. */
	public static final long MERGE = 0x10;
	/** {@code SHF_STRINGS}. */
	public static final long STRINGS = 0x20;
	/** {@code SHF_INFO_LINK}. */
	public static final long INFO_LINK = 0x40;
	/** {@code SHF_TLS}. */
	public static final long TLS = 0x400;
	/** {@code SHF_COMPRESSED}. */
	public static final long COMPRESSED = 0x800;

	/** @return whether it takes memory when the program runs */
	public boolean isAllocated() {
		return (flags & ALLOC) != 0;
	}

	/** @return whether it holds instructions */
	public boolean isCode() {
		return (flags & EXECUTE) != 0;
	}

	/** @return whether the address lies in this section as loaded */
	public boolean contains(long vaddr) {
		return isAllocated() && Long.compareUnsigned(vaddr - address, size) < 0;
	}
}

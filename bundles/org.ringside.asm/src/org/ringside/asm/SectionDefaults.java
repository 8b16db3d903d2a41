/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import org.ringside.image.elf.ElfSection;

/**
 * What a section is by its name alone, if nothing else is said (System V ABI, special sections, as GNU as has them).
 *
 * @param type {@code sh_type}
 * @param flags {@code sh_flags}
 * @param entrySize {@code sh_entsize}
 */
record SectionDefaults(int type, long flags, long entrySize) {

	/** Of {@code .comment}: strings that a linker may merge. */
	static final long MERGED_STRINGS = ElfSection.MERGE | ElfSection.STRINGS;
	static final int INIT_ARRAY = 14;
	static final int FINI_ARRAY = 15;
	static final int PREINIT_ARRAY = 16;

	static SectionDefaults of(String name) {
		long data = ElfSection.ALLOC | ElfSection.WRITE;
		return switch (family(name)) {
			case ".text" -> new SectionDefaults(ElfSection.PROGBITS, ElfSection.ALLOC | ElfSection.EXECUTE, 0);
			case ".init", ".fini" -> new SectionDefaults(ElfSection.PROGBITS, ElfSection.ALLOC | ElfSection.EXECUTE, 0);
			case ".data", ".data1", ".persistent" -> new SectionDefaults(ElfSection.PROGBITS, data, 0);
			case ".bss", ".noinit" -> new SectionDefaults(ElfSection.NOBITS, data, 0);
			case ".tdata" -> new SectionDefaults(ElfSection.PROGBITS, data | ElfSection.TLS, 0);
			case ".tbss" -> new SectionDefaults(ElfSection.NOBITS, data | ElfSection.TLS, 0);
			case ".rodata", ".rodata1" -> new SectionDefaults(ElfSection.PROGBITS, ElfSection.ALLOC, 0);
			case ".init_array" -> new SectionDefaults(INIT_ARRAY, data, 8);
			case ".fini_array" -> new SectionDefaults(FINI_ARRAY, data, 8);
			case ".preinit_array" -> new SectionDefaults(PREINIT_ARRAY, data, 8);
			case ".note" -> new SectionDefaults(name.equals(".note.GNU-stack") ? ElfSection.PROGBITS : ElfSection.NOTE, 0, 0);
			default -> new SectionDefaults(ElfSection.PROGBITS, 0, 0);
		};
	}

	/** The name up to its second dot; only some families have members. */
	private static String family(String name) {
		int dot = name.indexOf('.', 1);
		String first = dot < 0 ? name : name.substring(0, dot);
		boolean alone = first.equals(".init") || first.equals(".fini") || first.equals(".data1") || first.equals(".rodata1");
		return alone && dot >= 0 ? name : first;
	}
}

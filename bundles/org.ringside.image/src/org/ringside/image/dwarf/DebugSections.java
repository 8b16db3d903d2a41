/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Bytes;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.ElfSection;

/** The debug sections that line information is spread over. A missing one is empty. */
record DebugSections(Bytes line, Bytes info, Bytes abbrev, Bytes strings, Bytes lineStrings) {

	static DebugSections of(ElfFile elf) throws ImageException {
		return new DebugSections(section(elf, ".debug_line"), section(elf, ".debug_info"), section(elf, ".debug_abbrev"),
				section(elf, ".debug_str"), section(elf, ".debug_line_str"));
	}

	private static Bytes section(ElfFile elf, String name) throws ImageException {
		Optional<ElfSection> section = elf.section(name);
		byte[] contents = new byte[0];
		if (section.isPresent()) {
			ByteBuffer data = elf.data(section.get());
			contents = new byte[data.remaining()];
			data.get(contents);
		}
		return Bytes.of(contents, "The debug section " + name + " of " + elf.name(), ByteOrder.LITTLE_ENDIAN);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.examples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What a loader takes from a 64-bit ELF file: read here by itself, so that no reader of ours judges itself. */
final class Loadable {

	private static final int PT_LOAD = 1;

	private Loadable() {
	}

	/** A line for the entry point and one for each loadable segment: addresses, sizes, flags and bytes. */
	static List<String> of(Path file) throws IOException {
		ByteBuffer elf = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
		List<String> lines = new ArrayList<>();
		lines.add(String.format("entry %x", elf.getLong(24)));
		int header = (int) elf.getLong(32);
		for (int i = 0; i < elf.getShort(56); i++, header += elf.getShort(54)) {
			if (elf.getInt(header) == PT_LOAD) {
				byte[] bytes = new byte[(int) elf.getLong(header + 32)];
				elf.get((int) elf.getLong(header + 8), bytes);
				lines.add(String.format("load %x at %x flags %x size %x bytes %s", elf.getLong(header + 16),
						elf.getLong(header + 24), elf.getInt(header + 4), elf.getLong(header + 40),
						HexFormat.of().formatHex(bytes)));
			}
		}
		return lines;
	}
}

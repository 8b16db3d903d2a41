/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import org.ringside.image.ImageException;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.ElfSegment;
import org.ringside.image.elf.ElfSymbol;
import org.ringside.machine.PhysicalBus;

/** A guest program with a variable {@code rounds} in its data that sets how long it runs. */
final class Guest {

	private final Path path;
	private final ElfFile elf;
	private final ElfSymbol rounds;

	Guest(Path path) throws ImageException {
		this.path = path;
		this.elf = ElfFile.read(path);
		this.rounds = elf.symbols().find("rounds").orElseThrow(() -> new IllegalArgumentException(path + " has no variable 'rounds'"));
	}

	String name() {
		return path.getFileName().toString().replaceFirst("^bench-", "").replaceFirst("\\.elf$", "");
	}

	long entry() {
		return elf.physicalEntry();
	}

	/** The rounds that the program was built with. */
	long builtRounds() {
		for (ElfSegment segment : elf.loadSegments()) {
			if (segment.containsVirtual(rounds.value())) {
				return elf.data(segment).order(ByteOrder.LITTLE_ENDIAN).getLong((int) (rounds.value() - segment.vaddr()));
			}
		}
		throw new IllegalStateException(path + ": 'rounds' is in no segment");
	}

	/** A copy of the file in which the variable has another value. */
	byte[] patched(long howOften) throws IOException {
		byte[] bytes = Files.readAllBytes(path);
		for (ElfSegment segment : elf.loadSegments()) {
			if (segment.containsVirtual(rounds.value())) {
				int at = (int) (segment.fileOffset() + rounds.value() - segment.vaddr());
				ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(at, howOften);
			}
		}
		return bytes;
	}

	/** Loads the program and sets the variable. */
	void load(PhysicalBus bus, long howOften) {
		for (ElfSegment segment : elf.loadSegments()) {
			ByteBuffer data = elf.data(segment);
			byte[] bytes = new byte[data.remaining()];
			data.get(bytes);
			bus.write(segment.paddr(), bytes, 0, bytes.length);
		}
		bus.write(null, elf.toPhysical(rounds.value()).orElseThrow(), 8, howOften);
	}
}

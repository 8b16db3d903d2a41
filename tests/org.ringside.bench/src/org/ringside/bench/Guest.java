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
import java.util.Optional;
import java.util.OptionalLong;

import org.ringside.image.ImageException;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.ElfSegment;
import org.ringside.image.elf.ElfSymbol;

/**
 * A guest program with a variable {@code rounds} in its data that sets how long it runs. A constant {@code events} tells how
 * often a round does what the program measures, where that is one thing.
 */
final class Guest {

	/** Programs for S-mode, which a firmware starts and which every technique can run. */
	private static final String KERNEL_PREFIX = "s-bench-";
	private static final String PREFIX = "bench-";

	private final Path path;
	private final ElfFile elf;
	private final long rounds;

	/** @throws ImageException where the file is no such program */
	Guest(Path path) throws ImageException {
		this.path = path;
		this.elf = ElfFile.read(path);
		this.rounds = elf.symbols().find("rounds").map(ElfSymbol::value)
				.orElseThrow(() -> new ImageException(path + " has no variable 'rounds'"));
	}

	static boolean isGuest(Path file) {
		String name = file.getFileName().toString();
		return name.endsWith(".elf") && (name.startsWith(PREFIX) || name.startsWith(KERNEL_PREFIX));
	}

	static String nameOf(Path file) {
		return file.getFileName().toString().replaceFirst("^(s-)?bench-", "").replaceFirst("\\.elf$", "");
	}

	String name() {
		return nameOf(path);
	}

	/** Whether it is a kernel that firmware starts in S-mode. */
	boolean isKernel() {
		return path.getFileName().toString().startsWith(KERNEL_PREFIX);
	}

	/** The rounds that the program was built with. */
	long builtRounds() {
		return number(rounds).orElseThrow(() -> new IllegalStateException(path + ": 'rounds' is in no segment"));
	}

	/** How often a round does what is measured. */
	OptionalLong eventsPerRound() {
		Optional<ElfSymbol> symbol = elf.symbols().find("events");
		return symbol.isEmpty() ? OptionalLong.empty() : number(symbol.get().value());
	}

	private OptionalLong number(long address) {
		for (ElfSegment segment : elf.loadSegments()) {
			if (segment.containsVirtual(address)) {
				return OptionalLong.of(elf.data(segment).order(ByteOrder.LITTLE_ENDIAN).getLong((int) (address - segment.vaddr())));
			}
		}
		return OptionalLong.empty();
	}

	/** Writes a copy of the file in which the variable has another value. */
	void writePatched(Path target, long howOften) throws IOException {
		byte[] bytes = Files.readAllBytes(path);
		for (ElfSegment segment : elf.loadSegments()) {
			if (segment.containsVirtual(rounds)) {
				int at = (int) (segment.fileOffset() + rounds - segment.vaddr());
				ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(at, howOften);
			}
		}
		Files.write(target, bytes);
	}
}

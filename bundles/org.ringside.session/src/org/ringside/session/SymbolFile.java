/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import org.ringside.image.GuestImage;
import org.ringside.image.ImageException;
import org.ringside.image.dwarf.LineTable;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.ElfSegment;
import org.ringside.image.elf.ElfSymbol;
import org.ringside.image.elf.SymbolOffset;
import org.ringside.image.elf.SymbolTable;

/** One file with symbols, read when it is first asked. A raw image has none. */
final class SymbolFile {

	private final Path path;
	private final boolean loaded;
	private Optional<ElfFile> elf;
	private LineTable lines;
	private TreeMap<Long, ElfSymbol> functions;

	/** @param loaded whether the guest is started from it, so that its bytes are at their load addresses */
	SymbolFile(Path path, boolean loaded) {
		this.path = path;
		this.loaded = loaded;
	}

	Path path() {
		return path;
	}

	/** Reads the file now. */
	void require() throws SessionException {
		try {
			elf = Optional.of(ElfFile.read(path));
		} catch (ImageException e) {
			throw new SessionException(e.getMessage(), e);
		}
	}

	private synchronized Optional<ElfFile> elf() {
		if (elf == null) {
			try {
				elf = GuestImage.load(path) instanceof GuestImage.Elf found ? Optional.of(found.elf()) : Optional.empty();
			} catch (ImageException e) {
				// The guest was started from it, so it was sound then; a file that has gone since has no symbols.
				elf = Optional.empty();
			}
		}
		return elf;
	}

	SymbolTable symbols() {
		return elf().isPresent() ? elf.get().symbols() : SymbolTable.EMPTY;
	}

	synchronized LineTable lines() {
		if (lines == null) {
			try {
				lines = elf().isPresent() ? LineTable.read(elf.get()) : LineTable.EMPTY;
			} catch (ImageException e) {
				// Broken debug information costs the lines and nothing else.
				lines = LineTable.EMPTY;
			}
		}
		return lines;
	}

	OptionalLong loadAddress(long gva) {
		if (!loaded || elf().isEmpty()) {
			return OptionalLong.empty();
		}
		for (ElfSegment segment : elf.get().segments()) {
			if (segment.isLoad() && segment.containsVirtual(gva)) {
				return OptionalLong.of(segment.paddr() + (gva - segment.vaddr()));
			}
		}
		return OptionalLong.empty();
	}

	/** The linked address of a place that is known by its virtual or load address; the address itself must lie in the file. */
	private OptionalLong linked(long address) {
		if (elf().isEmpty()) {
			return OptionalLong.empty();
		}
		List<ElfSegment> segments = elf.get().segments();
		for (ElfSegment segment : segments) {
			if (segment.isLoad() && segment.containsVirtual(address)) {
				return OptionalLong.of(address);
			}
		}
		for (ElfSegment segment : segments) {
			if (loaded && segment.isLoad() && Long.compareUnsigned(address - segment.paddr(), segment.memSize()) < 0) {
				return OptionalLong.of(segment.vaddr() + (address - segment.paddr()));
			}
		}
		return OptionalLong.empty();
	}

	Optional<SymbolOffset> at(long address) {
		OptionalLong gva = linked(address);
		return gva.isEmpty() ? Optional.empty() : elf.get().symbols().at(gva.getAsLong());
	}

	/**
	 * The function that an address belongs to: the one whose size covers it, whatever labels lie within; else the symbol before
	 * it.
	 */
	Optional<SymbolOffset> function(long address) {
		OptionalLong gva = linked(address);
		if (gva.isEmpty()) {
			return Optional.empty();
		}
		Map.Entry<Long, ElfSymbol> floor = functions().floorEntry(gva.getAsLong());
		return floor != null && floor.getValue().covers(gva.getAsLong())
				? Optional.of(new SymbolOffset(floor.getValue(), gva.getAsLong() - floor.getKey())) : at(address);
	}

	private synchronized TreeMap<Long, ElfSymbol> functions() {
		if (functions == null) {
			functions = new TreeMap<>(Long::compareUnsigned);
			for (ElfSymbol symbol : symbols().places()) {
				if (symbol.kind() == ElfSymbol.Kind.FUNCTION && symbol.size() > 0) {
					functions.put(symbol.value(), symbol);
				}
			}
		}
		return functions;
	}

	Optional<SourceLocation> source(long address) {
		OptionalLong gva = linked(address);
		return gva.isEmpty() ? Optional.empty() : lines().at(gva.getAsLong()).filter(line -> line.line() > 0)
				.map(line -> new SourceLocation(line.file(), line.line()));
	}
}

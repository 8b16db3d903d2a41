/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.ringside.image.elf.ElfSymbol;
import org.ringside.image.elf.SymbolOffset;

/**
 * Names for addresses and addresses for names, over the image, the kernel and all further symbol files of a session.
 *
 * <p>Files are read when they are first needed. Where several files know a name or an address, the image comes first,
 * then the kernel, then the symbol files in the order of the launch. Any thread may ask.
 */
public final class Symbols {

	/**
	 * A symbol's place.
	 *
	 * @param name the symbol
	 * @param gva its guest-virtual address
	 * @param gpa where its bytes are loaded, if its file is one that the guest is started from
	 * @param file the file that defines it
	 */
	public record Place(String name, long gva, OptionalLong gpa, Path file) {
	}

	private final List<SymbolFile> files = new ArrayList<>();

	Symbols(GuestLaunch launch) throws SessionException {
		files.add(new SymbolFile(launch.image(), true));
		if (launch.kernel().isPresent()) {
			files.add(new SymbolFile(launch.kernel().get(), true));
		}
		for (Path path : launch.symbolFiles()) {
			SymbolFile file = new SymbolFile(path, false);
			file.require();
			files.add(file);
		}
	}

	/** Every place that has this name. */
	public List<Place> find(String name) {
		List<Place> places = new ArrayList<>();
		for (SymbolFile file : files) {
			for (ElfSymbol symbol : file.symbols().named(name)) {
				if (symbol.isDefined()) {
					places.add(new Place(name, symbol.value(), file.loadAddress(symbol.value()), file.path()));
				}
			}
		}
		return places;
	}

	/**
	 * The place of a symbol.
	 *
	 * @throws SessionException if no file defines it, with names that are near
	 */
	public Place require(String name) throws SessionException {
		List<Place> places = find(name);
		if (places.isEmpty()) {
			throw unknown(name);
		}
		return places.get(0);
	}

	private SessionException unknown(String name) {
		List<String> near = new ArrayList<>();
		boolean any = false;
		StringBuilder where = new StringBuilder();
		for (SymbolFile file : files) {
			any |= !file.symbols().all().isEmpty();
			for (String candidate : file.symbols().similar(name, 3)) {
				if (near.size() < 3 && !near.contains(candidate)) {
					near.add(candidate);
				}
			}
			where.append(where.isEmpty() ? "" : ", ").append(file.path().getFileName());
		}
		if (!any) {
			return new SessionException("The symbol " + name + " cannot be found, because " + where
					+ " has no symbols; expected an address, or a symbol file.");
		}
		return new SessionException("There is no symbol " + name + " in " + where + "."
				+ (near.isEmpty() ? "" : " Did you mean " + Words.choice(near) + "?"));
	}

	/** The address as {@code map_page+0x2c}, or in hexadecimal where no symbol covers it. */
	public String describe(long gva) {
		for (SymbolFile file : files) {
			Optional<SymbolOffset> found = file.at(gva);
			if (found.isPresent()) {
				return found.get().toString();
			}
		}
		return Words.hex(gva);
	}

	/** The symbol that covers an address, by virtual or, in the files that the guest is started from, load address. */
	public Optional<SymbolOffset> at(long gva) {
		for (SymbolFile file : files) {
			Optional<SymbolOffset> found = file.at(gva);
			if (found.isPresent()) {
				return found;
			}
		}
		return Optional.empty();
	}

	/** The function that an address belongs to, whatever labels lie within it. */
	public Optional<SymbolOffset> function(long gva) {
		for (SymbolFile file : files) {
			Optional<SymbolOffset> found = file.function(gva);
			if (found.isPresent()) {
				return found;
			}
		}
		return Optional.empty();
	}

	/** Where the image has the byte loaded that is linked at this address. */
	public OptionalLong loadAddress(long gva) {
		for (SymbolFile file : files) {
			OptionalLong gpa = file.loadAddress(gva);
			if (gpa.isPresent()) {
				return gpa;
			}
		}
		return OptionalLong.empty();
	}

	/** The source line of an address. */
	public Optional<SourceLocation> source(long gva) {
		for (SymbolFile file : files) {
			Optional<SourceLocation> found = file.source(gva);
			if (found.isPresent()) {
				return found;
			}
		}
		return Optional.empty();
	}

	/** The addresses at which the code of a source line begins; empty if the line made no code. */
	public List<Long> addressesOf(String sourceFile, int line) {
		List<Long> addresses = new ArrayList<>();
		for (SymbolFile file : files) {
			addresses.addAll(file.lines().addresses(sourceFile, line));
		}
		return addresses;
	}

	/** The paths of the source files that made code, as the line tables have them. */
	public List<String> sourceFiles() {
		List<String> names = new ArrayList<>();
		for (SymbolFile file : files) {
			names.addAll(file.lines().files());
		}
		return names;
	}

	/** The names of all symbols that are places, for completion. */
	public List<String> names() {
		List<String> names = new ArrayList<>();
		for (SymbolFile file : files) {
			for (ElfSymbol symbol : file.symbols().places()) {
				names.add(symbol.name());
			}
		}
		return names;
	}

	/** Addresses of a source line, or of the next line of the file that made code. */
	List<Long> requireLine(String sourceFile, int line) throws SessionException {
		boolean known = false;
		boolean anyLines = false;
		for (SymbolFile file : files) {
			anyLines |= !file.lines().isEmpty();
			known |= !file.lines().matching(sourceFile).isEmpty();
			OptionalInt with = file.lines().lineWithCode(sourceFile, line);
			if (with.isPresent()) {
				return file.lines().addresses(sourceFile, with.getAsInt());
			}
		}
		if (!anyLines) {
			throw new SessionException("The line " + sourceFile + ":" + line
					+ " cannot be found, because no symbol file has line information; expected an image assembled or compiled with -g.");
		}
		throw new SessionException(known ? "There is no code at or after line " + line + " of " + sourceFile + "."
				: "No source file called " + sourceFile + " made code of this guest." + Words.didYouMean(sourceFile, sourceNames()));
	}

	private List<String> sourceNames() {
		List<String> names = new ArrayList<>();
		for (String path : sourceFiles()) {
			names.add(new SourceLocation(path, 1).fileName());
		}
		return names;
	}
}

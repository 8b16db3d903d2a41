/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ringside.image.elf.ElfSymbol;

/** What a linker takes: what the assembler just made, an object file, or an archive of them. */
public final class LinkInput {

	private final List<ObjectCode> objects;
	/** Whether its objects are linked only if something needs them. */
	private final boolean archive;

	private LinkInput(List<ObjectCode> objects, boolean archive) {
		this.objects = List.copyOf(objects);
		this.archive = archive;
	}

	/**
	 * What the assembler made.
	 *
	 * @throws IllegalArgumentException if there were errors
	 */
	public static LinkInput of(AssemblyResult result) {
		if (!result.succeeded()) {
			throw new IllegalArgumentException("Only what was assembled without errors can be linked.");
		}
		return new LinkInput(List.of(result.code()), false);
	}

	/** Whether a file is an object or an archive by its first bytes, and not a source. */
	public static boolean isBinary(byte[] bytes) {
		return ObjectArchive.isArchive(bytes) || bytes.length > 3 && bytes[0] == 0x7f && bytes[1] == 'E' && bytes[2] == 'L' && bytes[3] == 'F';
	}

	/**
	 * Reads an object file or an archive.
	 *
	 * @param name for messages, and for file names in linker scripts
	 * @throws IllegalArgumentException with a sentence if it is neither, or damaged
	 */
	public static LinkInput read(String name, byte[] bytes) {
		try {
			return ObjectArchive.isArchive(bytes) ? new LinkInput(ObjectArchive.read(name, bytes), true)
					: new LinkInput(List.of(ObjectReader.read(name, bytes)), false);
		} catch (AssemblyException e) {
			throw new IllegalArgumentException(e.getMessage(), e);
		}
	}

	/** The objects that are linked: all but those of archives that define nothing that is missing. */
	static List<ObjectCode> select(List<LinkInput> inputs) {
		List<ObjectCode> selected = new ArrayList<>();
		Set<String> defined = new HashSet<>();
		Set<String> missing = new HashSet<>();
		for (LinkInput input : inputs) {
			if (!input.archive) {
				input.objects.forEach(object -> take(object, selected, defined, missing));
			}
		}
		boolean more = true;
		while (more) {
			more = false;
			for (LinkInput input : inputs) {
				for (ObjectCode object : input.archive ? input.objects : List.<ObjectCode>of()) {
					boolean needed = !selected.contains(object) && object.symbols().stream().anyMatch(
							symbol -> !symbol.isLocal() && symbol.isDefined() && !symbol.isCommon() && missing.contains(symbol.name));
					if (needed) {
						take(object, selected, defined, missing);
						more = true;
					}
				}
			}
		}
		return selected;
	}

	private static void take(ObjectCode object, List<ObjectCode> selected, Set<String> defined, Set<String> missing) {
		selected.add(object);
		for (ObjectSymbol symbol : object.symbols()) {
			if (!symbol.isLocal() && symbol.isDefined()) {
				defined.add(symbol.name);
				missing.remove(symbol.name);
			} else if (!symbol.isDefined() && symbol.binding == ElfSymbol.Binding.GLOBAL && !symbol.name.isEmpty() && !defined.contains(symbol.name)) {
				missing.add(symbol.name);
			}
		}
	}
}

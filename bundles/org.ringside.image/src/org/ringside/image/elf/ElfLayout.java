/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the parts of an ELF file one after the other: headers, sections, relocations, symbols, names, section headers. */
final class ElfLayout {

	private static final int EHSIZE = 64;
	private static final int PHENTSIZE = 56;
	private static final int SHENTSIZE = 64;
	private static final int SYMENTSIZE = 24;
	private static final int RELAENTSIZE = 24;
	private static final long PAGE = 4096;

	/** One section header to be. */
	private record Header(String name, int type, long flags, long address, long offset, long size, int link, int info,
			long align, long entrySize) {
	}

	/** A string table; equal texts share their place. */
	private static final class Strings {
		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		private final Map<String, Integer> known = new HashMap<>();

		Strings() {
			add("");
		}

		int add(String text) {
			return known.computeIfAbsent(text, t -> {
				int at = bytes.size();
				bytes.writeBytes(t.getBytes(StandardCharsets.UTF_8));
				bytes.write(0);
				return at;
			});
		}
	}

	private final ElfWriter file;
	private final ByteArrayOutputStream body = new ByteArrayOutputStream();
	private final List<Header> headers = new ArrayList<>();

	ElfLayout(ElfWriter file) {
		this.file = file;
	}

	byte[] write() {
		body.writeBytes(new byte[EHSIZE + file.segments.size() * PHENTSIZE]);
		headers.add(new Header("", 0, 0, 0, 0, 0, 0, 0, 0, 0));
		for (ElfWriter.Segment segment : file.segments) {
			segment(segment);
		}
		for (int i = 0; i < file.sections.size(); i++) {
			ElfWriter.Section section = file.sections.get(i);
			section.index = i + 1;
		}
		for (ElfWriter.Section section : file.sections) {
			for (int k = 0; k < section.members.size(); k++) {
				ByteBuffer.wrap(section.contents).order(ByteOrder.LITTLE_ENDIAN).putInt(4 * (k + 1), section.members.get(k).index);
			}
			if (file.segments.stream().noneMatch(s -> s.sections().contains(section))) {
				align(Math.min(section.align, PAGE));
				place(section);
			}
			headers.add(new Header(section.name, section.type, section.flags, section.address, section.fileOffset,
					section.size, 0, 0, section.align, entrySize(section)));
		}
		int firstGlobal = numberSymbols();
		int relocated = (int) file.sections.stream().filter(s -> !s.relocations.isEmpty()).count();
		int symbolTable = headers.size() + relocated;
		for (ElfWriter.Section section : file.sections) {
			if (section.signature != null) {
				Header plain = headers.get(section.index);
				headers.set(section.index, new Header(plain.name, plain.type, plain.flags, plain.address, plain.offset, plain.size, symbolTable,
						section.signature.index, plain.align, plain.entrySize));
			}
			if (!section.relocations.isEmpty()) {
				relocations(section, symbolTable);
			}
		}
		symbols(firstGlobal, symbolTable + 1);
		Strings names = new Strings();
		headers.forEach(h -> names.add(h.name));
		names.add(".shstrtab");
		add(".shstrtab", ElfSection.STRTAB, 0, names.bytes.toByteArray(), 0, 0, 1, 0);
		align(8);
		long headersAt = body.size();
		for (Header header : headers) {
			body.writeBytes(encode(header, names));
		}
		byte[] bytes = body.toByteArray();
		elfHeader(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), headersAt);
		return bytes;
	}

	private void align(long to) {
		while (body.size() % to != 0) {
			body.write(0);
		}
	}

	/** Puts a segment's sections at the distances in the file that they have in memory. */
	private void segment(ElfWriter.Segment segment) {
		ElfWriter.Section first = segment.sections().get(0);
		// a loader that maps pages needs file offset and address to agree within the page
		body.writeBytes(new byte[Math.floorMod(first.address - body.size(), (int) PAGE)]);
		long start = body.size();
		for (ElfWriter.Section section : segment.sections()) {
			if (section.type != ElfSection.NOBITS) {
				body.writeBytes(new byte[Math.toIntExact(section.address - first.address - (body.size() - start))]);
			}
			place(section);
		}
	}

	private void place(ElfWriter.Section section) {
		section.fileOffset = body.size();
		body.writeBytes(section.contents);
	}

	private static long entrySize(ElfWriter.Section section) {
		return section.entrySize > 0 ? section.entrySize : (section.flags & ElfSection.STRINGS) != 0 ? 1 : 0;
	}

	/** Local symbols come first (System V ABI, symbol table); returns the number of the first that is not. */
	private int numberSymbols() {
		int next = 1;
		for (ElfWriter.Symbol symbol : file.symbols) {
			if (symbol.binding == ElfSymbol.Binding.LOCAL) {
				symbol.index = next++;
			}
		}
		int firstGlobal = next;
		for (ElfWriter.Symbol symbol : file.symbols) {
			if (symbol.binding != ElfSymbol.Binding.LOCAL) {
				symbol.index = next++;
			}
		}
		return firstGlobal;
	}

	private void relocations(ElfWriter.Section section, int symbolTable) {
		ByteBuffer out = ByteBuffer.allocate(section.relocations.size() * RELAENTSIZE).order(ByteOrder.LITTLE_ENDIAN);
		for (ElfWriter.Relocation relocation : section.relocations) {
			int symbol = relocation.symbol() == null ? 0 : relocation.symbol().index;
			out.putLong(relocation.offset()).putLong((long) symbol << 32 | relocation.type())
					.putLong(relocation.addend());
		}
		add(".rela" + section.name, ElfSection.RELA, ElfSection.INFO_LINK, out.array(), symbolTable, section.index, 8,
				RELAENTSIZE);
	}

	private void symbols(int firstGlobal, int stringTable) {
		Strings strings = new Strings();
		ByteBuffer out = ByteBuffer.allocate((file.symbols.size() + 1) * SYMENTSIZE).order(ByteOrder.LITTLE_ENDIAN);
		for (ElfWriter.Symbol symbol : file.symbols) {
			int at = symbol.index * SYMENTSIZE;
			out.putInt(at, strings.add(symbol.name));
			out.put(at + 4, (byte) (symbol.binding.number() << 4 | symbol.kind.number()));
			out.put(at + 5, (byte) symbol.visibility);
			out.putShort(at + 6, (short) symbol.sectionIndex());
			out.putLong(at + 8, symbol.value);
			out.putLong(at + 16, symbol.size);
		}
		add(".symtab", ElfSection.SYMTAB, 0, out.array(), stringTable, firstGlobal, 8, SYMENTSIZE);
		add(".strtab", ElfSection.STRTAB, 0, strings.bytes.toByteArray(), 0, 0, 1, 0);
	}

	private void add(String name, int type, long flags, byte[] contents, int link, int info, long align, long entrySize) {
		align(align);
		headers.add(new Header(name, type, flags, 0, body.size(), contents.length, link, info, align, entrySize));
		body.writeBytes(contents);
	}

	private static byte[] encode(Header header, Strings names) {
		ByteBuffer out = ByteBuffer.allocate(SHENTSIZE).order(ByteOrder.LITTLE_ENDIAN);
		out.putInt(names.add(header.name)).putInt(header.type).putLong(header.flags).putLong(header.address);
		out.putLong(header.offset).putLong(header.size).putInt(header.link).putInt(header.info);
		out.putLong(header.align).putLong(header.entrySize);
		return out.array();
	}

	private void elfHeader(ByteBuffer out, long headersAt) {
		int type = switch (file.type) {
		case RELOCATABLE -> 1;
		case EXECUTABLE -> 2;
		case SHARED, CORE, OTHER -> throw new IllegalStateException("no writer for " + file.type);
		};
		out.put(new byte[] { 0x7f, 'E', 'L', 'F', 2, 1, 1 });
		out.position(16);
		out.putShort((short) type).putShort((short) 243).putInt(1).putLong(file.entry);
		out.putLong(file.segments.isEmpty() ? 0 : EHSIZE).putLong(headersAt).putInt(file.flags).putShort((short) EHSIZE);
		out.putShort((short) (file.segments.isEmpty() ? 0 : PHENTSIZE)).putShort((short) file.segments.size());
		out.putShort((short) SHENTSIZE).putShort((short) headers.size()).putShort((short) (headers.size() - 1));
		for (ElfWriter.Segment segment : file.segments) {
			programHeader(out, segment);
		}
	}

	private static void programHeader(ByteBuffer out, ElfWriter.Segment segment) {
		ElfWriter.Section first = segment.sections().get(0);
		long memoryEnd = first.address;
		long fileEnd = first.address;
		for (ElfWriter.Section section : segment.sections()) {
			memoryEnd = section.address + section.size;
			fileEnd = section.type == ElfSection.NOBITS ? fileEnd : memoryEnd;
		}
		out.putInt(ElfSegment.LOAD).putInt(segment.flags()).putLong(first.fileOffset).putLong(first.address);
		out.putLong(segment.paddr()).putLong(fileEnd - first.address).putLong(memoryEnd - first.address).putLong(PAGE);
	}
}

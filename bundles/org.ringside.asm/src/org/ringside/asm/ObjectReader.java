/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringside.image.elf.ElfSection;
import org.ringside.image.elf.ElfSymbol;

/** Reads a relocatable ELF file that another assembler or a compiler made (System V ABI; RISC-V ELF psABI). */
final class ObjectReader {

	private static final int HEADER = 64;
	private static final int SECTION_HEADER = 64;
	private static final int SYMBOL = 24;
	private static final int RELOCATION = 24;
	private static final int GROUP = 17;
	private static final int ABSOLUTE = 0xfff1;
	private static final int COMMON = 0xfff2;

	private record Header(String name, int type, long flags, int offset, long size, int link, int info, long align, long entrySize) {
	}

	private final String file;
	private final ByteBuffer elf;
	private final List<Header> headers = new ArrayList<>();
	private final Map<Integer, ObjectSection> sections = new TreeMap<>();
	private final List<ObjectSymbol> symbols = new ArrayList<>();

	private ObjectReader(String file, byte[] bytes) {
		this.file = file;
		elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * Reads an object.
	 *
	 * @throws AssemblyException if it is none, or damaged
	 */
	static ObjectCode read(String file, byte[] bytes) {
		try {
			return new ObjectReader(file, bytes).read();
		} catch (IndexOutOfBoundsException | IllegalArgumentException | NegativeArraySizeException | ArithmeticException damaged) {
			throw new AssemblyException("The object " + file + " is damaged: something in it points outside of the file.");
		}
	}

	private ObjectCode read() {
		if (elf.limit() < HEADER || elf.getInt(0) != 0x464c_457f || elf.get(4) != 2 || elf.get(5) != 1 || elf.getShort(16) != 1 || elf.getShort(18) != 243) {
			throw new AssemblyException("The file " + file + " is no relocatable ELF file for 64-bit RISC-V.");
		}
		headers();
		for (int i = 1; i < headers.size(); i++) {
			section(i, headers.get(i));
		}
		for (int i = 1; i < headers.size(); i++) {
			if (headers.get(i).type == ElfSection.SYMTAB) {
				symbols(headers.get(i));
			}
		}
		for (Header header : headers) {
			if (header.type == ElfSection.RELA && sections.containsKey(header.info)) {
				relocations(header, sections.get(header.info));
			} else if (header.type == GROUP) {
				group(header);
			}
		}
		return new ObjectCode(file, List.copyOf(sections.values()), List.copyOf(symbols), elf.getInt(48), new ObjectAttributes(new TreeMap<>()));
	}

	private void headers() {
		int table = Math.toIntExact(elf.getLong(40));
		int count = elf.getShort(60) & 0xffff;
		int names = elf.getShort(62) & 0xffff;
		long nameTable = elf.getLong(table + SECTION_HEADER * names + 24);
		for (int i = 0; i < count; i++) {
			int at = table + SECTION_HEADER * i;
			long offset = elf.getLong(at + 24);
			int type = elf.getInt(at + 4);
			boolean present = type != ElfSection.NOBITS && type != 0;
			headers.add(new Header(string(nameTable + elf.getInt(at)), type, elf.getLong(at + 8), present ? checked(offset) : 0, elf.getLong(at + 32),
					elf.getInt(at + 40), elf.getInt(at + 44), elf.getLong(at + 48), elf.getLong(at + 56)));
		}
	}

	private int checked(long offset) {
		if (offset < 0 || offset > elf.limit()) {
			throw new IndexOutOfBoundsException();
		}
		return (int) offset;
	}

	private String string(long at) {
		int start = checked(at);
		int end = start;
		while (elf.get(end) != 0) {
			end++;
		}
		return new String(elf.array(), start, end - start, StandardCharsets.ISO_8859_1);
	}

	private void section(int index, Header header) {
		boolean zeros = header.type == ElfSection.NOBITS;
		boolean kept = switch (header.type) {
			case ElfSection.PROGBITS, ElfSection.NOBITS, ElfSection.NOTE, SectionDefaults.INIT_ARRAY, SectionDefaults.FINI_ARRAY,
					SectionDefaults.PREINIT_ARRAY -> true;
			default -> false;
		};
		if (!kept) {
			return;
		}
		if (header.size < 0 || header.size > 1L << 40 || header.align < 0 || Long.bitCount(header.align) > 1) {
			throw new IndexOutOfBoundsException();
		}
		byte[] bytes = new byte[0];
		if (!zeros) {
			int end = checked(header.offset + header.size);
			bytes = Arrays.copyOfRange(elf.array(), header.offset, end);
		}
		sections.put(index, new ObjectSection(header.name, header.type, header.flags, Math.max(1, header.align), header.entrySize, bytes, header.size));
	}

	private void symbols(Header table) {
		long strings = headers.get(table.link).offset;
		for (int at = table.offset; at + SYMBOL <= checked(table.offset + table.size); at += SYMBOL) {
			int info = elf.get(at + 4);
			int home = elf.getShort(at + 6) & 0xffff;
			ObjectSymbol symbol = new ObjectSymbol(string(strings + elf.getInt(at)));
			symbol.value = elf.getLong(at + 8);
			symbol.size = elf.getLong(at + 16);
			symbol.visibility = elf.get(at + 5) & 3;
			ElfSymbol.Kind kind = switch (info & 15) {
				case 1 -> ElfSymbol.Kind.OBJECT;
				case 2 -> ElfSymbol.Kind.FUNCTION;
				case 3 -> ElfSymbol.Kind.SECTION;
				case 4 -> ElfSymbol.Kind.FILE;
				case 6 -> ElfSymbol.Kind.TLS;
				default -> ElfSymbol.Kind.NONE;
			};
			ElfSymbol.Binding binding = switch (info >> 4 & 15) {
				case 0 -> ElfSymbol.Binding.LOCAL;
				case 2 -> ElfSymbol.Binding.WEAK;
				default -> ElfSymbol.Binding.GLOBAL;
			};
			symbol.kind = kind;
			symbol.binding = binding;
			symbol.definition = new Location(file, 0, 0);
			symbol.section = sections.get(home);
			symbol.absolute = home == ABSOLUTE && symbol.kind != ElfSymbol.Kind.FILE;
			if (home == COMMON) {
				symbol.commonAlignment = Math.max(1, Long.highestOneBit(Math.max(0, symbol.value)));
				symbol.value = 0;
			}
			symbols.add(symbol);
		}
	}

	private void relocations(Header table, ObjectSection section) {
		Location where = new Location(file + "(" + section.name + ")", 0, 0);
		for (int at = table.offset; at + RELOCATION <= checked(table.offset + table.size); at += RELOCATION) {
			long offset = elf.getLong(at);
			int number = elf.getInt(at + 8);
			int index = elf.getInt(at + 12);
			Relocation kind = Relocation.of(number).orElseThrow(
					() -> new AssemblyException("The object " + file + " has the relocation " + number + " in " + section.name + ", which Ringside does not link."));
			if (offset < 0 || offset > section.bytes.length - kind.size()) {
				throw new IndexOutOfBoundsException();
			}
			section.relocations.add(new ObjectSection.Entry(offset, kind, index == 0 ? null : symbols.get(index), elf.getLong(at + 16), where));
		}
	}

	/** Of a group, the linker keeps one only of each name, which is that of a symbol. */
	private void group(Header header) {
		String name = symbols.get(header.info).name;
		Map<Integer, ObjectSection> members = new HashMap<>();
		for (int at = 4; at + 4 <= header.size; at += 4) {
			int member = elf.getInt(header.offset + at);
			if (sections.containsKey(member)) {
				members.put(member, sections.get(member));
			}
		}
		members.values().forEach(section -> section.group = name);
	}
}

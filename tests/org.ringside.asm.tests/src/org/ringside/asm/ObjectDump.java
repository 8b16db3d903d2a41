/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a relocatable ELF file says, in lines that can be compared: each section with flags, alignment, contents and relocations,
 * and the symbols. It reads the file by itself, so that the writer under test is not its own judge.
 */
final class ObjectDump {

	private static final String[] BINDINGS = {"local", "global", "weak"};
	private static final String[] KINDS = {"notype", "object", "func", "section", "file", "common", "tls"};
	private static final String[] VISIBILITIES = {"default", "internal", "hidden", "protected"};

	private record Section(String name, int type, long flags, long offset, long size, int link, int info, long align, long entrySize) {
	}

	private final ByteBuffer elf;
	private final List<Section> sections = new ArrayList<>();

	private ObjectDump(byte[] bytes) {
		elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		long table = elf.getLong(40);
		int count = elf.getShort(60);
		int names = elf.getShort(62);
		for (int i = 0; i < count; i++) {
			int at = (int) table + 64 * i;
			sections.add(new Section("", elf.getInt(at + 4), elf.getLong(at + 8), elf.getLong(at + 24), elf.getLong(at + 32), elf.getInt(at + 40),
					elf.getInt(at + 44), elf.getLong(at + 48), elf.getLong(at + 56)));
		}
		for (int i = 0; i < count; i++) {
			Section s = sections.get(i);
			sections.set(i, new Section(string(names, elf.getInt((int) table + 64 * i)), s.type, s.flags, s.offset, s.size, s.link, s.info, s.align,
					s.entrySize));
		}
	}

	/** By section, each with its lines; symbols are under {@code symbols}, ELF header flags under {@code header}. */
	static Map<String, List<String>> of(byte[] elf) {
		return new ObjectDump(elf).dump();
	}

	private String string(int table, int at) {
		int start = (int) sections.get(table).offset + at;
		int end = start;
		while (elf.get(end) != 0) {
			end++;
		}
		return new String(elf.array(), start, end - start, StandardCharsets.ISO_8859_1);
	}

	private Map<String, List<String>> dump() {
		Map<String, List<String>> all = new TreeMap<>();
		all.put("header", List.of("flags %x".formatted(elf.getInt(48))));
		List<String> symbols = new ArrayList<>();
		int symtab = 0;
		for (int i = 0; i < sections.size(); i++) {
			if (sections.get(i).type == 2) {
				symtab = i;
			}
		}
		for (int i = 1; symtab > 0 && i < sections.get(symtab).size / 24; i++) {
			// GNU as gives a section symbol to what holds a group, which nobody refers to.
			if (!symbol(symtab, i).startsWith(" = .group:")) {
				symbols.add(symbol(symtab, i));
			}
		}
		symbols.sort(null);
		all.put("symbols", symbols);
		for (int i = 1; i < sections.size(); i++) {
			Section section = sections.get(i);
			switch (section.type) {
				case 2, 3 -> { /* the symbols are listed, strings show where they are used */ }
				case 4 -> lines(all, sections.get(section.info), section.info).addAll(relocations(section));
				case 17 -> lines(all, section, i).addAll(group(section));
				default -> lines(all, section, i).addAll(contents(section));
			}
		}
		return all;
	}

	private List<String> lines(Map<String, List<String>> all, Section section, int index) {
		String key = section.type == 17 ? section.name + " " + signature(section) : section.name;
		return all.computeIfAbsent(key, name -> new ArrayList<>());
	}

	private List<String> group(Section section) {
		List<String> lines = new ArrayList<>();
		for (int at = 4; at < section.size; at += 4) {
			Section member = sections.get(elf.getInt((int) section.offset + at));
			if (member.type != 4) {
				lines.add(member.name);
			}
		}
		return lines;
	}

	private String signature(Section section) {
		return string(sections.get(section.link).link, elf.getInt((int) (sections.get(section.link).offset + 24L * section.info)));
	}

	private List<String> contents(Section section) {
		String head = "type %x flags %x align %d entry %d size %d".formatted(section.type, section.flags, Math.max(section.align, 1), section.entrySize,
				section.size);
		List<String> lines = new ArrayList<>(List.of(head));
		for (long at = 0; section.type != 8 && at < section.size; at += 16) {
			int from = (int) (section.offset + at);
			lines.add("%6x %s".formatted(at, HexFormat.of().formatHex(elf.array(), from, from + (int) Math.min(16, section.size - at))));
		}
		return lines;
	}

	private List<String> relocations(Section section) {
		List<String> lines = new ArrayList<>();
		for (long at = section.offset; at < section.offset + section.size; at += 24) {
			long info = elf.getLong((int) at + 8);
			int symbol = (int) (info >>> 32);
			lines.add("reloc %x type %d %s + %x".formatted(elf.getLong((int) at), (int) info, symbol == 0 ? "none" : symbol(section.link, symbol),
					elf.getLong((int) at + 16)));
		}
		return lines;
	}

	private static String word(String[] words, int index) {
		return index < words.length ? words[index] : Integer.toString(index);
	}

	private String symbol(int table, int index) {
		int at = (int) sections.get(table).offset + 24 * index;
		int info = elf.get(at + 4) & 0xff;
		int home = elf.getShort(at + 6) & 0xffff;
		String place = home == 0 ? "undefined" : home == 0xfff1 ? "absolute" : home == 0xfff2 ? "common" : sections.get(home).name;
		return "%s = %s:%x size %x %s %s %s".formatted(string(sections.get(table).link, elf.getInt(at)), place, elf.getLong(at + 8), elf.getLong(at + 16),
				word(BINDINGS, info >> 4), word(KINDS, info & 15), VISIBILITIES[elf.get(at + 5) & 3]);
	}
}

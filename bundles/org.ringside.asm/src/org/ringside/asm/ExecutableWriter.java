/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringside.image.elf.ElfSection;
import org.ringside.image.elf.ElfSegment;
import org.ringside.image.elf.ElfSymbol;
import org.ringside.image.elf.ElfWriter;

/** Writes a linked image as an executable ELF file. */
final class ExecutableWriter {

	private static final long PAGE = 4096;

	private final LinkerScript script;
	private final LinkLayout layout;
	private final SymbolTable symbols;
	private final Set<String> messages;

	ExecutableWriter(LinkerScript script, LinkLayout layout, SymbolTable symbols, Set<String> messages) {
		this.script = script;
		this.layout = layout;
		this.symbols = symbols;
		this.messages = messages;
	}

	byte[] write(List<ObjectCode> objects) {
		Map<ObjectSection, byte[]> relocated = new HashMap<>();
		for (ObjectCode object : objects) {
			for (ObjectSection section : object.sections()) {
				relocated.put(section, section.bytes);
			}
		}
		ElfWriter writer = ElfWriter.executable(entry());
		List<Group> groups = groups();
		Map<LinkLayout.Placed, ElfWriter.Section> sections = new LinkedHashMap<>();
		for (LinkLayout.Placed placed : layout.outputs) {
			if (placed.size > 0) {
				boolean zeros = isZeros(placed) && !isFollowed(placed, groups);
				sections.put(placed, zeros ? writer.zeros(placed.output.name(), placed.flags, placed.alignment, placed.address, placed.size)
						: writer.section(placed.output.name(), ElfSection.PROGBITS, placed.flags, placed.alignment, placed.address,
								LinkLayout.contents(placed, relocated)));
			}
		}
		groups.forEach(group -> segment(writer, sections, group));
		symbols(writer, sections, objects);
		return writer.toBytes();
	}

	/** The output sections of a segment, with the name of its program header in the script. */
	private record Group(String header, List<LinkLayout.Placed> members) {
	}

	private static boolean isZeros(LinkLayout.Placed placed) {
		return placed.zeros || placed.output.noLoad();
	}

	/** Whether something behind zeros is loaded with the same segment, so that they have to be in the file. */
	private static boolean isFollowed(LinkLayout.Placed placed, List<Group> groups) {
		for (Group group : groups) {
			int index = group.members.indexOf(placed);
			if (index >= 0) {
				return group.members.subList(index, group.members.size()).stream().anyMatch(other -> !isZeros(other));
			}
		}
		return false;
	}

	private long entry() {
		// As GNU ld has it, a script that names no entry means this one.
		String name = script.entry().isEmpty() ? "start" : script.entry();
		ObjectSymbol symbol = symbols.globals.get(name);
		Long value = symbol == null ? symbols.assigned.get(name) : symbols.value(symbol, layout);
		if (value != null) {
			return value;
		}
		if (script.entry().isEmpty() || script.entry().equals("_start")) {
			return layout.outputs.stream().filter(placed -> placed.output.name().equals(".text")).findFirst()
					.or(() -> layout.outputs.stream().filter(placed -> placed.size > 0).findFirst()).map(placed -> placed.address).orElse(0L);
		}
		messages.add("error: The entry symbol '" + name + "' is not defined.");
		return 0;
	}

	private List<Group> groups() {
		List<Group> groups = new ArrayList<>();
		String last = "";
		for (LinkLayout.Placed placed : layout.outputs) {
			if ((placed.flags & ElfSection.ALLOC) == 0 || placed.size == 0) {
				continue;
			}
			String header = placed.output.headers().isEmpty() ? script.headers().isEmpty() ? "" : last : placed.output.headers().get(0);
			if (groups.isEmpty() || !joins(groups.getLast().members, placed, header.equals(last))) {
				groups.add(new Group(header, new ArrayList<>()));
			}
			groups.getLast().members.add(placed);
			last = header;
		}
		return groups;
	}

	/**
	 * Whether a section belongs to the segment of those before it. With program headers the script tells; without them it is
	 * as GNU ld does it: no segment has a hole of pages in it, and what is writable begins a new one unless it shares a page.
	 */
	private boolean joins(List<LinkLayout.Placed> open, LinkLayout.Placed placed, boolean sameHeader) {
		LinkLayout.Placed before = open.getLast();
		long end = before.address + before.size;
		boolean samePage = (end - 1 & -PAGE) == (placed.address & -PAGE);
		boolean order = Long.compareUnsigned(placed.address, end) >= 0 && placed.address - before.address == placed.loadAddress - before.loadAddress
				&& (!isZeros(before) || isZeros(placed) || samePage);
		if (!order || !sameHeader) {
			return false;
		}
		if (!script.headers().isEmpty()) {
			return true;
		}
		if (ScriptExpression.align(end, PAGE) < ScriptExpression.align(placed.address, PAGE)) {
			return false;
		}
		boolean writable = open.stream().anyMatch(section -> (section.flags & ElfSection.WRITE) != 0);
		return samePage || writable || (placed.flags & ElfSection.WRITE) == 0;
	}

	private void segment(ElfWriter writer, Map<LinkLayout.Placed, ElfWriter.Section> sections, Group group) {
		int flags = script.headers().stream().filter(candidate -> candidate.name().equals(group.header)).mapToInt(LinkerScript.Header::flags)
				.findFirst().orElse(-1);
		if (flags < 0) {
			flags = ElfSegment.READ;
			for (LinkLayout.Placed placed : group.members) {
				flags |= (placed.flags & ElfSection.WRITE) != 0 ? ElfSegment.WRITE : 0;
				flags |= (placed.flags & ElfSection.EXECUTE) != 0 ? ElfSegment.EXECUTE : 0;
			}
		}
		writer.segment(flags, group.members.get(0).loadAddress, group.members.stream().map(sections::get).toList());
	}

	private void symbols(ElfWriter writer, Map<LinkLayout.Placed, ElfWriter.Section> sections, List<ObjectCode> objects) {
		Map<ObjectSection, ElfWriter.Section> homes = new HashMap<>();
		sections.forEach((placed, section) -> placed.members.keySet().forEach(member -> homes.put(member, section)));
		for (ObjectCode object : objects) {
			writer.file(object.fileName());
			for (ObjectSymbol symbol : object.symbols()) {
				if (symbol.isTemporary() || !symbol.isDefined() || symbols.resolve(symbol) != symbol) {
					continue;
				}
				Long value = symbols.value(symbol, layout);
				ElfWriter.Section home = symbol.isPlace() ? homes.get(symbol.section) : null;
				if (value != null && home != null) {
					writer.symbol(symbol.name, value, symbol.size, symbol.kind, symbol.binding, home);
				} else if (value != null && !symbol.isPlace()) {
					writer.absolute(symbol.name, value, symbol.size, symbol.kind, symbol.binding);
				}
			}
		}
		symbols.assigned.forEach((name, value) -> {
			if (layout.unwanted.contains(name)) {
				return;
			}
			ElfWriter.Section home = layout.places.contains(name) ? home(sections, value) : null;
			if (home == null) {
				writer.absolute(name, value, ElfSymbol.Binding.GLOBAL);
			} else {
				writer.symbol(name, value, 0, ElfSymbol.Kind.NONE, ElfSymbol.Binding.GLOBAL, home);
			}
		});
	}

	/** The section that an address of the script belongs to: the one that begins there, holds it, or ends before it. */
	private static ElfWriter.Section home(Map<LinkLayout.Placed, ElfWriter.Section> sections, long value) {
		ElfWriter.Section home = null;
		for (ElfWriter.Section section : sections.values()) {
			if (section.address() == value) {
				return section;
			}
			if (Long.compareUnsigned(section.address(), value) < 0 && (home == null || Long.compareUnsigned(section.address(), home.address()) > 0)) {
				home = section;
			}
		}
		return home;
	}
}

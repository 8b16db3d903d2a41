/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import org.ringside.image.elf.ElfSection;

/** The directives that choose sections. */
final class SectionDirectives {

	private static final long GROUP = 0x200;
	private static final long LINK_ORDER = 0x80;

	private final Assembly assembly;

	SectionDirectives(Assembly assembly) {
		this.assembly = assembly;
	}

	/** Carries out a directive; false if it is none of these. */
	boolean run(String name, TokenStream tokens) {
		switch (name) {
			case ".text", ".data", ".bss", ".rodata" -> {
				SectionDefaults defaults = SectionDefaults.of(name);
				assembly.enter(name, defaults.type(), defaults.flags(), 0);
				subsection(tokens);
			}
			case ".subsection" -> {
				assembly.enter(assembly.section, assembly.section.subsection());
				subsection(tokens);
			}
			case ".section" -> section(tokens, false);
			case ".pushsection" -> {
				assembly.sectionStack.push(assembly.previous);
				assembly.sectionStack.push(assembly.place());
				section(tokens, true);
			}
			case ".popsection" -> {
				if (assembly.sectionStack.isEmpty()) {
					assembly.warning(assembly.location, ".popsection without .pushsection.");
					return true;
				}
				Assembly.Place before = assembly.sectionStack.pop();
				assembly.enter(before.section(), before.subsection());
				assembly.previous = assembly.sectionStack.pop();
			}
			case ".previous" -> {
				Assembly.Place before = assembly.previous;
				assembly.enter(before.section(), before.subsection());
			}
			case ".struct", ".offset" -> {
				long start = tokens.atEnd() ? 0 : tokens.number("an offset");
				assembly.enter(AsmSection.offsets(start), 0);
			}
			default -> {
				return false;
			}
		}
		tokens.expectEnd();
		return true;
	}

	private void subsection(TokenStream tokens) {
		if (!tokens.atEnd()) {
			long number = tokens.number("the number of a subsection");
			if (number < 0 || number > 8192) {
				throw new AssemblyException("The subsection " + number + " is out of range: 0 to 8192.");
			}
			assembly.section.enter((int) number);
		}
	}

	private void section(TokenStream tokens, boolean pushed) {
		StringBuilder text = new StringBuilder();
		if (tokens.peek().kind() == AsmToken.Kind.STRING) {
			text.append(tokens.string());
		} else {
			text.append(tokens.name("the name of a section"));
			while (tokens.peek().is("-")) {
				text.append(tokens.next().text()).append(tokens.next().text());
			}
		}
		String name = text.toString();
		SectionDefaults defaults = SectionDefaults.of(name);
		boolean number = pushed && tokens.peek().is(",") && tokens.peek(1).kind() == AsmToken.Kind.NUMBER;
		long subsection = number && tokens.take(",") ? tokens.number("the number of a subsection") : 0;
		long flags = defaults.flags();
		int type = defaults.type();
		long entrySize = defaults.entrySize();
		String group = "";
		if (tokens.take(",")) {
			String letters = tokens.string();
			flags = defaults.flags() & ElfSection.TLS | flags(letters);
			if (tokens.take(",")) {
				type = type(tokens);
			}
			if ((flags & ElfSection.MERGE) != 0 && tokens.take(",")) {
				entrySize = tokens.number("an entry size");
			}
			if ((flags & LINK_ORDER) != 0 && tokens.take(",")) {
				tokens.name("the section that it goes with");
			}
			if ((flags & GROUP) != 0 && tokens.take(",")) {
				group = tokens.peek().kind() == AsmToken.Kind.STRING ? tokens.string() : tokens.name("the name of a group");
				if (tokens.take(",") && !tokens.name("comdat").equals("comdat")) {
					throw new AssemblyException("Expected comdat or nothing after the name of a group.");
				}
			}
			if (tokens.take(",") && tokens.name("unique").equals("unique")) {
				tokens.expect(",");
				tokens.number("a number");
			}
		}
		String key = group.isEmpty() ? name : name + "\0" + group;
		AsmSection known = assembly.sections.get(key);
		if (known != null && tokens.position() > 1 && (flags != defaults.flags() || type != defaults.type()) && (known.flags != flags || known.type != type)) {
			assembly.warning(assembly.location, "The section " + name + " has other flags or another type already, which stay.");
		}
		assembly.enter(key, name, type, flags, entrySize, group);
		assembly.section.enter((int) Math.max(0, Math.min(subsection, 8192)));
	}

	private static int type(TokenStream tokens) {
		if (!tokens.take("@") && !tokens.take("%") && tokens.peek().kind() != AsmToken.Kind.STRING) {
			throw tokens.expected("@progbits, @nobits or @note");
		}
		if (tokens.peek().kind() == AsmToken.Kind.NUMBER) {
			return (int) tokens.number("a section type");
		}
		String name = tokens.peek().kind() == AsmToken.Kind.STRING ? tokens.string() : tokens.name("progbits, nobits or note");
		return switch (name) {
			case "progbits" -> ElfSection.PROGBITS;
			case "nobits" -> ElfSection.NOBITS;
			case "note" -> ElfSection.NOTE;
			case "init_array" -> SectionDefaults.INIT_ARRAY;
			case "fini_array" -> SectionDefaults.FINI_ARRAY;
			case "preinit_array" -> SectionDefaults.PREINIT_ARRAY;
			case "unwind" -> ElfSection.PROGBITS;
			default -> throw new AssemblyException("Expected progbits, nobits or note, but found '" + name + "'.");
		};
	}

	private static long flags(String letters) {
		long flags = 0;
		for (char letter : letters.toCharArray()) {
			long flag = switch (letter) {
				case 'a' -> ElfSection.ALLOC;
				case 'w' -> ElfSection.WRITE;
				case 'x' -> ElfSection.EXECUTE;
				case 'M' -> ElfSection.MERGE;
				case 'S' -> ElfSection.STRINGS;
				case 'T' -> ElfSection.TLS;
				case 'G' -> GROUP;
				case 'o' -> LINK_ORDER;
				case 'e' -> 0x8000_0000L;
				case 'R' -> 0x20_0000L;
				case '?' -> 0;
				default -> throw new AssemblyException("A section has no flag '" + letter + "'.");
			};
			flags |= flag;
		}
		return flags;
	}
}

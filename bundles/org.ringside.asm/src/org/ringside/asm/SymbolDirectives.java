/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.List;
import java.util.function.Consumer;
import org.ringside.image.elf.ElfSection;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;

/** The directives that choose sections, say things of symbols, and set options. */
final class SymbolDirectives {

	private final Assembly assembly;

	SymbolDirectives(Assembly assembly) {
		this.assembly = assembly;
	}

	/** Carries out a directive; false if it is none of these. */
	boolean run(String name, TokenStream tokens) {
		switch (name) {
			case ".text", ".data", ".bss", ".rodata" -> {
				assembly.enter(name, defaultType(name), defaultFlags(name), 0);
				subsection(tokens);
			}
			case ".subsection" -> {
				assembly.enter(assembly.section, assembly.section.subsection());
				subsection(tokens);
			}
			case ".section" -> section(tokens);
			case ".pushsection" -> {
				assembly.sectionStack.push(assembly.place());
				section(tokens);
			}
			case ".popsection" -> {
				if (assembly.sectionStack.isEmpty()) {
					throw new AssemblyException(".popsection without .pushsection.");
				}
				Assembly.Place before = assembly.sectionStack.pop();
				assembly.enter(before.section(), before.subsection());
			}
			case ".previous" -> {
				Assembly.Place before = assembly.previous;
				assembly.enter(before.section(), before.subsection());
			}
			case ".global", ".globl" -> each(tokens, symbol -> symbol.global = true);
			case ".weak" -> each(tokens, symbol -> symbol.weak = true);
			case ".internal" -> each(tokens, symbol -> symbol.visibility = 1);
			case ".hidden" -> each(tokens, symbol -> symbol.visibility = 2);
			case ".protected" -> each(tokens, symbol -> symbol.visibility = 3);
			case ".local" -> each(tokens, symbol -> {
				symbol.local = true;
				symbol.global = false;
			});
			case ".type" -> type(tokens);
			case ".size" -> {
				AsmSymbol symbol = assembly.symbol(tokens.name("a symbol"));
				tokens.expect(",");
				symbol.size = tokens.expression();
			}
			case ".equ", ".set" -> set(tokens, false);
			case ".equiv" -> set(tokens, true);
			case ".comm", ".lcomm" -> common(tokens, name.equals(".lcomm"));
			case ".option" -> option(tokens);
			case ".file" -> {
				if (tokens.peek().kind() == AsmToken.Kind.STRING) {
					assembly.fileName = tokens.string();
				} else {
					int number = (int) tokens.number("a file number");
					String file = tokens.string();
					assembly.numberedFiles.put(number, tokens.peek().kind() == AsmToken.Kind.STRING ? tokens.string() : file);
				}
				skip(tokens);
			}
			case ".loc" -> {
				int file = (int) tokens.number("a file number");
				int line = (int) tokens.number("a line number");
				assembly.sourceLine = new Location(assembly.numberedFiles.getOrDefault(file, assembly.fileName), line, 1);
				assembly.hasSourceLines = true;
				skip(tokens);
			}
			case ".attribute", ".ident", ".addrsig", ".addrsig_sym", ".variant_cc", ".gnu_attribute" -> skip(tokens);
			default -> {
				return false;
			}
		}
		tokens.expectEnd();
		return true;
	}

	private static void skip(TokenStream tokens) {
		while (!tokens.atEnd()) {
			tokens.next();
		}
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

	private static int defaultType(String name) {
		return name.equals(".bss") || name.startsWith(".bss.") || name.startsWith(".sbss") || name.startsWith(".tbss") ? ElfSection.NOBITS
				: name.startsWith(".note") ? ElfSection.NOTE : ElfSection.PROGBITS;
	}

	private static long defaultFlags(String name) {
		for (String prefix : List.of(".text", ".init", ".fini")) {
			if (name.equals(prefix) || name.startsWith(prefix + ".")) {
				return ElfSection.ALLOC | ElfSection.EXECUTE;
			}
		}
		for (String prefix : List.of(".data", ".bss", ".sdata", ".sbss", ".init_array", ".fini_array")) {
			if (name.equals(prefix) || name.startsWith(prefix + ".")) {
				return ElfSection.ALLOC | ElfSection.WRITE;
			}
		}
		return name.equals(".rodata") || name.startsWith(".rodata.") || name.startsWith(".srodata") ? ElfSection.ALLOC : 0;
	}

	private void section(TokenStream tokens) {
		StringBuilder name = new StringBuilder();
		if (tokens.peek().kind() == AsmToken.Kind.STRING) {
			name.append(tokens.string());
		} else {
			name.append(tokens.name("the name of a section"));
			while (tokens.peek().is("-")) {
				name.append(tokens.next().text()).append(tokens.next().text());
			}
		}
		long flags = defaultFlags(name.toString());
		int type = defaultType(name.toString());
		long entrySize = 0;
		if (tokens.take(",") && tokens.peek().kind() == AsmToken.Kind.STRING) {
			flags = flags(tokens.string());
			if (tokens.take(",")) {
				if (!tokens.take("@")) {
					tokens.expect("%");
				}
				String typeName = tokens.name("progbits, nobits or note");
				type = switch (typeName) {
					case "progbits" -> ElfSection.PROGBITS;
					case "nobits" -> ElfSection.NOBITS;
					case "note" -> ElfSection.NOTE;
					case "init_array" -> 14;
					case "fini_array" -> 15;
					default -> throw new AssemblyException("Expected progbits, nobits or note, but found '" + typeName + "'.");
				};
				if (tokens.take(",")) {
					if (tokens.peek().kind() == AsmToken.Kind.NUMBER) {
						entrySize = tokens.number("an entry size");
					}
					skip(tokens);
				}
			}
		}
		assembly.enter(name.toString(), type, flags, entrySize);
	}

	private static long flags(String letters) {
		long flags = 0;
		for (char letter : letters.toCharArray()) {
			flags |= switch (letter) {
				case 'a' -> ElfSection.ALLOC;
				case 'w' -> ElfSection.WRITE;
				case 'x' -> ElfSection.EXECUTE;
				case 'M' -> ElfSection.MERGE;
				case 'S' -> ElfSection.STRINGS;
				case 'T' -> ElfSection.TLS;
				case 'G' -> 0x200;
				case 'o' -> 0x80;
				case 'e' -> 0x8000_0000L;
				default -> throw new AssemblyException("A section has no flag '" + letter + "'.");
			};
		}
		return flags;
	}

	private void each(TokenStream tokens, Consumer<AsmSymbol> action) {
		do {
			action.accept(assembly.symbol(tokens.name("a symbol")));
		} while (tokens.take(","));
	}

	private void type(TokenStream tokens) {
		AsmSymbol symbol = assembly.symbol(tokens.name("a symbol"));
		tokens.take(",");
		if (tokens.peek().kind() == AsmToken.Kind.STRING) {
			symbol.type = tokens.string();
			return;
		}
		if (!tokens.take("@")) {
			tokens.take("%");
		}
		symbol.type = switch (tokens.name("function, object or notype")) {
			case "function", "STT_FUNC" -> "function";
			case "object", "STT_OBJECT" -> "object";
			default -> "";
		};
	}

	private void set(TokenStream tokens, boolean once) {
		int column = tokens.peek().column();
		String name = tokens.name("a symbol");
		tokens.expect(",");
		assembly.set(name, tokens.expression(), once, column);
	}

	private void common(TokenStream tokens, boolean local) {
		int column = tokens.peek().column();
		AsmSymbol symbol = assembly.symbol(tokens.name("a symbol"));
		if (symbol.isDefined() && symbol.commonSize < 0) {
			throw new AssemblyException("The symbol '" + symbol.name + "' is already defined.", column);
		}
		tokens.take(",");
		long size = tokens.number("a size");
		boolean kept = local || symbol.local;
		// Without an alignment it is that of the largest number that may lie there.
		long most = kept ? 8 : 16;
		long align = Math.min(most, Long.highestOneBit(Math.max(1, kept ? size : 2 * size - 1)));
		if (tokens.take(",")) {
			align = Math.max(1, tokens.number("an alignment"));
		}
		if (size < 0 || Long.bitCount(align) != 1) {
			throw new AssemblyException(size < 0 ? "The size " + size + " is negative." : "The alignment " + align + " is not a power of two.");
		}
		symbol.definition = assembly.location.right(column);
		symbol.type = "object";
		if (!kept) {
			symbol.commonSize = Math.max(size, symbol.commonSize);
			symbol.commonAlign = Math.max(align, symbol.commonAlign);
			symbol.global = true;
			return;
		}
		AsmSection bss = assembly.sections.get(".bss");
		int subsection = bss.subsection();
		// Behind all that is there by its own directive, as GNU as has it.
		bss.enter(1);
		bss.alignment = Math.max(bss.alignment, align);
		bss.add(new Fragment.Align(align, 0, 1, 0, false));
		bss.place(symbol);
		bss.add(new Fragment.Fill(new Expression.Number(size), false, 0, 1, symbol.definition));
		bss.enter(subsection);
		symbol.size = new Expression.Number(size);
	}

	private void option(TokenStream tokens) {
		int column = tokens.peek().column();
		String option = tokens.name("an option");
		switch (option) {
			case "rvc" -> assembly.isa(assembly.isa.with(Extension.C));
			case "norvc" -> assembly.isa(assembly.isa.without(Extension.C));
			case "push" -> assembly.optionStack.push(new Assembly.Options(assembly.isa, assembly.relax, assembly.pic));
			case "pop" -> {
				if (assembly.optionStack.isEmpty()) {
					throw new AssemblyException(".option pop without .option push.", column);
				}
				Assembly.Options before = assembly.optionStack.pop();
				assembly.isa(before.isa());
				assembly.relax(before.relax());
				assembly.pic = before.pic();
			}
			case "arch" -> arch(tokens);
			case "relax", "norelax" -> assembly.relax(option.equals("relax"));
			case "pic", "nopic" -> assembly.pic = option.equals("pic");
			case "csr", "no" -> skip(tokens);
			default -> throw new AssemblyException("There is no option '" + option + "': expected rvc, norvc, relax, norelax, push, pop or arch.", column);
		}
	}

	private void arch(TokenStream tokens) {
		tokens.expect(",");
		do {
			boolean plus = tokens.take("+");
			boolean minus = !plus && tokens.take("-");
			int column = tokens.peek().column();
			String name = tokens.name("an ISA string or +extension");
			if (!plus && !minus) {
				try {
					assembly.isa(IsaProfile.parse(name));
				} catch (IllegalArgumentException e) {
					throw new AssemblyException(e.getMessage(), column);
				}
			} else {
				Extension extension = Extension.bySpelling(name)
						.orElseThrow(() -> new AssemblyException("There is no extension '" + name + "'.", column));
				assembly.isa(plus ? assembly.isa.with(extension) : assembly.isa.without(extension));
			}
		} while (tokens.take(","));
	}
}

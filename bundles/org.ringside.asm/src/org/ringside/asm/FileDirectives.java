/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ringside.image.elf.RiscvAttributes;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;

/** The directives that say things of the whole file: its name, its options, its attributes. */
final class FileDirectives {

	/** What changes nothing in what Ringside writes: listings, and debug formats of old. */
	private static final Set<String> IGNORED = Set.of(".extern", ".addrsig", ".addrsig_sym", ".variant_cc", ".gnu_attribute", ".symver", ".list", ".nolist",
			".title", ".sbttl", ".eject", ".psize", ".lflags", ".func", ".endfunc", ".linkonce", ".ln", ".line", ".appfile", ".appline", ".stabs", ".stabn",
			".stabd");
	private static final Map<String, Integer> TAGS = Map.of("stack_align", RiscvAttributes.STACK_ALIGN, "arch", RiscvAttributes.ARCH,
			"unaligned_access", RiscvAttributes.UNALIGNED_ACCESS, "priv_spec", RiscvAttributes.PRIV_SPEC, "priv_spec_minor", RiscvAttributes.PRIV_SPEC + 2,
			"priv_spec_revision", RiscvAttributes.PRIV_SPEC + 4);

	private final Assembly assembly;

	FileDirectives(Assembly assembly) {
		this.assembly = assembly;
	}

	/** Carries out a directive; false if it is none of these. */
	boolean run(String name, TokenStream tokens) {
		switch (name) {
			case ".option" -> option(tokens);
			case ".attribute" -> attribute(tokens);
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
			default -> {
				if (!IGNORED.contains(name)) {
					return false;
				}
				skip(tokens);
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

	/** {@code .attribute TAG, VALUE}; the instruction set that it names is the one for all that follows. */
	private void attribute(TokenStream tokens) {
		AsmToken token = tokens.next();
		String name = token.text().toLowerCase(Locale.ROOT).replaceFirst("^tag_riscv_", "");
		Integer tag = token.kind() == AsmToken.Kind.NUMBER ? Integer.valueOf((int) (token.value() & 0xffff)) : TAGS.get(name);
		if (tag == null) {
			throw new AssemblyException("There is no attribute '" + token.text() + "': expected arch, stack_align, unaligned_access or priv_spec.",
					token.column());
		}
		tokens.expect(",");
		int column = tokens.peek().column();
		if (tag % 2 == 0) {
			assembly.attributes.put(tag, Long.toUnsignedString(tokens.number("a number")));
			return;
		}
		String value = tokens.string();
		if (tag == RiscvAttributes.ARCH) {
			try {
				assembly.isa(IsaProfile.parse(value));
				assembly.profile = assembly.isa;
			} catch (IllegalArgumentException e) {
				throw new AssemblyException(e.getMessage(), column);
			}
		} else {
			assembly.attributes.put(tag, value);
		}
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

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.function.Consumer;

/** The directives that say things of symbols. */
final class SymbolDirectives {

	private final Assembly assembly;

	SymbolDirectives(Assembly assembly) {
		this.assembly = assembly;
	}

	/** Carries out a directive; false if it is none of these. */
	boolean run(String name, TokenStream tokens) {
		switch (name) {
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
				tokens.take(",");
				symbol.size = tokens.expression();
			}
			case ".equ", ".set", ".eqv" -> set(tokens, false);
			case ".equiv" -> set(tokens, true);
			case ".weakref" -> weakReference(tokens);
			case ".comm", ".lcomm" -> common(tokens, name.equals(".lcomm"));
			case ".reloc" -> relocation(tokens);
			default -> {
				return false;
			}
		}
		tokens.expectEnd();
		return true;
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
		String type = switch (tokens.next().text()) {
			case "function", "STT_FUNC" -> "function";
			case "object", "STT_OBJECT", "gnu_unique_object" -> "object";
			case "tls_object", "STT_TLS" -> "tls";
			default -> "";
		};
		symbol.type = type;
	}

	private void set(TokenStream tokens, boolean once) {
		int column = tokens.peek().column();
		String name = tokens.name("a symbol");
		tokens.expect(",");
		assembly.set(name, tokens.expression(), once, column);
	}

	/** A name for a symbol of another file, which need not be defined. */
	private void weakReference(TokenStream tokens) {
		String name = tokens.name("a symbol");
		tokens.expect(",");
		AsmSymbol target = assembly.symbol(tokens.name("a symbol"));
		target.weak |= !target.isDefined() && !target.used;
		assembly.symbol(name).value = new Expression.Reference(target);
	}

	/** A relocation by its name in the psABI. */
	private void relocation(TokenStream tokens) {
		Expression place = tokens.expression();
		tokens.expect(",");
		int column = tokens.peek().column();
		String name = tokens.name("the name of a relocation");
		Relocation kind = Relocation.named(name)
				.orElseThrow(() -> new AssemblyException("There is no relocation '" + name + "'.", column));
		Expression value = tokens.take(",") ? tokens.expression() : new Expression.Number(0);
		assembly.section.extra.add(new AsmSection.ExtraRelocation(place, kind, value, assembly.location));
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
}

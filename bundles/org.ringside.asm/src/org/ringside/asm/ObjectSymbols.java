/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ringside.image.elf.ElfSymbol;

/** Makes the symbols of a laid-out assembly those of an object: all that have names, and of the others what relocations use. */
final class ObjectSymbols {

	/** The name that GNU tools know for a place without one. */
	private static final String NAMELESS = ".L0 ";

	private final Assembly assembly;
	private final Map<AsmSection, ObjectSection> sections;
	private final Map<AsmSymbol, ObjectSymbol> known = new IdentityHashMap<>();
	private final List<ObjectSymbol> all = new ArrayList<>();

	ObjectSymbols(Assembly assembly, Map<AsmSection, ObjectSection> sections) {
		this.assembly = assembly;
		this.sections = sections;
		for (AsmSymbol symbol : assembly.symbols.values()) {
			if (!symbol.isTemporary() && (symbol.isDefined() || symbol.used || symbol.global)) {
				try {
					if (symbol.value == null || !isElsewhere(symbol)) {
						use(symbol);
					}
				} catch (AssemblyException e) {
					Location where = symbol.definition == null ? new Location(assembly.fileName, 1, 1) : symbol.definition;
					assembly.error(where, e.getMessage());
				}
			}
		}
	}

	/** Whether it is another name for what another file defines: relocations then have the name of that. */
	private static boolean isElsewhere(AsmSymbol symbol) {
		Value value = Evaluator.evaluate(symbol.value, true);
		return value.isRelative() && !value.plus().isDefined();
	}

	/** All symbols of the object, once its relocations are made. */
	List<ObjectSymbol> finish() {
		return List.copyOf(all);
	}

	/** The symbol of the object. */
	ObjectSymbol use(AsmSymbol symbol) {
		ObjectSymbol made = known.get(symbol);
		if (made == null) {
			made = make(symbol);
			known.put(symbol, made);
			all.add(made);
		}
		return made;
	}

	private ObjectSymbol make(AsmSymbol symbol) {
		ObjectSymbol made = new ObjectSymbol(name(symbol));
		made.definition = symbol.definition == null ? new Location(assembly.fileName, 1, 1) : symbol.definition;
		made.binding = symbol.weak ? ElfSymbol.Binding.WEAK : symbol.global || !symbol.isDefined() ? ElfSymbol.Binding.GLOBAL : ElfSymbol.Binding.LOCAL;
		made.visibility = symbol.visibility;
		made.kind = kind(symbol);
		if (symbol.size != null) {
			Value size = Evaluator.evaluate(symbol.size, true);
			if (!size.isNumber()) {
				throw new AssemblyException("The size of '" + symbol.title() + "' is not a number: it depends on '"
						+ (size.plus() != null ? size.plus() : size.minus()).title() + "'.");
			}
			made.size = size.number();
		}
		if (symbol.isLabel()) {
			place(made, symbol, 0);
		} else if (symbol.value != null) {
			set(made, symbol);
		} else if (symbol.commonSize >= 0) {
			made.commonAlignment = symbol.commonAlign;
			made.size = symbol.commonSize;
			made.kind = ElfSymbol.Kind.OBJECT;
			made.binding = symbol.weak ? ElfSymbol.Binding.WEAK : ElfSymbol.Binding.GLOBAL;
		}
		return made;
	}

	private static ElfSymbol.Kind kind(AsmSymbol symbol) {
		if (symbol.threadLocal || symbol.isLabel() && symbol.section.isThreadLocal()) {
			return ElfSymbol.Kind.TLS;
		}
		return switch (symbol.type) {
			case "function" -> ElfSymbol.Kind.FUNCTION;
			case "object" -> ElfSymbol.Kind.OBJECT;
			case "tls" -> ElfSymbol.Kind.TLS;
			default -> ElfSymbol.Kind.NONE;
		};
	}

	private void set(ObjectSymbol made, AsmSymbol symbol) {
		Value value = Evaluator.evaluate(symbol.value, true);
		if (value.isNumber()) {
			made.absolute = true;
			made.value = value.number();
		} else if (value.isRelative() && value.plus().isLabel()) {
			place(made, value.plus(), value.number());
			if (made.kind == ElfSymbol.Kind.NONE && value.plus().type.length() > 0) {
				made.kind = value.plus().type.equals("function") ? ElfSymbol.Kind.FUNCTION : ElfSymbol.Kind.OBJECT;
			}
		} else {
			// What it is set to is known to the linker only; relocations use that.
			made.binding = ElfSymbol.Binding.GLOBAL;
		}
	}

	private void place(ObjectSymbol made, AsmSymbol label, long distance) {
		made.section = sections.get(label.section);
		made.value = label.address() + distance;
	}

	/** GNU as names {@code 1:} by its number and its turn, with a character between that no name has. */
	private static String name(AsmSymbol symbol) {
		int colon = symbol.name.indexOf(':');
		return symbol.name.isEmpty() ? NAMELESS
				: Character.isDigit(symbol.name.charAt(0)) && colon > 0 ? ".L" + symbol.name.substring(0, colon) + (char) 2 + symbol.name.substring(colon + 1)
						: symbol.name;
	}
}

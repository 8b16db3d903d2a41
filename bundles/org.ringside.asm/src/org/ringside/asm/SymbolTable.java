/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The symbols of a link: those of the objects and those of the script. */
final class SymbolTable {

	/** The address of a section of an object; null if it was discarded. */
	interface Places {
		Long address(ObjectSection section);
	}

	final Map<String, ObjectSymbol> globals = new HashMap<>();
	/** The names that some object uses and does not define. */
	private final Set<String> wanted = new HashSet<>();
	final Map<String, Long> assigned = new LinkedHashMap<>();

	SymbolTable(List<ObjectCode> objects, Set<String> messages) {
		for (ObjectCode object : objects) {
			add(object, messages);
		}
	}

	private void add(ObjectCode object, Set<String> messages) {
		for (ObjectSymbol symbol : object.symbols()) {
			if (!symbol.isDefined() && !symbol.isLocal()) {
				wanted.add(symbol.name);
			}
			if (symbol.isLocal() || !symbol.isDefined()) {
				continue;
			}
			ObjectSymbol before = globals.get(symbol.name);
			if (before == null || rank(symbol) > rank(before)) {
				globals.put(symbol.name, symbol);
			} else if (symbol.isCommon() && before.isCommon()) {
				// All that declare it share one, which is as large as any of them says.
				before.size = Math.max(before.size, symbol.size);
				before.commonAlignment = Math.max(before.commonAlignment, symbol.commonAlignment);
			} else if (rank(symbol) == STRONG && rank(before) == STRONG) {
				messages.add(symbol.definition + ": error: The symbol '" + symbol.name + "' is also defined at " + before.definition + ".");
			}
		}
	}

	private static final int STRONG = 3;

	/** Whether an object uses a name without defining it. */
	boolean isWanted(String name) {
		return wanted.contains(name);
	}

	private static int rank(ObjectSymbol symbol) {
		return symbol.isCommon() ? 2 : symbol.isWeak() ? 1 : STRONG;
	}

	/** What a reference means: a definition in its own object or in another one; null if the script or nobody defines it. */
	ObjectSymbol resolve(ObjectSymbol symbol) {
		if (symbol.isDefined() && symbol.isLocal()) {
			return symbol;
		}
		return globals.get(symbol.name);
	}

	/**
	 * The value of a symbol.
	 *
	 * @return null if it is not defined, or lies in what was discarded
	 */
	Long value(ObjectSymbol symbol, Places places) {
		ObjectSymbol definition = resolve(symbol);
		if (definition == null) {
			Long value = assigned.get(symbol.name);
			return value == null && symbol.isWeak() ? Long.valueOf(0) : value;
		}
		if (definition.isPlace()) {
			Long base = places.address(definition.section);
			return base == null ? null : Long.valueOf(base + definition.value);
		}
		return definition.value;
	}
}

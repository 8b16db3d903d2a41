/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The symbols of a link: those of the objects and those of the script. */
final class SymbolTable {

	/** The address of a section of an object; null if it was discarded. */
	interface Places {
		Long address(AsmSection section);
	}

	final Map<String, AsmSymbol> globals = new HashMap<>();
	final Map<String, Long> assigned = new LinkedHashMap<>();

	SymbolTable(List<ObjectCode> objects, Set<String> messages) {
		for (ObjectCode object : objects) {
			for (AsmSymbol symbol : object.symbols()) {
				if ((symbol.global || symbol.weak) && symbol.isDefined()) {
					AsmSymbol before = globals.get(symbol.name);
					if (before == null || before.weak && !symbol.weak) {
						globals.put(symbol.name, symbol);
					} else if (!symbol.weak && (symbol.commonSize < 0 || before.commonSize < symbol.commonSize)) {
						messages.add(symbol.definition + ": error: The symbol '" + symbol.name + "' is also defined at " + before.definition + ".");
					}
				}
			}
		}
	}

	/** What a reference means: a definition in its own object or in another one; null if the script or nobody defines it. */
	AsmSymbol resolve(AsmSymbol symbol) {
		if (symbol.isDefined() && !symbol.weak) {
			return symbol;
		}
		AsmSymbol global = globals.get(symbol.name);
		return global != null ? global : symbol.isDefined() ? symbol : null;
	}

	/**
	 * The value of a symbol.
	 *
	 * @return null if it is not defined, or lies in what was discarded
	 */
	Long value(AsmSymbol symbol, Places places) {
		AsmSymbol definition = resolve(symbol);
		if (definition == null) {
			Long value = assigned.get(symbol.name);
			return value == null && symbol.weak ? Long.valueOf(0) : value;
		}
		if (definition.isLabel()) {
			Long base = places.address(definition.section);
			return base == null ? null : base + definition.address();
		}
		Value value = Evaluator.evaluate(definition.value, true);
		long sum = value.number();
		if (value.plus() != null) {
			Long plus = value(value.plus(), places);
			if (plus == null) {
				return null;
			}
			sum += plus;
		}
		if (value.minus() != null) {
			Long minus = value(value.minus(), places);
			if (minus == null) {
				return null;
			}
			sum -= minus;
		}
		return sum;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names to addresses and addresses to names.
 *
 * <p>Of several names for one thing, the one that a person would choose comes first: global before local, functions
 * and data before plain labels, one with a size before one without. Instances are immutable.
 */
public final class SymbolTable {

	private static final Comparator<ElfSymbol> BEST_FIRST = Comparator
			.comparing((ElfSymbol s) -> !s.isDefined())
			.thenComparing(s -> s.binding() == ElfSymbol.Binding.LOCAL)
			.thenComparing(s -> s.kind() == ElfSymbol.Kind.NONE)
			.thenComparing(s -> s.size() == 0)
			.thenComparing(s -> s.name().startsWith("_"))
			.thenComparing(ElfSymbol::name);

	/** A table without symbols. */
	public static final SymbolTable EMPTY = new SymbolTable(List.of());

	private final List<ElfSymbol> all;
	private final Map<String, List<ElfSymbol>> byName = new HashMap<>();
	/** Places, by address; at one address the best last, so that the floor of a search is the best. */
	private final ElfSymbol[] places;
	/** For each place, the largest end (exclusive, minus one) of it and all before: bounds the walk backward. */
	private final long[] lastByteSoFar;

	private SymbolTable(List<ElfSymbol> symbols) {
		all = List.copyOf(symbols);
		for (ElfSymbol symbol : all) {
			byName.computeIfAbsent(symbol.name(), name -> new ArrayList<>(1)).add(symbol);
		}
		byName.values().forEach(list -> list.sort(BEST_FIRST));
		places = all.stream().filter(s -> s.isPlace() && s.isNamedByPerson())
				.sorted(Comparator.comparing(ElfSymbol::value, Long::compareUnsigned).thenComparing(BEST_FIRST.reversed()))
				.toArray(ElfSymbol[]::new);
		lastByteSoFar = new long[places.length];
		long last = 0;
		for (int i = 0; i < places.length; i++) {
			long own = lastByte(places[i]);
			last = Long.compareUnsigned(own, last) > 0 ? own : last;
			lastByteSoFar[i] = last;
		}
	}

	/** @return a table of these symbols */
	public static SymbolTable of(Collection<ElfSymbol> symbols) {
		return symbols.isEmpty() ? EMPTY : new SymbolTable(List.copyOf(symbols));
	}

	/** @return all symbols, in the order of the file */
	public List<ElfSymbol> all() {
		return all;
	}

	/** @return every symbol of this name, best first; empty if there is none */
	public List<ElfSymbol> named(String name) {
		return List.copyOf(byName.getOrDefault(name, List.of()));
	}

	/** @return the best defined symbol of this name */
	public Optional<ElfSymbol> find(String name) {
		return byName.getOrDefault(name, List.of()).stream().filter(ElfSymbol::isDefined).findFirst();
	}

	/** @return the places that people named, by rising address */
	public List<ElfSymbol> places() {
		return List.of(places);
	}

	/**
	 * Tells an address from the symbol that it belongs to: the innermost one whose size covers it; else the nearest
	 * before it that has no size, if no symbol with a size lies between.
	 *
	 * @param address an address as the linker saw it
	 * @return the symbol and the distance from it; empty before the first symbol, and in the gap after one that says
	 *         where it ends
	 */
	public Optional<SymbolOffset> at(long address) {
		int floor = floor(address);
		if (floor < 0) {
			return Optional.empty();
		}
		for (int i = floor; i >= 0 && Long.compareUnsigned(lastByteSoFar[i], address) >= 0; i--) {
			ElfSymbol symbol = places[i];
			if (symbol.covers(address) && (symbol.size() != 0 || !hasSizedCover(i, address))) {
				return Optional.of(new SymbolOffset(symbol, address - symbol.value()));
			}
		}
		ElfSymbol nearest = places[floor];
		return nearest.size() == 0 ? Optional.of(new SymbolOffset(nearest, address - nearest.value())) : Optional.empty();
	}

	/** Whether a better-ranked name than a bare local label covers its address: then the label is not what people expect. */
	private boolean hasSizedCover(int index, long address) {
		if (places[index].binding() != ElfSymbol.Binding.LOCAL) {
			return false;
		}
		for (int i = index - 1; i >= 0 && Long.compareUnsigned(lastByteSoFar[i], address) >= 0; i--) {
			if (places[i].size() != 0 && places[i].covers(address)) {
				return true;
			}
		}
		return false;
	}

	/** @return the address as {@code symbol+0x1c}, or as {@code 0x…} where no symbol tells it */
	public String describe(long address) {
		return at(address).map(SymbolOffset::toString).orElse("0x" + Long.toHexString(address));
	}

	/** @return up to a number of names that look like one that was not found, nearest first */
	public List<String> similar(String name, int most) {
		return SimilarNames.of(name, byName.keySet(), most);
	}

	private int floor(long address) {
		int low = 0;
		int high = places.length - 1;
		while (low <= high) {
			int middle = (low + high) >>> 1;
			if (Long.compareUnsigned(places[middle].value(), address) <= 0) {
				low = middle + 1;
			} else {
				high = middle - 1;
			}
		}
		return high;
	}

	private static long lastByte(ElfSymbol symbol) {
		long last = symbol.size() == 0 ? symbol.value() : symbol.value() + (symbol.size() - 1);
		return Long.compareUnsigned(last, symbol.value()) < 0 ? -1L : last;
	}

	@Override
	public String toString() {
		return Arrays.toString(places);
	}
}

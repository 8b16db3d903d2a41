/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of several sources that belong together: which places in which files mean the same thing.
 *
 * <p>A name means the same in a file and in those that it includes. It means the same in files that are assembled apart only if
 * it is made global where it is defined, and not defined anew. A numeric label and the parameter of a macro stay in their file.
 *
 * @param <F> what stands for a file: a path, or a resource of an editor
 */
public final class SourceIndex<F> {

	/**
	 * Finds an included file.
	 *
	 * @param <F> what stands for a file
	 */
	@FunctionalInterface
	public interface Includes<F> {

		/**
		 * The file that a source includes; empty if it is none of the index.
		 *
		 * @param from the including file
		 * @param name the name as it is written
		 */
		Optional<F> find(F from, String name);
	}

	/**
	 * A name at a place.
	 *
	 * @param <F> what stands for a file
	 * @param file the file
	 * @param token the word
	 * @param line from 1
	 * @param definition whether the name is defined there
	 */
	public record Place<F>(F file, SourceToken token, int line, boolean definition) {
	}

	private final Map<F, SourceModel> sources;
	/** Each file with all that it includes, itself first. */
	private final Map<F, Set<F>> units = new LinkedHashMap<>();

	private SourceIndex(Map<F, SourceModel> sources, Includes<F> includes) {
		this.sources = new LinkedHashMap<>(sources);
		Map<F, Set<F>> direct = new LinkedHashMap<>();
		this.sources.forEach((file, model) -> {
			Set<F> found = new LinkedHashSet<>();
			model.includes().forEach(include -> includes.find(file, include.name()).filter(this.sources::containsKey).ifPresent(found::add));
			direct.put(file, found);
		});
		for (F file : this.sources.keySet()) {
			Set<F> unit = new LinkedHashSet<>();
			List<F> open = new ArrayList<>(List.of(file));
			while (!open.isEmpty()) {
				F next = open.remove(open.size() - 1);
				if (unit.add(next)) {
					open.addAll(direct.get(next));
				}
			}
			units.put(file, unit);
		}
	}

	/**
	 * Indexes sources.
	 *
	 * @param sources each file with what is in it now; headers among them
	 * @param includes finds included files
	 */
	public static <F> SourceIndex<F> of(Map<F, SourceModel> sources, Includes<F> includes) {
		return new SourceIndex<>(sources, includes);
	}

	/** The sources by file. */
	public Map<F, SourceModel> sources() {
		return Collections.unmodifiableMap(sources);
	}

	/** Where the name at an offset is defined; empty if it is no name, or nowhere defined. */
	public Optional<Place<F>> definition(F file, int offset) {
		SourceModel model = sources.get(file);
		Optional<SourceToken> token = model.tokenAt(offset).filter(SourceModel::refersToAName);
		Optional<Definition> here = token.flatMap(model::definitionOf);
		if (here.isPresent()) {
			return here.map(found -> place(file, new SourceToken(found.offset(), found.name().length(), TokenRole.LABEL)));
		}
		return references(file, offset).stream().filter(Place::definition).findFirst();
	}

	/**
	 * Every place that means the same as the name at an offset, with those where it is defined; by file, the asked one first, and
	 * by offset. None if there is no name at the offset.
	 */
	public List<Place<F>> references(F file, int offset) {
		SourceModel model = sources.get(file);
		List<SourceToken> own = model.tokenAt(offset).map(model::occurrences).orElse(List.of());
		if (own.isEmpty()) {
			return List.of();
		}
		SourceToken token = model.tokenAt(offset).orElseThrow();
		List<Place<F>> places = new ArrayList<>();
		own.forEach(use -> places.add(place(file, use)));
		String name = token.in(model.text());
		if (!SourceModel.isLocal(name) && model.parameterAt(token).isEmpty()) {
			for (F other : meaningTheSame(file, name)) {
				sources.get(other).occurrences(name).forEach(use -> places.add(place(other, use)));
			}
		}
		return places;
	}

	/** What the other files that share names with this one define: those that it includes, and what is global elsewhere. */
	public List<Place<F>> visibleDefinitions(F file) {
		List<Place<F>> found = new ArrayList<>();
		Set<F> near = near(file);
		for (F other : sources.keySet()) {
			if (!other.equals(file)) {
				SourceModel model = sources.get(other);
				for (Definition definition : model.definitions()) {
					boolean named = definition.kind() != Definition.Kind.LOCAL_LABEL && definition.kind() != Definition.Kind.SECTION;
					if (named && (near.contains(other) || model.isExported(definition.name()))) {
						found.add(place(other, new SourceToken(definition.offset(), definition.name().length(), TokenRole.LABEL)));
					}
				}
			}
		}
		return found;
	}

	private Place<F> place(F file, SourceToken token) {
		SourceModel model = sources.get(file);
		boolean definition = model.definitionAt(token.offset()).isPresent();
		return new Place<>(file, token, model.lineOf(token.offset()), definition);
	}

	/** All other files in which a name is the one that it is in this file. */
	private List<F> meaningTheSame(F file, String name) {
		Set<F> same = near(file);
		// What a header defines means the same wherever the header is included.
		List.copyOf(same).stream().filter(each -> defines(Set.of(each), name)).forEach(each -> same.addAll(near(each)));
		boolean defined = defines(same, name);
		if (!defined || same.stream().anyMatch(near -> sources.get(near).isExported(name))) {
			Set<F> near = Set.copyOf(same);
			for (F other : sources.keySet()) {
				if (!near.contains(other)) {
					Set<F> around = near(other);
					boolean global = around.stream().anyMatch(each -> sources.get(each).isExported(name));
					// Elsewhere it is another one if it is defined there and kept there, or defined a second time.
					if (!defines(around, name) || global && !defined) {
						same.add(other);
					}
				}
			}
		}
		same.remove(file);
		return sources.keySet().stream().filter(same::contains).toList();
	}

	private boolean defines(Set<F> files, String name) {
		return files.stream().anyMatch(each -> sources.get(each).definition(name).isPresent());
	}

	/** The files that are read together with this one: what it includes, what includes it, and what these include. */
	private Set<F> near(F file) {
		Set<F> near = new LinkedHashSet<>(units.get(file));
		units.values().stream().filter(unit -> unit.contains(file)).forEach(near::addAll);
		return near;
	}
}

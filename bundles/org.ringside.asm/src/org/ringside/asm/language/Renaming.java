/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gives a name another name wherever it means the same thing, or tells why that cannot be.
 *
 * @param <F> what stands for a file
 */
public sealed interface Renaming<F> permits Renaming.Changes, Renaming.Refusal {

	/** What a name may look like. */
	Pattern NAME = Pattern.compile("[A-Za-z_.$][A-Za-z0-9_.$]*");

	/**
	 * A piece of text that another one replaces.
	 *
	 * @param offset of the first character that goes
	 * @param length how many go
	 * @param text what comes instead
	 */
	record Edit(int offset, int length, String text) {
	}

	/**
	 * It can be done.
	 *
	 * @param <F> what stands for a file
	 * @param edits of each file, by rising offset; they do not overlap
	 */
	record Changes<F>(Map<F, List<Edit>> edits) implements Renaming<F> {
	}

	/**
	 * It cannot be done.
	 *
	 * @param <F> what stands for a file
	 * @param reason one sentence
	 */
	record Refusal<F>(String reason) implements Renaming<F> {
	}

	/**
	 * Works out what is to be changed.
	 *
	 * @param index the sources
	 * @param file where the name stands
	 * @param offset of a character of it
	 * @param newName what it is to be called; a number is possible for a numeric label only
	 */
	static <F> Renaming<F> of(SourceIndex<F> index, F file, int offset, String newName) {
		SourceModel model = index.sources().get(file);
		List<SourceIndex.Place<F>> places = index.references(file, offset);
		if (places.isEmpty()) {
			return new Refusal<>("There is no name here that a source defines.");
		}
		String oldName = model.tokenAt(offset).orElseThrow().in(model.text());
		boolean parameter = model.parameterAt(model.tokenAt(offset).orElseThrow()).isPresent();
		boolean numeric = SourceModel.isLocal(oldName);
		boolean number = !newName.isEmpty() && newName.length() < 10 && newName.chars().allMatch(c -> c >= '0' && c <= '9');
		if (!NAME.matcher(newName).matches() && !(numeric && number)) {
			return new Refusal<>("'" + newName + "' is no name: expected letters, digits, '_', '.' and '$', and no digit at the start.");
		}
		if (Vocabulary.isRegister(newName) && !parameter) {
			return new Refusal<>("'" + newName + "' is a register.");
		}
		if (places.stream().noneMatch(SourceIndex.Place::definition) && !parameter) {
			return new Refusal<>("'" + oldName + "' is defined in none of these sources.");
		}
		if (places.stream().anyMatch(place -> place.token().role() == TokenRole.MACRO) && Vocabulary.mnemonic(newName).isPresent()) {
			return new Refusal<>("'" + newName + "' is an instruction.");
		}
		Map<F, List<Edit>> edits = new LinkedHashMap<>();
		for (SourceIndex.Place<F> place : places) {
			String word = place.token().in(index.sources().get(place.file()).text());
			// 1b and 1f keep their direction.
			String text = numeric && number && !place.definition() ? newName + word.charAt(word.length() - 1) : newName;
			edits.computeIfAbsent(place.file(), key -> new ArrayList<>()).add(new Edit(place.token().offset(), place.token().length(), text));
		}
		edits.values().forEach(list -> list.sort(Comparator.comparingInt(Edit::offset)));
		Optional<String> taken = parameter ? parameterTaken(model, offset, newName) : taken(index, edits, newName);
		if (taken.isEmpty() && numeric && number) {
			taken = meansAnother(model, edits.get(file), newName);
		}
		return taken.isPresent() ? new Refusal<>(taken.get()) : new Changes<>(edits);
	}

	/** The text with edits carried out, which are sorted and do not overlap. */
	static String apply(String text, List<Edit> edits) {
		StringBuilder out = new StringBuilder();
		int at = 0;
		for (Edit edit : edits) {
			out.append(text, at, edit.offset()).append(edit.text());
			at = edit.offset() + edit.length();
		}
		return out.append(text, at, text.length()).toString();
	}

	private static <F> Optional<String> taken(SourceIndex<F> index, Map<F, List<Edit>> edits, String newName) {
		if (SourceModel.isLocal(newName)) {
			return Optional.empty();
		}
		for (F file : edits.keySet()) {
			List<SourceToken> there = index.sources().get(file).occurrences(newName);
			if (!there.isEmpty()) {
				int line = index.sources().get(file).lineOf(there.get(0).offset());
				return Optional.of("The name '" + newName + "' is already used in line " + line + " of " + file + ".");
			}
		}
		return Optional.empty();
	}

	private static Optional<String> parameterTaken(SourceModel model, int offset, String newName) {
		return model.parameterAt(model.tokenAt(offset).orElseThrow()).filter(found -> found.macro().names().contains(newName))
				.map(found -> "The macro has a parameter '" + newName + "' already.");
	}

	/** With its new number, the label must be found from the same places, and from no others. */
	private static Optional<String> meansAnother(SourceModel model, List<Edit> edits, String newName) {
		SourceModel after = SourceModel.of(apply(model.text(), edits));
		List<Integer> expected = new ArrayList<>();
		int shift = 0;
		for (Edit edit : edits) {
			expected.add(edit.offset() + shift);
			shift += edit.text().length() - edit.length();
		}
		List<Integer> found = after.tokenAt(expected.get(0)).map(after::occurrences).orElse(List.of()).stream().map(SourceToken::offset).toList();
		return found.equals(expected) ? Optional.empty()
				: Optional.of("Another label " + newName + ": stands between this one and where it is used.");
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds the input sections that a pattern of a linker script takes, in the order in which it takes them. */
final class InputMatcher {

	private record Found(ObjectCode object, ObjectSection section) {
	}

	private final List<ObjectCode> objects;
	private final Map<String, Pattern> globs = new HashMap<>();

	InputMatcher(List<ObjectCode> objects) {
		this.objects = objects;
	}

	/** The sections that are not taken yet; they are now. */
	List<ObjectSection> match(LinkerScript.Input input, Set<ObjectSection> taken) {
		List<ObjectSection> all = new ArrayList<>();
		boolean sorted = input.sections().stream().anyMatch(pattern -> !pattern.sorts().isEmpty());
		if (sorted) {
			input.sections().forEach(pattern -> all.addAll(match(input, List.of(pattern), taken)));
		} else {
			all.addAll(match(input, input.sections(), taken));
		}
		return all;
	}

	private List<ObjectSection> match(LinkerScript.Input input, List<LinkerScript.Pattern> patterns, Set<ObjectSection> taken) {
		List<Found> found = new ArrayList<>();
		for (ObjectCode object : objects) {
			if (!fits(input.file(), object) || input.excludedFiles().stream().anyMatch(excluded -> fits(excluded, object))) {
				continue;
			}
			for (ObjectSection section : object.sections()) {
				boolean fits = patterns.stream().anyMatch(pattern -> glob(pattern.name()).matcher(section.name).matches()
						&& pattern.excludedFiles().stream().noneMatch(excluded -> fits(excluded, object)));
				if (fits && taken.add(section)) {
					found.add(new Found(object, section));
				}
			}
		}
		if (input.sortedFiles()) {
			found.sort(Comparator.comparing(one -> one.object.fileName()));
		}
		List<LinkerScript.Sort> sorts = patterns.get(0).sorts();
		for (int i = sorts.size() - 1; i >= 0; i--) {
			found.sort(order(sorts.get(i)));
		}
		return found.stream().map(Found::section).toList();
	}

	private static Comparator<Found> order(LinkerScript.Sort sort) {
		return switch (sort) {
			case NAME -> Comparator.comparing(found -> found.section.name);
			case ALIGNMENT -> Comparator.comparing(found -> -found.section.alignment);
			case PRIORITY -> Comparator.comparing(found -> priority(found.section.name));
		};
	}

	private static long priority(String name) {
		String digits = name.substring(name.lastIndexOf('.') + 1);
		boolean number = !digits.isEmpty() && digits.length() < 10 && digits.chars().allMatch(Character::isDigit);
		return number ? Long.parseLong(digits) : Long.MAX_VALUE;
	}

	/** A source that was just assembled goes by the name of its object, too, and a member of an archive by its own. */
	private boolean fits(String pattern, ObjectCode object) {
		Pattern glob = glob(pattern);
		String name = object.fileName();
		int member = name.endsWith(")") ? name.lastIndexOf('(') : -1;
		return glob.matcher(name).matches() || glob.matcher(name.replaceFirst("\\.[^.]*$", ".o")).matches()
				|| member >= 0 && (glob.matcher(name.substring(member + 1, name.length() - 1)).matches()
						|| glob.matcher(name.substring(0, member) + ":" + name.substring(member + 1, name.length() - 1)).matches());
	}

	private Pattern glob(String text) {
		return globs.computeIfAbsent(text, InputMatcher::compile);
	}

	private static Pattern compile(String text) {
		StringBuilder regex = new StringBuilder();
		for (char c : text.toCharArray()) {
			regex.append(c == '*' ? ".*" : c == '?' ? "." : c == '[' || c == ']' ? String.valueOf(c) : Pattern.quote(String.valueOf(c)));
		}
		try {
			return Pattern.compile(regex.toString());
		} catch (PatternSyntaxException e) {
			throw new AssemblyException("'" + text + "' is not a pattern of names.");
		}
	}
}

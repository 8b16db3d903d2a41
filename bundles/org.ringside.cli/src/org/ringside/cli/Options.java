/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits arguments into options and operands: {@code --name value}, {@code --name=value}, {@code --flag}, operands anywhere,
 * and after {@code --} operands only.
 */
final class Options {

	private final Set<String> flags = new HashSet<>();
	private final Map<String, List<String>> values = new HashMap<>();
	private final List<String> operands = new ArrayList<>();

	/**
	 * @param arguments what was typed
	 * @param knownFlags the options without a value, with their dashes
	 * @param knownValues the options with a value
	 */
	Options(String[] arguments, List<String> knownFlags, List<String> knownValues) throws UsageException {
		int i = 0;
		while (i < arguments.length) {
			String argument = arguments[i++];
			if (argument.equals("--")) {
				while (i < arguments.length) {
					operands.add(arguments[i++]);
				}
			} else if (argument.length() < 2 || argument.charAt(0) != '-') {
				operands.add(argument);
			} else {
				int equals = argument.indexOf('=');
				String name = equals < 0 ? argument : argument.substring(0, equals);
				if (knownFlags.contains(name)) {
					if (equals >= 0) {
						throw new UsageException("The option " + name + " takes no value.");
					}
					flags.add(name);
				} else if (knownValues.contains(name)) {
					if (equals < 0 && i == arguments.length) {
						throw new UsageException("The option " + name + " needs a value.");
					}
					values.computeIfAbsent(name, key -> new ArrayList<>())
							.add(equals < 0 ? arguments[i++] : argument.substring(equals + 1));
				} else {
					List<String> known = new ArrayList<>(knownFlags);
					known.addAll(knownValues);
					throw new UsageException("There is no option " + name + "." + near(name, known));
				}
			}
		}
	}

	private static String near(String typed, List<String> known) {
		String best = "";
		int longest = 4;
		for (String name : known) {
			int common = 0;
			while (common < Math.min(name.length(), typed.length()) && name.charAt(common) == typed.charAt(common)) {
				common++;
			}
			if (common > longest) {
				longest = common;
				best = name;
			}
		}
		return best.isEmpty() ? " See --help." : " Did you mean " + best + "?";
	}

	boolean flag(String name) {
		return flags.contains(name);
	}

	List<String> operands() {
		return operands;
	}

	/** All values of an option that may be repeated. */
	List<String> all(String name) {
		return values.getOrDefault(name, List.of());
	}

	/** The value of an option, the last one if it was repeated; or what to use without it. */
	String value(String name, String otherwise) {
		List<String> given = values.get(name);
		return given == null ? otherwise : given.get(given.size() - 1);
	}

	boolean has(String name) {
		return values.containsKey(name);
	}

	/** A whole number. */
	long number(String name, long otherwise, long least, long most) throws UsageException {
		if (!has(name)) {
			return otherwise;
		}
		String text = value(name, "");
		try {
			boolean hex = text.startsWith("0x");
			long number = Long.parseLong((hex ? text.substring(2) : text).replace("_", ""), hex ? 16 : 10);
			if (number >= least && number <= most) {
				return number;
			}
		} catch (NumberFormatException e) {
			// The sentence below says it.
		}
		throw new UsageException("The value of " + name + " cannot be " + text + "; expected a number "
				+ (most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most) + ".");
	}

	/** A size in bytes, or with the suffix K, M or G. */
	long size(String name, long otherwise) throws UsageException {
		if (!has(name)) {
			return otherwise;
		}
		String text = value(name, "");
		int shift = text.isEmpty() ? 0 : switch (Character.toUpperCase(text.charAt(text.length() - 1))) {
			case 'K' -> 10;
			case 'M' -> 20;
			case 'G' -> 30;
			default -> 0;
		};
		try {
			long number = Long.parseLong(shift == 0 ? text : text.substring(0, text.length() - 1));
			if (number > 0 && number <= Long.MAX_VALUE >> shift) {
				return number << shift;
			}
		} catch (NumberFormatException e) {
			// The sentence below says it.
		}
		throw new UsageException("The value of " + name + " cannot be " + text + "; expected a size such as 512M.");
	}
}

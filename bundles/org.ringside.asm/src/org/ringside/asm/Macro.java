/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A macro: its parameters and the statements that it stands for.
 *
 * @param name its name
 * @param parameters in order
 * @param body its statements as written
 */
record Macro(String name, List<Parameter> parameters, List<Statement> body) {

	/**
	 * A parameter.
	 *
	 * @param name its name
	 * @param fallback its value where none is given
	 * @param required whether one must be given
	 * @param rest whether it takes all that is left
	 */
	record Parameter(String name, String fallback, boolean required, boolean rest) {
	}

	/** Reads what follows {@code .macro}. */
	static Macro define(String header, List<Statement> body) {
		String text = header.strip();
		int end = 0;
		while (end < text.length() && Lexer.isNamePart(text.charAt(end))) {
			end++;
		}
		if (end == 0) {
			throw new AssemblyException("Expected the name of the macro after .macro.");
		}
		List<Parameter> parameters = new ArrayList<>();
		for (String piece : split(text.substring(end).replaceFirst("^\\s*,", ""))) {
			int equals = piece.indexOf('=');
			String declaration = equals < 0 ? piece : piece.substring(0, equals);
			String[] parts = declaration.strip().split(":", 2);
			String qualifier = parts.length > 1 ? parts[1] : "";
			if (!qualifier.isEmpty() && !qualifier.equals("req") && !qualifier.equals("vararg")) {
				throw new AssemblyException("Expected req or vararg after the colon, but found '" + qualifier + "'.");
			}
			parameters.add(new Parameter(parts[0].strip(), equals < 0 ? "" : unquote(piece.substring(equals + 1).strip()),
					qualifier.equals("req"), qualifier.equals("vararg")));
		}
		return new Macro(text.substring(0, end), List.copyOf(parameters), List.copyOf(body));
	}

	/** The statements of a call; {@code alternate} is null unless the rules of {@code .altmacro} hold. */
	List<Statement> expand(String arguments, int count, Location location, AlternateMacro alternate) {
		Map<String, String> values = bind(alternate == null ? arguments : alternate.arguments(arguments));
		List<Statement> result = new ArrayList<>();
		for (Statement statement : alternate == null ? body : alternate.substitute(body, values)) {
			result.add(new Statement(substitute(statement.text(), values, count), location));
		}
		return result;
	}

	private Map<String, String> bind(String arguments) {
		Map<String, String> values = new LinkedHashMap<>();
		List<String> given = parameters.size() == 1 && parameters.get(0).rest() ? List.of(arguments.strip()) : split(arguments);
		int next = 0;
		for (int i = 0; i < given.size(); i++) {
			String argument = given.get(i);
			int equals = argument.indexOf('=');
			String key = equals > 0 ? argument.substring(0, equals).strip() : "";
			if (parameters.stream().anyMatch(parameter -> parameter.name().equals(key))) {
				values.put(key, unquote(argument.substring(equals + 1).strip()));
				continue;
			}
			if (next >= parameters.size()) {
				throw new AssemblyException("The macro '" + name + "' has " + parameters.size() + " parameters, but more arguments are given.");
			}
			Parameter parameter = parameters.get(next++);
			if (parameter.rest()) {
				values.put(parameter.name(), String.join(", ", given.subList(i, given.size())));
				break;
			}
			values.put(parameter.name(), unquote(argument));
		}
		for (Parameter parameter : parameters) {
			if (values.getOrDefault(parameter.name(), "").isEmpty()) {
				if (parameter.required()) {
					throw new AssemblyException("The macro '" + name + "' needs a value for '" + parameter.name() + "'.");
				}
				values.put(parameter.name(), parameter.fallback());
			}
		}
		return values;
	}

	/** Replaces {@code \name}, {@code \@} and {@code \()}. */
	static String substitute(String text, Map<String, String> values, int count) {
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c != '\\' || i + 1 == text.length()) {
				result.append(c);
			} else if (text.charAt(i + 1) == '@') {
				result.append(count);
				i++;
			} else if (text.startsWith("()", i + 1)) {
				i += 2;
			} else {
				int end = i + 1;
				while (end < text.length() && Lexer.isNamePart(text.charAt(end)) && text.charAt(end) != '.') {
					end++;
				}
				String key = text.substring(i + 1, end);
				if (values.containsKey(key)) {
					result.append(values.get(key));
					i = end - 1;
				} else {
					result.append(c);
				}
			}
		}
		return result.toString();
	}

	/** Splits arguments at commas, or at white space between words where an operator does not join them. */
	static List<String> split(String text) {
		List<String> pieces = new ArrayList<>();
		StringBuilder piece = new StringBuilder();
		int depth = 0;
		boolean quoted = false;
		boolean comma = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (quoted) {
				piece.append(c);
				if (c == '\\' && i + 1 < text.length()) {
					piece.append(text.charAt(++i));
				} else if (c == '"') {
					quoted = false;
				}
			} else if (c == ',' && depth == 0) {
				pieces.add(piece.toString().strip());
				piece.setLength(0);
				comma = true;
			} else if (Character.isWhitespace(c) && depth == 0 && separates(piece, text, i)) {
				pieces.add(piece.toString().strip());
				piece.setLength(0);
				comma = false;
			} else {
				quoted = c == '"';
				depth += c == '(' ? 1 : c == ')' ? -1 : 0;
				piece.append(c);
			}
		}
		if (!piece.toString().isBlank() || comma) {
			pieces.add(piece.toString().strip());
		}
		return pieces;
	}

	private static boolean separates(StringBuilder piece, String text, int at) {
		String before = piece.toString().strip();
		int next = at;
		while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
			next++;
		}
		return !before.isEmpty() && next < text.length() && isWordEnd(before.charAt(before.length() - 1)) && isWordStart(text.charAt(next));
	}

	private static boolean isWordEnd(char c) {
		return Lexer.isNamePart(c) || c == ')' || c == '"' || c == '\'' || c == '\\';
	}

	private static boolean isWordStart(char c) {
		return Lexer.isNamePart(c) || c == '"' || c == '\'' || c == '\\';
	}

	static String unquote(String text) {
		return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") ? text.substring(1, text.length() - 1) : text;
	}
}

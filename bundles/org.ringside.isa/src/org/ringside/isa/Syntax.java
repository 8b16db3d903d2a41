/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.ArrayList;
import java.util.List;

/**
 * How the operands of an instruction are written: punctuation and operands in order, and the operands that are not
 * written as operands (ordering bits that go to the mnemonic, fields that hardware ignores).
 *
 * @param parts each a literal or an operand, in written order
 * @param unwritten the operands that do not appear among the parts
 * @param operands all operands, written ones first
 */
public record Syntax(List<Part> parts, List<Operand> unwritten, List<Operand> operands) {

	/** A piece of the written form. */
	public sealed interface Part permits Literal, Field {
	}

	/** Punctuation: {@code ,} or {@code (} or {@code )}; or a register that the encoding implies. */
	public record Literal(String text) implements Part {
	}

	/** An operand. */
	public record Field(Operand operand) implements Part {
	}

	/** Reads a form such as {@code "rd, imm_i(rs1)"} or {@code "rd, rs2, (rs1); aqrl"}: names are constants of {@link Operand}. */
	static Syntax parse(String text) {
		List<Part> parts = new ArrayList<>();
		List<Operand> written = new ArrayList<>();
		List<Operand> unwritten = new ArrayList<>();
		int semicolon = text.indexOf(';');
		String visible = semicolon < 0 ? text : text.substring(0, semicolon);
		for (int i = 0; i < visible.length();) {
			char c = visible.charAt(i);
			if (c == ' ') {
				i++;
			} else if (Character.isLetter(c)) {
				int end = i;
				while (end < visible.length() && (Character.isLetterOrDigit(visible.charAt(end)) || visible.charAt(end) == '_')) {
					end++;
				}
				String name = visible.substring(i, end);
				if (name.equals("sp") || name.equals("rtz") || name.equals("v0")) {
					parts.add(new Literal(name));
				} else {
					Operand operand = Operand.valueOf(name.toUpperCase());
					parts.add(new Field(operand));
					written.add(operand);
				}
				i = end;
			} else {
				parts.add(new Literal(String.valueOf(c)));
				i++;
			}
		}
		if (semicolon >= 0) {
			for (String name : text.substring(semicolon + 1).trim().split(" ")) {
				unwritten.add(Operand.valueOf(name.toUpperCase()));
			}
		}
		List<Operand> all = new ArrayList<>(written);
		all.addAll(unwritten);
		return new Syntax(List.copyOf(parts), List.copyOf(unwritten), List.copyOf(all));
	}

	/** The form that a person reads: {@code lw rd, imm(rs1)}. */
	String forPeople(String mnemonic) {
		StringBuilder text = new StringBuilder(mnemonic);
		if (unwritten.contains(Operand.AQRL)) {
			text.append("[.aq][.rl]");
		}
		String separator = " ";
		for (Part part : parts) {
			switch (part) {
				case Literal literal -> {
					text.append(literal.text().length() > 1 || literal.text().equals("(") ? separator : "").append(literal.text());
					separator = literal.text().equals(",") ? " " : "";
				}
				case Field field -> {
					text.append(separator).append(field.operand().label());
					separator = "";
				}
			}
		}
		return text.toString();
	}
}

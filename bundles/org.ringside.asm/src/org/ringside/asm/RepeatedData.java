/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

/** The directives that put the same several times into a section, or leave room. */
final class RepeatedData {

	private final Assembly assembly;

	RepeatedData(Assembly assembly) {
		this.assembly = assembly;
	}

	/** Carries out a directive; false if it is none of these. */
	boolean run(String name, TokenStream tokens) {
		switch (name) {
			case ".skip", ".space", ".zero" -> space(tokens, 1);
			case ".ds", ".ds.w" -> space(tokens, 2);
			case ".ds.b" -> space(tokens, 1);
			case ".ds.l", ".ds.s" -> space(tokens, 4);
			case ".ds.d" -> space(tokens, 8);
			case ".dcb", ".dcb.w" -> block(tokens, 2);
			case ".dcb.b" -> block(tokens, 1);
			case ".dcb.l" -> block(tokens, 4);
			case ".fill" -> fill(tokens);
			case ".org" -> org(tokens);
			default -> {
				return false;
			}
		}
		tokens.expectEnd();
		return true;
	}

	private void space(TokenStream tokens, int unit) {
		Expression count = tokens.expression();
		long value = tokens.take(",") && !tokens.atEnd() ? tokens.number("a fill value") : 0;
		assembly.section.add(new Fragment.Fill(constant(count), false, value, unit, assembly.location));
	}

	private void block(TokenStream tokens, int unit) {
		Expression count = tokens.expression();
		tokens.expect(",");
		long value = tokens.number("a value");
		assembly.section.add(new Fragment.Fill(constant(count), false, value, unit, assembly.location));
	}

	private void fill(TokenStream tokens) {
		Expression count = tokens.expression();
		int column = tokens.peek().column();
		long unit = tokens.take(",") ? tokens.number("a size") : 1;
		long value = tokens.take(",") ? tokens.number("a value") : 0;
		if (unit < 0 || unit > 8) {
			throw new AssemblyException("The size of .fill is " + unit + ", but must be from 0 to 8.", column);
		}
		if (unit > 0) {
			// Of a larger unit, GNU as takes four bytes from the value.
			assembly.section.add(new Fragment.Fill(constant(count), false, unit > 4 ? value & 0xffff_ffffL : value, (int) unit, assembly.location));
		}
	}

	private static Expression constant(Expression expression) {
		Value value = Evaluator.evaluate(expression, false);
		if (value.isNumber() && value.number() < 0) {
			throw new AssemblyException("A space of " + value.number() + " bytes is negative.");
		}
		return value.isNumber() ? new Expression.Number(value.number()) : expression;
	}

	private void org(TokenStream tokens) {
		Expression target = tokens.expression();
		long value = tokens.take(",") ? tokens.number("a fill value") : 0;
		assembly.section.add(new Fragment.Fill(target, true, value, 1, assembly.location));
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.debug.core.DebugException;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.session.AddressSpaceKind;

/**
 * An address as a user types it: a space ({@code gva:}, {@code gpa:}, {@code hpa:}; guest-virtual if none is named) and a sum
 * of numbers, symbols and registers, for example {@code gpa:0x80200000}, {@code map_page+0x10} or {@code $sp-64}.
 *
 * @param space the kind of address
 * @param terms what is added up
 */
public record AddressExpression(AddressSpaceKind space, List<Term> terms) {

	private static final Pattern TERM = Pattern.compile("\\s*([+-]?)\\s*(\\$?[\\w.]+)");
	private static final String EXPECTED = "expected is an address such as gva:0x80200000, gpa:map_page+0x10 or $sp-64";

	/**
	 * One summand.
	 *
	 * @param text a number, a symbol, or a register with a dollar sign before it
	 * @param negative whether it is subtracted
	 */
	public record Term(String text, boolean negative) {

		/** Whether the term is written as a number. */
		public boolean isNumber() {
			return Character.isDigit(text.charAt(0));
		}

		/** Whether the term names a register. */
		public boolean isRegister() {
			return text.charAt(0) == '$';
		}
	}

	/** Where the values of symbols and registers come from. */
	public interface Scope {
		/** The address of {@code name} in {@code space}. */
		long symbol(String name, AddressSpaceKind space) throws DebugException;

		/** The present value of the register {@code name}, without the dollar sign. */
		long register(String name) throws DebugException;
	}

	public AddressExpression {
		terms = List.copyOf(terms);
	}

	/** Reads {@code text}; whether its symbols exist is found out by {@link #evaluate}. */
	public static AddressExpression parse(String text) throws DebugException {
		String rest = text == null ? "" : text.strip();
		AddressSpaceKind space = AddressSpaceKind.GVA;
		int colon = rest.indexOf(':');
		if (colon >= 0) {
			String word = rest.substring(0, colon).strip().toLowerCase(Locale.ROOT);
			space = switch (word) {
			case "gva" -> AddressSpaceKind.GVA;
			case "gpa" -> AddressSpaceKind.GPA;
			case "hpa" -> AddressSpaceKind.HPA;
			default -> throw GuestFault.EXPRESSION.because("There is no address space \"" + word
					+ "\"; the spaces are gva (guest-virtual), gpa (guest-physical) and hpa (machine).");
			};
			rest = rest.substring(colon + 1).strip();
		}
		return new AddressExpression(space, terms(rest, text));
	}

	private static List<Term> terms(String rest, String text) throws DebugException {
		List<Term> terms = new ArrayList<>();
		Matcher matcher = TERM.matcher(rest);
		int at = 0;
		while (at < rest.length()) {
			matcher.region(at, rest.length());
			boolean first = terms.isEmpty();
			if (!matcher.lookingAt() || !first && matcher.group(1).isEmpty()) {
				throw GuestFault.EXPRESSION.because("\"" + text + "\" is no address: \"" + rest.substring(at).strip() + "\" is not understood; " + EXPECTED + ".");
			}
			Term term = new Term(matcher.group(2), matcher.group(1).equals("-"));
			if (term.isNumber()) {
				number(term.text());
			}
			terms.add(term);
			at = matcher.end();
		}
		if (terms.isEmpty()) {
			throw GuestFault.EXPRESSION.because("The address is missing; " + EXPECTED + ".");
		}
		return terms;
	}

	/** The sum, modulo 2^64. */
	public long evaluate(Scope scope) throws DebugException {
		long sum = 0;
		for (Term term : terms) {
			long value = term.isNumber() ? number(term.text())
					: term.isRegister() ? scope.register(term.text().substring(1)) : scope.symbol(term.text(), space);
			sum += term.negative() ? -value : value;
		}
		return sum;
	}

	private static long number(String text) throws DebugException {
		String plain = text.replace("_", "").toLowerCase(Locale.ROOT);
		try {
			return plain.startsWith("0x") ? Long.parseUnsignedLong(plain.substring(2), 16) : Long.parseUnsignedLong(plain);
		} catch (NumberFormatException e) {
			throw GuestFault.EXPRESSION.because("\"" + text + "\" is no 64-bit number; " + EXPECTED + ".", e);
		}
	}

	/** The word that stands before an address of this space. */
	public String prefix() {
		return space.name().toLowerCase(Locale.ROOT) + ":";
	}
}

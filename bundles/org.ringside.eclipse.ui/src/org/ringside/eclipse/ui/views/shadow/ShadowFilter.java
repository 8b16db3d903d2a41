/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.shadow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.ringside.vmm.ShadowMapping;

/**
 * The filter line of the <em>Shadow Mappings</em> view: words that must all hold.
 *
 * <ul>
 * <li>a number ({@code 0x40003000}, {@code 40003000h} or at least four hexadecimal digits): the address lies in the
 * mapping's page, as gVA, gPA or hPA;</li>
 * <li>a range ({@code 0x40000000-0x40200000}): the mapping's gVA range touches it, both ends included;</li>
 * <li>{@code differs}: guest and shadow permissions are not the same;</li>
 * <li>anything else: part of the permissions, the view, the state or the explanation, upper or lower case.</li>
 * </ul>
 */
public final class ShadowFilter implements Predicate<ShadowMapping> {

	private final List<Predicate<ShadowMapping>> words = new ArrayList<>();

	/** Reads a filter line; every text is a filter, an empty one lets all through. */
	public ShadowFilter(String line) {
		for (String word : line.trim().split("\\s+")) {
			if (!word.isEmpty()) {
				words.add(word(word));
			}
		}
	}

	/** Whether the filter lets everything through. */
	public boolean isEmpty() {
		return words.isEmpty();
	}

	@Override
	public boolean test(ShadowMapping mapping) {
		for (Predicate<ShadowMapping> word : words) {
			if (!word.test(mapping)) {
				return false;
			}
		}
		return true;
	}

	private static Predicate<ShadowMapping> word(String word) {
		String lower = word.toLowerCase(Locale.ROOT);
		if (lower.equals("differs")) {
			return mapping -> !mapping.guestPermissions().equals(mapping.shadowPermissions());
		}
		int dash = lower.indexOf('-', 1);
		if (dash > 0 && isAddress(lower.substring(0, dash)) && isAddress(lower.substring(dash + 1))) {
			long first = address(lower.substring(0, dash));
			long last = address(lower.substring(dash + 1));
			return mapping -> Long.compareUnsigned(mapping.gva(), last) <= 0
					&& Long.compareUnsigned(mapping.gva() + mapping.size() - 1, first) >= 0;
		}
		if (isAddress(lower)) {
			long address = address(lower);
			return mapping -> holds(mapping.gva(), mapping.size(), address)
					|| mapping.gpa() != -1 && holds(mapping.gpa(), mapping.size(), address)
					|| mapping.hpa() != -1 && holds(mapping.hpa(), mapping.size(), address);
		}
		return mapping -> contains(mapping.guestPermissions(), lower) || contains(mapping.shadowPermissions(), lower)
				|| contains(mapping.view().text(), lower) || contains(ShadowColumn.words(mapping.state()), lower)
				|| contains(mapping.why(), lower);
	}

	private static boolean contains(String text, String lower) {
		return text.toLowerCase(Locale.ROOT).contains(lower);
	}

	private static boolean holds(long start, long size, long address) {
		return Long.compareUnsigned(address - start, size) < 0;
	}

	/** Hexadecimal with a prefix, or four digits and more with at least one decimal digit among them ("dead" is a word). */
	private static boolean isAddress(String text) {
		String digits = digits(text);
		boolean marked = digits.length() < text.length();
		if (digits.isEmpty() || digits.length() > 16 || !marked && digits.length() < 4) {
			return false;
		}
		boolean decimalDigit = marked;
		for (int i = 0; i < digits.length(); i++) {
			char c = digits.charAt(i);
			if (Character.digit(c, 16) < 0) {
				return false;
			}
			decimalDigit |= c >= '0' && c <= '9';
		}
		return decimalDigit;
	}

	private static long address(String text) {
		return Long.parseUnsignedLong(digits(text), 16);
	}

	private static String digits(String text) {
		String plain = text.replace("_", "");
		if (plain.startsWith("0x")) {
			return plain.substring(2);
		}
		return plain.endsWith("h") ? plain.substring(0, plain.length() - 1) : plain;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.OptionalLong;

/** Reads the numbers of the breakpoint language: decimal or {@code 0x} hexadecimal, up to 64 bits, with {@code _} between digits. */
final class Numbers {

	private Numbers() {
	}

	static OptionalLong parse(String text) {
		boolean hex = text.length() > 2 && text.charAt(0) == '0' && (text.charAt(1) | 0x20) == 'x';
		String digits = (hex ? text.substring(2) : text).replace("_", "");
		if (digits.isEmpty() || Character.digit(digits.charAt(0), hex ? 16 : 10) < 0) {
			return OptionalLong.empty();
		}
		try {
			return OptionalLong.of(Long.parseUnsignedLong(digits, hex ? 16 : 10));
		} catch (NumberFormatException notANumber) {
			return OptionalLong.empty();
		}
	}
}

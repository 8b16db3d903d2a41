/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;

import org.eclipse.debug.core.DebugException;
import org.junit.jupiter.api.Test;
import org.ringside.session.AddressSpaceKind;

/** Addresses as users type them. */
class AddressExpressionTest {

	private static final AddressExpression.Scope SCOPE = new AddressExpression.Scope() {

		private final Map<String, Long> symbols = Map.of("main", 0x1000L, ".text.boot", 0x20L);

		@Override
		public long symbol(String name, AddressSpaceKind space) {
			return symbols.get(name);
		}

		@Override
		public long register(String name) {
			return name.equals("sp") ? 0x8000L : 0;
		}
	};

	@Test
	void sumsOfNumbersSymbolsAndRegisters() throws DebugException {
		assertEquals(0x80200000L, value("0x8020_0000"));
		assertEquals(42, value(" 42 "));
		assertEquals(0x1010, value("main+0x10"));
		assertEquals(0x8000 - 64 + 0x1000, value("$sp - 64 + main"));
		assertEquals(-1, value("0xffffffffffffffff"));
		assertEquals(-1, value("18446744073709551615"));
		assertEquals(0x24, value(".text.boot+4"));
	}

	@Test
	void theSpaceIsGuestVirtualUnlessNamed() throws DebugException {
		assertEquals(AddressSpaceKind.GVA, AddressExpression.parse("0").space());
		assertEquals(AddressSpaceKind.GPA, AddressExpression.parse("GPA: 0").space());
		assertEquals(AddressSpaceKind.HPA, AddressExpression.parse("hpa:0").space());
	}

	@Test
	void whatIsNoAddressIsRefused() {
		for (String text : new String[] { "", "gva:", "0x", "main main", "main+", "+ +1", "1*2", "gva:gpa:1", "0x10000000000000000", "12ab" }) {
			assertThrows(DebugException.class, () -> AddressExpression.parse(text), text);
		}
	}

	private static long value(String text) throws DebugException {
		return AddressExpression.parse(text).evaluate(SCOPE);
	}
}

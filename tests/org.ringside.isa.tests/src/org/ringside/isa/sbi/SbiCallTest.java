/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa.sbi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** SBI calls are told by name, and unknown ones by number. */
class SbiCallTest {

	@Test
	void namesCalls() {
		assertEquals("time.set_timer(stime_value=0x1000)", SbiCall.describe(0x54494d45, 0, new long[] {0x1000, 7}));
		assertEquals("legacy.console_putchar(ch=0x41)", SbiCall.describe(1, 99, new long[] {0x41}));
		assertEquals("rfence.remote_sfence_vma(hart_mask=1, hart_mask_base=0, start_addr=0x80000000, size=0x1000)",
				SbiCall.describe(0x52464e43, 1, new long[] {1, 0, 0x80000000L, 0x1000, 0}));
		assertEquals("time.function 9(a0=0, a1=0, a2=0)", SbiCall.describe(0x54494d45, 9, new long[3]));
		assertEquals("extension 0x12345.function 0(a0=1)", SbiCall.describe(0x12345, 0, new long[] {1}));
	}

	/** The numbers of extensions are their names in ASCII. */
	@Test
	void numbersSpellNames() {
		for (SbiExtension extension : SbiExtension.values()) {
			if (extension.number() > 0x10) {
				StringBuilder name = new StringBuilder();
				for (long rest = extension.number(); rest != 0; rest >>>= 8) {
					name.insert(0, (char) (rest & 0xff));
				}
				String expected = switch (extension) {
					case IPI -> "sPI";
					case RFENCE -> "RFNC";
					default -> extension.name();
				};
				assertEquals(expected, name.toString());
			}
		}
	}

	@Test
	void errors() {
		assertEquals("invalid parameter", SbiError.describe(-3));
		assertEquals("error -99", SbiError.describe(-99));
	}
}

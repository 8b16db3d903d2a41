/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.Map;

/**
 * A field of a CSR.
 *
 * @param name the name in the specification
 * @param high its most significant bit
 * @param low its least significant bit
 * @param meaning a few words
 * @param values the names of its values where they have names
 */
public record CsrField(String name, int high, int low, String meaning, Map<Long, String> values) {

	/** Its bits in place. */
	public long mask() {
		return (high - low == 63 ? -1L : (1L << high - low + 1) - 1) << low;
	}

	/** Its value within a register value. */
	public long extract(long register) {
		return (register & mask()) >>> low;
	}

	/** The register value with this field replaced; bits that do not fit are dropped. */
	public long insert(long register, long value) {
		return register & ~mask() | value << low & mask();
	}

	/** For example {@code SIE}, {@code MPP=S}, {@code ASID=5}; a clear one-bit field is {@code SIE=0}. */
	public String describe(long register) {
		long value = extract(register);
		String named = values.get(value);
		if (named != null) {
			return name + "=" + named;
		}
		if (high == low) {
			return value == 1 ? name : name + "=0";
		}
		return name + "=" + (value < 10 ? Long.toString(value) : "0x" + Long.toHexString(value));
	}
}

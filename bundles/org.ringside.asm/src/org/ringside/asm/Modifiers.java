/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The words behind a percent sign that take a part of an address, with a sentence each. */
public final class Modifiers {
	private static final Map<String, String> ALL = modifiers();

	private Modifiers() {
	}

	/** All of them by name without the percent sign; each text begins with the form and a colon. */
	public static Map<String, String> all() {
		return ALL;
	}

	private static Map<String, String> modifiers() {
		Map<String, String> all = new TreeMap<>();
		all.put("hi", "%hi(SYMBOL): The upper 20 bits of an address, for lui; rounded for the signed lower part.");
		all.put("lo", "%lo(SYMBOL): The lower 12 bits of an address, for what follows lui.");
		all.put("pcrel_hi", "%pcrel_hi(SYMBOL): The upper 20 bits of the distance from here, for auipc.");
		all.put("pcrel_lo", "%pcrel_lo(LABEL): The lower 12 bits that belong to the auipc at this label.");
		all.put("got_pcrel_hi", "%got_pcrel_hi(SYMBOL): The upper 20 bits of the distance to the entry of the global offset table.");
		all.put("tprel_hi", "%tprel_hi(SYMBOL): The upper 20 bits of the offset from the thread pointer, for lui.");
		all.put("tprel_lo", "%tprel_lo(SYMBOL): The lower 12 bits of the offset from the thread pointer.");
		all.put("tprel_add", "%tprel_add(SYMBOL): Tells the linker that an add of tp belongs to that offset.");
		all.put("tls_ie_pcrel_hi", "%tls_ie_pcrel_hi(SYMBOL): The distance to the table's entry with the offset from the thread pointer.");
		all.put("tls_gd_pcrel_hi", "%tls_gd_pcrel_hi(SYMBOL): The distance to the table's entry with module and offset.");
		return Collections.unmodifiableMap(all);
	}
}

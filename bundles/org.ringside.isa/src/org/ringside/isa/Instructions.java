/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rows of all tables. */
public final class Instructions {

	private static final List<Instruction> ALL = gather();
	private static final Map<String, Instruction> BY_MNEMONIC = index();

	private Instructions() {
	}

	private static List<Instruction> gather() {
		List<Instruction> all = new ArrayList<>();
		for (Class<?> table : Instruction.class.getPermittedSubclasses()) {
			if (table != Illegal.class) {
				Arrays.stream(table.getEnumConstants()).map(Instruction.class::cast).forEach(all::add);
			}
		}
		return List.copyOf(all);
	}

	private static Map<String, Instruction> index() {
		Map<String, Instruction> map = new HashMap<>();
		for (Instruction instruction : ALL) {
			map.putIfAbsent(instruction.mnemonic(), instruction);
		}
		return map;
	}

	/** Every row, table by table, without {@link Illegal}. */
	public static List<Instruction> all() {
		return ALL;
	}

	/** The row with this mnemonic (lower case, without ordering suffix). */
	public static Optional<Instruction> byMnemonic(String mnemonic) {
		return Optional.ofNullable(BY_MNEMONIC.get(mnemonic));
	}
}

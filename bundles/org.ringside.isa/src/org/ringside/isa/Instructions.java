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
import java.util.Set;
import java.util.function.Predicate;

/** All rows of all tables. */
public final class Instructions {

	/** The tables of vector instructions, most of all rows. */
	private static final Set<Class<?>> VECTORS = Set.of(RvVConfig.class, RvVLoad.class, RvVStore.class, RvVSegmentLoad.class, RvVSegmentStore.class,
			RvVInteger.class, RvVFixed.class, RvVFloat.class, RvVReduction.class, RvVMask.class, RvVPermutation.class, Zvbb.class, Zvbc.class, Zvk.class,
			Zvfbf.class);

	/** All rows, made when somebody needs them all. */
	private static final class All {
		private static final List<Instruction> ROWS = rows(table -> true);
		private static final Map<String, Instruction> BY_MNEMONIC = index();

		private static Map<String, Instruction> index() {
			Map<String, Instruction> map = new HashMap<>();
			for (Instruction instruction : ROWS) {
				map.putIfAbsent(instruction.mnemonic(), instruction);
			}
			return map;
		}
	}

	private Instructions() {
	}

	private static List<Instruction> rows(Predicate<Class<?>> tables) {
		List<Instruction> rows = new ArrayList<>();
		for (Class<?> table : Instruction.class.getPermittedSubclasses()) {
			if (table != Illegal.class && tables.test(table)) {
				Arrays.stream(table.getEnumConstants()).map(Instruction.class::cast).forEach(rows::add);
			}
		}
		return List.copyOf(rows);
	}

	/** The rows that a hart with this profile has. Tables of which it has nothing are not even read, which takes long. */
	static List<Instruction> of(IsaProfile profile) {
		boolean vectors = profile.extensions().stream().anyMatch(extension -> extension == Extension.V || extension.name().startsWith("ZV"));
		return rows(table -> vectors || !VECTORS.contains(table)).stream().filter(row -> row.isIn(profile)).toList();
	}

	/** Every row, table by table, without {@link Illegal}. */
	public static List<Instruction> all() {
		return All.ROWS;
	}

	/** The row with this mnemonic (lower case, without ordering suffix). */
	public static Optional<Instruction> byMnemonic(String mnemonic) {
		return Optional.ofNullable(All.BY_MNEMONIC.get(mnemonic));
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All control and status registers, gathered from the files of the extensions that bring them. */
public final class Csrs {

	private static final List<Csr> ALL = gather();
	private static final Csr[] BY_NUMBER = new Csr[4096];
	private static final Map<String, Csr> BY_NAME = new HashMap<>();

	static {
		for (Csr csr : ALL) {
			BY_NUMBER[csr.number()] = csr;
			BY_NAME.put(csr.name(), csr);
		}
	}

	private Csrs() {
	}

	private static List<Csr> gather() {
		List<Csr> all = new ArrayList<>();
		List.of(FloatCsrs.ALL, VectorCsrs.ALL, Counters.ALL, SupervisorCsrs.ALL, HypervisorCsrs.ALL, MachineCsrs.ALL, PmpCsrs.ALL,
				StateEnableCsrs.ALL, DebugCsrs.ALL, Sstc.ALL, InterruptFileCsrs.ALL, Zkr.ALL).forEach(all::addAll);
		all.sort(Comparator.comparingInt(Csr::number));
		return Collections.unmodifiableList(all);
	}

	/** Every CSR, by number. */
	public static List<Csr> all() {
		return ALL;
	}

	/** The CSR with this number. */
	public static Optional<Csr> byNumber(int number) {
		return number < 0 || number > 4095 ? Optional.empty() : Optional.ofNullable(BY_NUMBER[number]);
	}

	/** The CSR with this name, in lower case. */
	public static Optional<Csr> byName(String name) {
		return Optional.ofNullable(BY_NAME.get(name));
	}

	/** The value of a CSR in words; a number that is no CSR gives the value in hexadecimal. */
	public static String describe(int number, long value) {
		return byNumber(number).map(csr -> csr.describe(value)).orElse("0x" + Long.toHexString(value));
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.io.IOException;
import java.util.List;

import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;

/**
 * A longer comparison than the tests make: {@code kind|all first-seed count isa-string}. It prints each difference with its seed and ends
 * with exit code 1 if there was one.
 */
public final class DifferentialMain {

	private DifferentialMain() {
	}

	public static void main(String[] arguments) throws Exception {
		String kinds = arguments.length > 0 ? arguments[0] : "all";
		long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
		long count = arguments.length > 2 ? Long.parseLong(arguments[2]) : 10;
		IsaProfile profile = arguments.length > 3 ? IsaProfile.parse(arguments[3]) : IsaProfile.RV64IMAC;
		int different = 0;
		for (long seed = first; seed < first + count; seed++) {
			for (Comparison.Kind kind : Comparison.Kind.values()) {
				if (kinds.equals("all") && (kind != Comparison.Kind.FLOAT || profile.has(Extension.D)) || kind.name().equalsIgnoreCase(kinds)) {
					List<String> found;
					try {
						found = Comparison.differences(kind, seed, profile);
					} catch (IOException | IllegalStateException e) {
						found = List.of(kind + " seed " + seed + ": " + e.getMessage());
					}
					found.forEach(System.out::println);
					different += found.isEmpty() ? 0 : 1;
				}
			}
		}
		System.out.println(count + " seeds of " + kinds + ": " + different + " programs differ");
		System.exit(different == 0 ? 0 : 1);
	}
}

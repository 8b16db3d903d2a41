/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;


/** Writes sizes of memory as a person reads them. */
final class Sizes {
	private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB"};

	private Sizes() {
	}

	/** The size in the largest unit that divides it, or else in bytes. */
	static String text(long bytes) {
		int unit = 0;
		long number = bytes;
		while (unit < UNITS.length - 1 && number >= 1024 && number % 1024 == 0) {
			number /= 1024;
			unit++;
		}
		return number + " " + UNITS[unit];
	}
}

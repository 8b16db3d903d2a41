/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * QEMU's time by ours, pair by pair: above 1 we are faster.
 *
 * @param median of the pairs
 * @param least of the pairs
 * @param most of the pairs
 */
record Ratio(double median, double least, double most) {

	static Ratio of(double[] pairs) {
		double[] sorted = pairs.clone();
		Arrays.sort(sorted);
		int n = sorted.length;
		double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
		return new Ratio(median, sorted[0], sorted[n - 1]);
	}

	String text() {
		return String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", median, least, most);
	}

	String csv() {
		return String.format(Locale.ROOT, "%.3f,%.3f,%.3f", median, least, most);
	}
}

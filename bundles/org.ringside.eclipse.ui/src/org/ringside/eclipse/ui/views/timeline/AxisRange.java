/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.timeline;

/**
 * The part of the instruction axis that the timeline shows, and the arithmetic between instructions and pixels.
 *
 * @param first first instruction count shown
 * @param last last instruction count shown, greater than {@code first}
 */
record AxisRange(double first, double last) {
	/** The narrowest range that can be zoomed to, in instructions. */
	private static final double NARROWEST = 8;

	AxisRange {
		if (!(last > first)) {
			last = first + NARROWEST;
		}
	}

	double span() {
		return last - first;
	}

	/** The pixel of an instruction count on an axis of that many pixels. */
	int pixel(double instruction, int width) {
		double pixel = (instruction - first) / span() * width;
		return (int) Math.max(-1, Math.min(width + 1, Math.round(pixel)));
	}

	/** The instruction count under a pixel. */
	double instruction(int pixel, int width) {
		return first + span() * pixel / Math.max(1, width);
	}

	/** Zooms by a factor (below 1: closer) so that what is under the pixel stays there; never beyond the whole. */
	AxisRange zoom(double factor, int pixel, int width, AxisRange whole) {
		double pivot = instruction(pixel, width);
		double span = Math.max(NARROWEST, Math.min(whole.span(), span() * factor));
		double start = pivot - span * pixel / Math.max(1, width);
		return new AxisRange(start, start + span).within(whole);
	}

	/** Moves by a part of its span, positive to later instructions. */
	AxisRange pan(double part, AxisRange whole) {
		return new AxisRange(first + part * span(), last + part * span()).within(whole);
	}

	/** The same span around an instruction, unless that is in sight already. */
	AxisRange reveal(double instruction, AxisRange whole) {
		if (instruction >= first && instruction <= last) {
			return this;
		}
		return new AxisRange(instruction - span() / 2, instruction + span() / 2).within(whole);
	}

	private AxisRange within(AxisRange whole) {
		if (span() >= whole.span()) {
			return whole;
		}
		if (first < whole.first) {
			return new AxisRange(whole.first, whole.first + span());
		}
		return last > whole.last ? new AxisRange(whole.last - span(), whole.last) : this;
	}

	/** A round distance (1, 2 or 5 times a power of ten) between about {@code count} marks on the axis. */
	double tick(int count) {
		double raw = span() / Math.max(1, count);
		double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, raw))));
		for (double factor : new double[] { 1, 2, 5 }) {
			if (power * factor >= raw) {
				return power * factor;
			}
		}
		return power * 10;
	}
}

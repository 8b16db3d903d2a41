/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AxisRangeTest {
	private static final AxisRange WHOLE = new AxisRange(0, 10_000);

	@Test
	void pixelsAndInstructionsAreInverse() {
		AxisRange range = new AxisRange(1000, 3000);
		assertEquals(0, range.pixel(1000, 500));
		assertEquals(500, range.pixel(3000, 500));
		assertEquals(250, range.pixel(2000, 500));
		assertEquals(2000, range.instruction(250, 500), 1e-9);
	}

	@Test
	void whatIsOutOfSightIsOutsideThePixels() {
		AxisRange range = new AxisRange(1000, 3000);
		assertEquals(-1, range.pixel(0, 500));
		assertEquals(501, range.pixel(1e18, 500));
	}

	@Test
	void zoomKeepsWhatIsUnderThePointer() {
		AxisRange closer = WHOLE.zoom(0.5, 100, 500, WHOLE);
		assertEquals(5000, closer.span(), 1e-9);
		assertEquals(WHOLE.instruction(100, 500), closer.instruction(100, 500), 1e-9);
	}

	@Test
	void zoomEndsAtTheWholeAndAtAFewInstructions() {
		assertEquals(WHOLE, new AxisRange(10, 20).zoom(1e9, 0, 500, WHOLE));
		assertEquals(8, WHOLE.zoom(1e-9, 250, 500, WHOLE).span(), 1e-9);
	}

	@Test
	void panStopsAtTheEnds() {
		AxisRange start = new AxisRange(0, 100);
		assertEquals(start, start.pan(-1, WHOLE));
		assertEquals(new AxisRange(9900, 10_000), new AxisRange(9950 - 50, 10_000).pan(5, WHOLE));
		assertEquals(new AxisRange(50, 150), start.pan(0.5, WHOLE));
	}

	@Test
	void revealMovesOnlyIfItMust() {
		AxisRange start = new AxisRange(0, 100);
		assertSame(start, start.reveal(50, WHOLE));
		AxisRange moved = start.reveal(5000, WHOLE);
		assertTrue(moved.first() <= 5000 && moved.last() >= 5000);
		assertEquals(100, moved.span(), 1e-9);
	}

	@Test
	void anEmptyRangeIsWidened() {
		assertTrue(new AxisRange(7, 7).span() > 0);
	}

	@Test
	void ticksAreRound() {
		assertEquals(1000, WHOLE.tick(10), 1e-9);
		assertEquals(2000, WHOLE.tick(6), 1e-9);
		assertEquals(5000, WHOLE.tick(3), 1e-9);
	}

	@Test
	void longCountsAreGrouped() {
		assertEquals("999", TimelineCanvas.grouped(999));
		assertEquals("1\u2009234\u2009567", TimelineCanvas.grouped(1_234_567));
	}
}

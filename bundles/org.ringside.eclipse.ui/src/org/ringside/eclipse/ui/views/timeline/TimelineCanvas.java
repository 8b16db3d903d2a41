/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.timeline;

import java.util.List;
import java.util.function.IntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.events.MouseEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.ringside.vmm.VmEvent;

/**
 * The events of the trace on an axis of retired instructions, a lane for each group.
 *
 * <p>The wheel zooms around the pointer, Shift with the wheel moves, a click selects the nearest event, a double
 * click shows everything again.
 */
final class TimelineCanvas extends Canvas {
	private static final int TITLE_WIDTH = 92;
	private static final int AXIS_HEIGHT = 20;
	private static final int MARGIN = 6;
	/** How far from an event, in pixels, a click still means it. */
	private static final int REACH = 6;

	private List<VmEvent> events = List.of();
	private AxisRange whole = new AxisRange(0, 1);
	private AxisRange range = whole;
	private int selected = -1;
	private IntConsumer onSelect = index -> {
	};

	TimelineCanvas(Composite parent) {
		super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
		addPaintListener(e -> paint(e.gc));
		addListener(SWT.MouseWheel, e -> {
			boolean pan = (e.stateMask & SWT.SHIFT) != 0;
			AxisRange next = pan ? range.pan(e.count > 0 ? -0.1 : 0.1, whole)
					: range.zoom(e.count > 0 ? 0.7 : 1 / 0.7, e.x - TITLE_WIDTH, width(), whole);
			show(next);
			e.doit = false;
		});
		addListener(SWT.MouseDown, e -> at(e.x, e.y));
		addListener(SWT.MouseDoubleClick, e -> show(whole));
		addListener(SWT.MouseExit, e -> setToolTipText(null));
		addMouseMoveListener(this::hover);
	}

	/** Who is told the index of the event that the user clicked. */
	void onSelect(IntConsumer listener) {
		onSelect = listener;
	}

	/** Shows other events, all of them at first; several vCPUs count their instructions each for itself. */
	void setEvents(List<VmEvent> newEvents) {
		events = newEvents;
		selected = -1;
		if (events.isEmpty()) {
			whole = new AxisRange(0, 1);
		} else {
			double first = events.stream().mapToLong(event -> event.place().instructions()).min().getAsLong();
			double last = events.stream().mapToLong(event -> event.place().instructions()).max().getAsLong();
			double room = Math.max(4, (last - first) * 0.02);
			whole = new AxisRange(Math.max(0, first - room), last + room);
		}
		range = whole;
		redraw();
	}

	/** Marks an event and brings it into sight. */
	void select(int index) {
		selected = index;
		if (index >= 0 && index < events.size()) {
			range = range.reveal(instruction(index), whole);
		}
		redraw();
	}

	/** Zooms around the middle; a factor below 1 goes closer. */
	void zoom(double factor) {
		show(range.zoom(factor, width() / 2, width(), whole));
	}

	/** Shows all events. */
	void showAll() {
		show(whole);
	}

	@Override
	public Point computeSize(int wHint, int hHint, boolean changed) {
		return new Point(wHint == SWT.DEFAULT ? 400 : wHint,
				hHint == SWT.DEFAULT ? AXIS_HEIGHT + Lane.values().length * 22 + MARGIN : hHint);
	}

	private void show(AxisRange next) {
		range = next;
		redraw();
	}

	private double instruction(int index) {
		return events.get(index).place().instructions();
	}

	private int width() {
		return Math.max(1, getClientArea().width - TITLE_WIDTH - MARGIN);
	}

	private int laneHeight() {
		return Math.max(14, (getClientArea().height - AXIS_HEIGHT - MARGIN) / Lane.values().length);
	}

	private void paint(GC gc) {
		gc.setBackground(getBackground());
		gc.fillRectangle(getClientArea());
		Color text = getForeground();
		gc.setForeground(text);
		for (Lane lane : Lane.values()) {
			int top = MARGIN + lane.ordinal() * laneHeight();
			gc.setForeground(text);
			gc.drawText(lane.title(), MARGIN, top + (laneHeight() - gc.getFontMetrics().getHeight()) / 2, true);
			gc.setAlpha(60);
			int base = top + laneHeight() - 2;
			gc.drawLine(TITLE_WIDTH, base, TITLE_WIDTH + width(), base);
			gc.setAlpha(255);
		}
		paintAxis(gc);
		paintEvents(gc);
	}

	private void paintAxis(GC gc) {
		int y = MARGIN + Lane.values().length * laneHeight();
		double tick = range.tick(Math.max(1, width() / 110));
		gc.setForeground(getForeground());
		for (double at = Math.ceil(range.first() / tick) * tick; at <= range.last(); at += tick) {
			int x = TITLE_WIDTH + range.pixel(at, width());
			gc.setAlpha(60);
			gc.drawLine(x, MARGIN, x, y);
			gc.setAlpha(200);
			gc.drawText(grouped((long) at), x + 3, y, true);
		}
		gc.setAlpha(255);
	}

	private void paintEvents(GC gc) {
		int width = width();
		int height = laneHeight();
		int[] lastPixel = new int[Lane.values().length * 2];
		java.util.Arrays.fill(lastPixel, -1);
		for (int i = 0; i < events.size(); i++) {
			VmEvent event = events.get(i);
			int pixel = range.pixel(instruction(i), width);
			if (pixel < 0 || pixel > width) {
				continue;
			}
			Lane lane = Lane.of(event.kind());
			int slot = lane.ordinal() * 2 + (Lane.minor(event) ? 1 : 0);
			if (lastPixel[slot] == pixel && i != selected) {
				continue; // a thousand events on one pixel look like one
			}
			lastPixel[slot] = pixel;
			int base = MARGIN + (lane.ordinal() + 1) * height - 2;
			int tall = Lane.minor(event) ? height / 3 : height - 6;
			gc.setBackground(lane.color().get());
			gc.fillRectangle(TITLE_WIDTH + pixel - 1, base - tall, 2, tall);
		}
		if (selected >= 0 && selected < events.size()) {
			int pixel = range.pixel(instruction(selected), width);
			gc.setForeground(getForeground());
			gc.drawLine(TITLE_WIDTH + pixel, MARGIN, TITLE_WIDTH + pixel, MARGIN + Lane.values().length * height);
		}
	}

	private void at(int x, int y) {
		int index = nearest(x, y);
		if (index >= 0) {
			select(index);
			onSelect.accept(index);
		}
	}

	private void hover(MouseEvent e) {
		int index = nearest(e.x, e.y);
		setToolTipText(index < 0 ? null
				: grouped(events.get(index).place().instructions()) + ": " + events.get(index).sentence());
	}

	private int nearest(int x, int y) {
		int lane = (y - MARGIN) / laneHeight();
		int best = -1;
		int distance = REACH + 1;
		for (int i = 0; i < events.size(); i++) {
			int away = Math.abs(TITLE_WIDTH + range.pixel(instruction(i), width()) - x);
			if (away < distance && Lane.of(events.get(i).kind()).ordinal() == lane) {
				best = i;
				distance = away;
			}
		}
		return best;
	}

	/** A count with thin spaces between thousands, easier to read on an axis. */
	static String grouped(long count) {
		String digits = Long.toString(count);
		StringBuilder out = new StringBuilder(digits);
		for (int i = digits.length() - 3; i > 0; i -= 3) {
			out.insert(i, '\u2009');
		}
		return out.toString();
	}
}

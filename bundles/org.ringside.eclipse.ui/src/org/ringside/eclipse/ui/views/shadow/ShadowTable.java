/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.shadow;

import java.util.List;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.ringside.eclipse.ui.perspective.ThemeColor;
import org.ringside.session.ChangeMark;
import org.ringside.session.ShadowRow;
import org.ringside.vmm.ShadowMapping;

/**
 * The table of mappings. It is virtual: a row's texts are made when the row comes into sight, so that 100,000 rows cost
 * no more than thirty.
 */
final class ShadowTable {
	private final Table table;
	private List<ShadowRow> rows = List.of();

	ShadowTable(Composite parent) {
		table = new Table(parent, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.MULTI);
		table.setHeaderVisible(true);
		table.setFont(JFaceResources.getTextFont());
		int character = characterWidth();
		for (ShadowColumn column : ShadowColumn.values()) {
			TableColumn widget = new TableColumn(table, SWT.LEFT);
			widget.setText(column.title());
			widget.setToolTipText(column.toolTip());
			widget.setWidth((column.characters() + 2) * character);
			widget.setMoveable(true);
			widget.setResizable(true);
		}
		table.addListener(SWT.SetData, this::fill);
	}

	Table control() {
		return table;
	}

	/** Shows other rows; the scroll position and the selected addresses stay. */
	void setRows(List<ShadowRow> newRows) {
		int top = table.getTopIndex();
		long selected = table.getSelectionIndex() >= 0 && table.getSelectionIndex() < rows.size()
				? rows.get(table.getSelectionIndex()).mapping().gva()
				: -1;
		rows = newRows;
		table.setRedraw(false);
		table.deselectAll();
		table.setItemCount(rows.size());
		table.clearAll();
		if (selected != -1) {
			select(selected);
		}
		table.setTopIndex(Math.min(top, Math.max(0, rows.size() - 1)));
		table.setRedraw(true);
	}

	/** The mapping that is selected first, or null if none is: for menus. */
	List<ShadowMapping> selection() {
		return java.util.Arrays.stream(table.getSelectionIndices()).filter(index -> index < rows.size())
				.mapToObj(index -> rows.get(index).mapping()).toList();
	}

	private void select(long gva) {
		int low = 0;
		int high = rows.size() - 1;
		while (low <= high) {
			int middle = (low + high) >>> 1;
			int order = Long.compareUnsigned(rows.get(middle).mapping().gva(), gva);
			if (order == 0) {
				table.select(middle);
				return;
			}
			if (order < 0) {
				low = middle + 1;
			} else {
				high = middle - 1;
			}
		}
	}

	private void fill(Event event) {
		TableItem item = (TableItem) event.item;
		int index = event.index;
		if (index < 0 || index >= rows.size()) {
			return;
		}
		ShadowRow row = rows.get(index);
		ShadowColumn[] columns = ShadowColumn.values();
		String[] texts = new String[columns.length];
		for (int i = 0; i < columns.length; i++) {
			texts[i] = columns[i].text(row.mapping());
		}
		texts[0] = mark(row.mark()) + texts[0];
		item.setText(texts);
		item.setForeground(color(row));
	}

	private static String mark(ChangeMark mark) {
		return switch (mark) {
		case UNCHANGED -> "  ";
		case NEW -> "+ ";
		case CHANGED -> "\u0394 ";
		case GONE -> "\u2212 ";
		};
	}

	private Color color(ShadowRow row) {
		if (row.mark() != ChangeMark.UNCHANGED) {
			return ThemeColor.CHANGED.get();
		}
		return switch (row.mapping().state()) {
		case PRESENT -> table.getForeground();
		case NOT_YET_FILLED, CLOSED_TO_VIEW, DEVICE -> ThemeColor.ABSENT.get();
		case WRITE_PROTECTED, WRITE_PROTECTED_DIRTY, WRITE_PROTECTED_TABLE -> ThemeColor.PROTECTED.get();
		case STALE -> ThemeColor.WRONG.get();
		};
	}

	private int characterWidth() {
		GC gc = new GC(table);
		try {
			gc.setFont(table.getFont());
			return (int) Math.ceil(gc.getFontMetrics().getAverageCharacterWidth());
		} finally {
			gc.dispose();
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.disassembly;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.ringside.eclipse.core.breakpoints.BreakpointKind;
import org.ringside.eclipse.core.breakpoints.GuestInstructionBreakpoint;
import org.ringside.eclipse.ui.model.Icons;
import org.ringside.eclipse.ui.perspective.ThemeColor;
import org.ringside.session.DisassembledLine;
import org.ringside.session.SourceLocation;

/** The table of instructions: mark, address, symbol, bytes, text, source. Rows are filled when they become visible. */
final class ListingTable {

	private enum Column {
		MARK("", 48), ADDRESS("gVA", 150), SYMBOL("Symbol", 130), BYTES("Bytes", 105), TEXT("Instruction", 260), SOURCE("Source", 110);

		private final String title;
		private final int width;

		Column(String title, int width) {
			this.title = title;
			this.width = width;
		}
	}

	private static final int LINES_ABOVE = 5;
	private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");

	private static final Listing NOTHING = new Listing(List.of(), 0, 0, 0, Map.of(), "");

	private final Table table;
	private Listing shown = NOTHING;
	private boolean faded;

	ListingTable(Composite parent, Consumer<DisassembledLine> toggle) {
		table = new Table(parent, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.SINGLE);
		table.setHeaderVisible(true);
		for (Column column : Column.values()) {
			TableColumn widget = new TableColumn(table, SWT.NONE);
			widget.setText(column.title);
			widget.setWidth(column.width);
		}
		table.addListener(SWT.SetData, this::fill);
		table.addSelectionListener(SelectionListener.widgetDefaultSelectedAdapter(event -> selected().ifPresent(toggle)));
	}

	Table control() {
		return table;
	}

	void clear() {
		shown = NOTHING;
		table.setItemCount(0);
	}

	void show(Listing listing) {
		boolean sameLines = !faded && listing.lines().size() == shown.lines().size() && listing.centre() == shown.centre();
		shown = listing;
		faded = false;
		table.setItemCount(listing.lines().size());
		table.clearAll();
		int centre = listing.indexOf(listing.centre());
		if (centre >= 0 && !sameLines) {
			table.setSelection(centre);
			// After the selection, which scrolls only as far as it must.
			table.setTopIndex(Math.max(0, centre - LINES_ABOVE));
		}
	}

	/** Shows that the lines are of the past. */
	void fade() {
		faded = true;
		table.clearAll();
	}

	Optional<DisassembledLine> selected() {
		int index = table.getSelectionIndex();
		return index < 0 || index >= shown.lines().size() ? Optional.empty() : Optional.of(shown.lines().get(index));
	}

	Optional<GuestInstructionBreakpoint> breakpointAt(long gva) {
		return Optional.ofNullable(shown.breakpoints().get(gva));
	}

	private void fill(Event event) {
		if (event.index < 0 || event.index >= shown.lines().size()) {
			// GTK asks for rows while they are being removed.
			return;
		}
		TableItem item = (TableItem) event.item;
		DisassembledLine line = shown.lines().get(event.index);
		item.setText(Column.MARK.ordinal(), mark(line));
		item.setText(Column.ADDRESS.ordinal(), "0x" + HexFormat.of().toHexDigits(line.gva()));
		item.setText(Column.SYMBOL.ordinal(), line.symbol());
		item.setText(Column.BYTES.ordinal(), BYTES.formatHex(line.bytes()));
		item.setText(Column.TEXT.ordinal(), line.text());
		item.setText(Column.SOURCE.ordinal(), line.source().map(ListingTable::source).orElse(""));
		item.setImage(Column.MARK.ordinal(), image(line));
		// Bold and not a background: no system colour goes with the text in every theme.
		boolean here = !faded && line.gva() == shown.framePc();
		Font mono = here ? JFaceResources.getFontRegistry().getBold(JFaceResources.TEXT_FONT) : JFaceResources.getTextFont();
		item.setFont(Column.ADDRESS.ordinal(), mono);
		item.setFont(Column.BYTES.ordinal(), mono);
		item.setFont(Column.TEXT.ordinal(), mono);
		item.setForeground(faded ? ThemeColor.ABSENT.get() : null);
		item.setForeground(Column.TEXT.ordinal(), colour(line));
	}

	private String mark(DisassembledLine line) {
		if (faded) {
			return "";
		}
		return line.gva() == shown.pc() ? "\u25b6" : line.gva() == shown.framePc() ? "\u25b7" : "";
	}

	private static String source(SourceLocation source) {
		return source.fileName() + ":" + source.line();
	}

	/** Popek and Goldberg's classes at a glance: what traps in U-mode, and what only reads or changes the machine's state. */
	private Color colour(DisassembledLine line) {
		if (faded) {
			return ThemeColor.ABSENT.get();
		}
		return line.privileged() ? ThemeColor.TRAP.get() : line.sensitive() ? ThemeColor.CHANGED.get() : null;
	}

	private Image image(DisassembledLine line) {
		GuestInstructionBreakpoint breakpoint = shown.breakpoints().get(line.gva());
		return breakpoint == null ? null : Icons.image(Icons.name(BreakpointKind.INSTRUCTION, enabled(breakpoint)));
	}

	private static boolean enabled(GuestInstructionBreakpoint breakpoint) {
		try {
			return breakpoint.isEnabled();
		} catch (CoreException e) {
			// Deleted a moment ago; the next listing has it no more.
			return false;
		}
	}
}

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
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
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
	private final CodePainter painter;
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
		painter = new CodePainter(table, Column.TEXT.ordinal());
		table.addListener(SWT.EraseItem, this::erase);
		table.addListener(SWT.PaintItem, this::paint);
		new ListingHover(table, this::wordAt);
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
		boolean sameLines = !faded && listing.rows().size() == shown.rows().size() && listing.centre() == shown.centre();
		shown = listing;
		faded = false;
		table.setItemCount(listing.rows().size());
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
		// A source line stands for the first instruction that was made from it.
		int code = index >= 0 && index + 1 < shown.rows().size() && shown.rows().get(index) instanceof Row.Source ? index + 1 : index;
		return code >= 0 && code < shown.rows().size() && shown.rows().get(code) instanceof Row.Code row ? Optional.of(row.line()) : Optional.empty();
	}

	Optional<GuestInstructionBreakpoint> breakpointAt(long gva) {
		return Optional.ofNullable(shown.breakpoints().get(gva));
	}

	private void fill(Event event) {
		if (event.index < 0 || event.index >= shown.rows().size()) {
			// GTK asks for rows while they are being removed.
			return;
		}
		TableItem item = (TableItem) event.item;
		if (shown.rows().get(event.index) instanceof Row.Code code) {
			fill(item, code.line());
		} else if (shown.rows().get(event.index) instanceof Row.Source source) {
			fill(item, source);
		}
	}

	/** The cells have the text for those who read them; it is painted across the columns. */
	private void fill(TableItem item, Row.Source source) {
		for (Column column : Column.values()) {
			item.setText(column.ordinal(), "");
			item.setImage(column.ordinal(), null);
		}
		item.setText(Column.TEXT.ordinal(), number(source) + text(source));
	}

	private static String number(Row.Source source) {
		return source.place().line() + "  ";
	}

	private static String text(Row.Source source) {
		return source.text().strip().replaceAll("\\s+", " ");
	}

	private void fill(TableItem item, DisassembledLine line) {
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

	/** The row of an item whose text is painted here; null for those that have just gone. */
	private Row row(Event event) {
		int index = table.indexOf((TableItem) event.item);
		return index < 0 || index >= shown.rows().size() ? null : shown.rows().get(index);
	}

	private void erase(Event event) {
		painter.erase(event, row(event) instanceof Row.Source);
	}

	private void paint(Event event) {
		switch (row(event)) {
		case Row.Code code -> painter.code(event, code.line().text(), faded, !faded && code.line().gva() == shown.framePc());
		case Row.Source source -> painter.source(event, number(source), text(source), faded, CodePainter.isAssembly(source.place().fileName()));
		case null -> {
			// nothing to paint any more
		}
		}
	}

	/** The character of an instruction at a place of the table; null where there is none. */
	ListingHover.Word wordAt(Point place) {
		// At the left, since no row is found beside the last column of a narrow table.
		TableItem item = table.getItem(new Point(1, place.y));
		return item == null ? null : wordIn(table.indexOf(item), place.x - item.getBounds(Column.TEXT.ordinal()).x);
	}

	/** The character of the instruction of a row at a horizontal place within its cell; null where there is none. */
	ListingHover.Word wordIn(int row, int x) {
		if (row < 0 || row >= shown.rows().size() || !(shown.rows().get(row) instanceof Row.Code code)) {
			return null;
		}
		int offset = painter.offset(code.line().text(), x);
		return offset < 0 ? null : new ListingHover.Word(code.line().text(), offset);
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

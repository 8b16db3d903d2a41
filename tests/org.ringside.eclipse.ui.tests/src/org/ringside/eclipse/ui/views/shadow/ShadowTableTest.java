/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.session.ChangeMark;
import org.ringside.session.ShadowRow;
import org.ringside.vmm.ShadowMapping;
import org.ringside.vmm.ShadowMapping.State;
import org.ringside.vmm.ShadowMapping.View;

class ShadowTableTest {
	private static final int MANY = 100_000;

	private Shell shell;
	private ShadowTable table;

	@BeforeEach
	void open() {
		shell = new Shell(Display.getCurrent());
		shell.setLayout(new FillLayout());
		table = new ShadowTable(shell);
		shell.setSize(1000, 400);
		shell.open();
		settle();
	}

	@AfterEach
	void close() {
		shell.dispose();
	}

	private static void settle() {
		long end = System.nanoTime() + 300_000_000L;
		while (System.nanoTime() < end) {
			if (!Display.getCurrent().readAndDispatch()) {
				Thread.yield();
			}
		}
	}

	private static List<ShadowRow> rows(int count) {
		List<ShadowRow> rows = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			rows.add(new ShadowRow(new ShadowMapping(i * 4096L, 4096, 0x8000_0000L + i * 4096L, -1, "rw--u", "---",
					View.USER, 0, State.NOT_YET_FILLED, "row " + i),
					i % 10 == 0 ? ChangeMark.NEW : ChangeMark.UNCHANGED, Optional.empty()));
		}
		return rows;
	}

	@Test
	void aRowsTextsAreMadeOnlyWhenItComesIntoSight() {
		AtomicInteger made = new AtomicInteger();
		Table control = table.control();
		control.addListener(SWT.SetData, e -> made.incrementAndGet());
		table.setRows(rows(MANY));
		settle();
		assertEquals(MANY, control.getItemCount());
		control.setTopIndex(MANY / 2);
		settle();
		control.setTopIndex(MANY - 1);
		settle();
		assertTrue(made.get() > 0, "rows in sight are filled");
		assertTrue(made.get() < 2_000, "but of " + MANY + " only those: " + made.get());
	}

	@Test
	void cellsTellTheMapping() {
		table.setRows(rows(11));
		settle();
		assertEquals("+ 0x0", table.control().getItem(0).getText(0));
		assertEquals("  0x1000", table.control().getItem(1).getText(0));
		assertEquals("4 KiB", table.control().getItem(1).getText(ShadowColumn.SIZE.ordinal()));
		assertEquals("0x80001000", table.control().getItem(1).getText(ShadowColumn.GPA.ordinal()));
		assertEquals("", table.control().getItem(1).getText(ShadowColumn.HPA.ordinal()));
		assertEquals("not yet filled", table.control().getItem(1).getText(ShadowColumn.STATE.ordinal()));
		assertEquals("row 10", table.control().getItem(10).getText(ShadowColumn.WHY.ordinal()));
	}

	@Test
	void theSelectedAddressStaysSelectedWhenRowsMove() {
		List<ShadowRow> before = rows(50);
		table.setRows(before);
		settle();
		table.control().select(20);
		table.setRows(before.subList(5, 50));
		settle();
		assertEquals(15, table.control().getSelectionIndex());
		assertEquals(20 * 4096L, table.selection().get(0).gva());
	}

	@Test
	void fewerRowsLeaveNothingBehind() {
		table.setRows(rows(50));
		settle();
		table.setRows(List.of());
		settle();
		assertEquals(0, table.control().getItemCount());
		assertTrue(table.selection().isEmpty());
	}
}

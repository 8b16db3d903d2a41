/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jface.action.IAction;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.eclipse.core.model.Recording;
import org.ringside.eclipse.ui.model.Icons;

/** The button of the timeline that chooses what guests record. */
class RecordMenuTest {

	private final Set<Recording> before = Recording.chosen();
	private Shell shell;

	@BeforeEach
	void open() {
		shell = new Shell(Display.getDefault());
	}

	@AfterEach
	void close() {
		Recording.choose(before);
		shell.dispose();
	}

	private List<String> checked(RecordMenu button) {
		Menu menu = button.getMenu(shell);
		return Arrays.stream(menu.getItems()).filter(MenuItem::getSelection).map(MenuItem::getText).toList();
	}

	@Test
	void theMenuTellsAndChangesWhatIsRecorded() {
		int[] told = new int[1];
		RecordMenu button = new RecordMenu(() -> told[0]++);
		Recording.choose(EnumSet.of(Recording.TRAPS));
		assertEquals(List.of("Record Traps and Address Spaces"), checked(button));
		assertEquals(Recording.values().length, button.getMenu(shell).getItemCount());
		IAction tables = RecordMenu.action(Recording.TABLE_WRITES, () -> told[0]++);
		tables.setChecked(true);
		tables.run();
		assertEquals(1, told[0]);
		assertEquals(EnumSet.of(Recording.TRAPS, Recording.TABLE_WRITES), Recording.chosen());
		assertEquals(List.of("Record Traps and Address Spaces", "Record Page-Table Writes"), checked(button));
		tables.setChecked(false);
		tables.run();
		assertEquals(List.of("Record Traps and Address Spaces"), checked(button));
		button.dispose();
	}

	@Test
	void theButtonHasAnIcon() {
		assertNotNull(Icons.descriptor("record").getImageData(100));
		assertNotEquals(ImageDescriptor.getMissingImageDescriptor(), Icons.descriptor("record"));
	}
}

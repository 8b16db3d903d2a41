/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.timeline;

import java.util.Set;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuCreator;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.ToolItem;
import org.ringside.eclipse.core.model.Recording;
import org.ringside.eclipse.ui.model.Icons;

/** The tool bar's button <em>Record</em>: a menu of what guests record. */
final class RecordMenu extends Action implements IMenuCreator {

	private final Runnable changed;
	private Menu menu;

	/** @param changed run after the user has chosen something */
	RecordMenu(Runnable changed) {
		super("Record", IAction.AS_DROP_DOWN_MENU);
		this.changed = changed;
		setToolTipText("Choose what guests record");
		setImageDescriptor(Icons.descriptor("record"));
		setMenuCreator(this);
	}

	static IAction action(Recording recording, Runnable changed) {
		Action choice = new Action("Record " + recording.title(), IAction.AS_CHECK_BOX) {
			@Override
			public void run() {
				Set<Recording> chosen = Recording.chosen();
				if (isChecked()) {
					chosen.add(recording);
				} else {
					chosen.remove(recording);
				}
				Recording.choose(chosen);
				changed.run();
			}
		};
		if (recording.isCostly()) {
			choice.setToolTipText("Slows some guests down while it is recorded");
		}
		choice.setChecked(Recording.chosen().contains(recording));
		return choice;
	}

	/** The button opens the menu as its arrow does. */
	@Override
	public void runWithEvent(Event event) {
		if (event.widget instanceof ToolItem item) {
			Menu shown = getMenu(item.getParent());
			Rectangle bounds = item.getBounds();
			shown.setLocation(item.getParent().toDisplay(bounds.x, bounds.y + bounds.height));
			shown.setVisible(true);
		}
	}

	@Override
	public Menu getMenu(Control parent) {
		return fill(new Menu(parent));
	}

	@Override
	public Menu getMenu(Menu parent) {
		return fill(new Menu(parent));
	}

	private Menu fill(Menu empty) {
		dispose();
		menu = empty;
		for (Recording recording : Recording.values()) {
			new ActionContributionItem(action(recording, changed)).fill(menu, -1);
		}
		return menu;
	}

	@Override
	public void dispose() {
		if (menu != null) {
			menu.dispose();
			menu = null;
		}
	}
}

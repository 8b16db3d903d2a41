/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.shadow;

import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.actions.ActionFactory;
import org.ringside.eclipse.ui.model.Icons;
import org.ringside.eclipse.ui.views.GuestFocus;
import org.ringside.eclipse.ui.views.GuestView;
import org.ringside.session.ChangeMark;
import org.ringside.session.SessionException;
import org.ringside.session.ShadowRow;
import org.ringside.session.ShadowView;
import org.ringside.vmm.ShadowStatistics;

/**
 * The view <em>Shadow Mappings</em>: gVA to gPA to hPA of the selected vCPU, with the permissions of the guest's
 * entries and of the monitor's, why they differ, and what changed since the last stop.
 */
public final class ShadowMappingsView extends GuestView<ShadowMappingsView.Picture> {
	/** The view's id, as named in {@code plugin.xml}. */
	public static final String ID = "org.ringside.eclipse.ui.shadowMappings";

	private Label headline;
	private Text filterText;
	private ShadowTable table;
	private List<ShadowRow> all = List.of();
	private boolean changesOnly;

	/**
	 * What is shown.
	 *
	 * @param mappings the mappings, or null where they could not be had
	 * @param problem one sentence that says why, or empty
	 */
	record Picture(ShadowView mappings, String problem) {
	}

	@Override
	protected Control createContents(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(area);
		Composite top = new Composite(area, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(top);
		GridLayoutFactory.fillDefaults().numColumns(2).margins(4, 3).spacing(10, 0).applyTo(top);
		filterText = new Text(top, SWT.SEARCH | SWT.ICON_CANCEL | SWT.ICON_SEARCH);
		filterText.setMessage("Address, range, permission or word");
		filterText.setToolTipText("""
				Words that must all hold: an address (0x40003000), a range (0x40000000-0x40200000),
				permissions (rw), a state (dirty, not yet), or differs""");
		GridDataFactory.swtDefaults().hint(280, SWT.DEFAULT).applyTo(filterText);
		filterText.addModifyListener(e -> applyFilter());
		headline = new Label(top, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(headline);
		table = new ShadowTable(area);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
		createActions();
		return area;
	}

	private void createActions() {
		IActionBars bars = getViewSite().getActionBars();
		IToolBarManager tools = bars.getToolBarManager();
		Action changes = new Action("Show changes only", IAction.AS_CHECK_BOX) {
			@Override
			public void run() {
				changesOnly = isChecked();
				applyFilter();
			}
		};
		changes.setToolTipText("Show only what changed since the last stop");
		changes.setImageDescriptor(Icons.descriptor("changed"));
		tools.add(changes);
		Action freeze = new Action("Freeze", IAction.AS_CHECK_BOX) {
			@Override
			public void run() {
				setFrozen(isChecked());
			}
		};
		freeze.setToolTipText("Keep what is shown while the guest goes on");
		freeze.setImageDescriptor(Icons.descriptor("freeze"));
		tools.add(freeze);
		Action copy = new Action("Copy") {
			@Override
			public void run() {
				copySelection();
			}
		};
		bars.setGlobalActionHandler(ActionFactory.COPY.getId(), copy);
		MenuManager menu = new MenuManager();
		menu.add(copy);
		table.control().setMenu(menu.createContextMenu(table.control()));
	}

	@Override
	protected Picture fetch(GuestFocus guest) {
		try {
			return new Picture(guest.vm().session().shadowMappings(guest.vcpu()), "");
		} catch (SessionException e) {
			return new Picture(null, e.getMessage());
		}
	}

	@Override
	protected void show(GuestFocus guest, Picture picture) {
		if (picture.mappings() == null) {
			clear(picture.problem());
			return;
		}
		all = picture.mappings().rows();
		applyFilter();
		ShadowStatistics counts = picture.mappings().statistics();
		// A note tells why there are no mappings; at the end it would be cut off.
		headline.setText((picture.mappings().note().isEmpty() ? "" : picture.mappings().note() + "  ")
				+ "%s, vCPU %d: %,d mappings, %,d changed.  %,d fills, %,d hidden faults, %,d true faults, %,d invalidations, %,d exits, %.1f %% native"
				.formatted(guest.vm().session().launch().name(), guest.vcpu(), all.size(),
						all.stream().filter(row -> row.mark() != ChangeMark.UNCHANGED).count(), counts.fills(),
						counts.hiddenFaults(), counts.trueFaults(), counts.invalidations(), counts.totalExits(),
						100 * counts.nativeFraction()));
		headline.setToolTipText(counts.exits().entrySet().stream().filter(entry -> entry.getValue() > 0)
				.sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
				.map(entry -> entry.getKey().text() + ": " + entry.getValue())
				.collect(Collectors.joining("\n", "Exits by reason\n", "")));
	}

	@Override
	protected void showRunning() {
		headline.setText("The guest is running; the mappings are those of the last stop.");
	}

	@Override
	protected void showEnded() {
		headline.setText("The guest has ended; the mappings are those of its last stop.");
	}

	@Override
	protected void showNothing() {
		clear("Select a suspended guest in the Debug view to see its mappings.");
	}

	private void clear(String sentence) {
		all = List.of();
		table.setRows(all);
		headline.setText(sentence);
		headline.setToolTipText(null);
	}

	private void applyFilter() {
		ShadowFilter filter = new ShadowFilter(filterText.getText());
		boolean everything = filter.isEmpty() && !changesOnly;
		table.setRows(everything ? all
				: all.stream().filter(row -> filter.test(row.mapping()))
						.filter(row -> !changesOnly || row.mark() != ChangeMark.UNCHANGED).toList());
	}

	private void copySelection() {
		String text = table.selection().stream()
				.map(mapping -> java.util.Arrays.stream(ShadowColumn.values()).map(column -> column.text(mapping))
						.collect(Collectors.joining("\t")))
				.collect(Collectors.joining(System.lineSeparator()));
		if (!text.isEmpty()) {
			Clipboard clipboard = new Clipboard(table.control().getDisplay());
			clipboard.setContents(new Object[] { text }, new Transfer[] { TextTransfer.getInstance() });
			clipboard.dispose();
		}
	}

	@Override
	public void setFocus() {
		table.control().setFocus();
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.timeline;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.ringside.eclipse.core.model.Recording;
import org.ringside.eclipse.ui.model.Icons;
import org.ringside.eclipse.ui.views.GuestFocus;
import org.ringside.eclipse.ui.views.GuestView;
import org.ringside.session.StopEvent;
import org.ringside.vmm.VmEvent;

/**
 * The view <em>Trap Timeline</em>: the last events of the selected VM on an axis of retired instructions, and the same
 * as a list, newest last.
 */
public final class TrapTimelineView extends GuestView<List<VmEvent>> {
	/** The view's id, as named in {@code plugin.xml}. */
	public static final String ID = "org.ringside.eclipse.ui.trapTimeline";

	private static final String HIDDEN = "hidden";

	private final Set<Lane> hidden = EnumSet.noneOf(Lane.class);
	private Label headline;
	private TimelineCanvas canvas;
	private Table list;
	private List<VmEvent> all = List.of();
	private List<VmEvent> shown = List.of();
	private String stop = "";
	/** What the guest does not record, in words. */
	private String unrecorded = "";

	@Override
	public void init(IViewSite site, IMemento memento) throws PartInitException {
		super.init(site, memento);
		String names = memento == null ? null : memento.getString(HIDDEN);
		if (names != null) {
			for (String name : names.split(",")) {
				Lane.named(name).ifPresent(hidden::add);
			}
		}
	}

	@Override
	public void saveState(IMemento memento) {
		memento.putString(HIDDEN, String.join(",", hidden.stream().map(Lane::name).toList()));
	}

	@Override
	protected Control createContents(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(area);
		headline = new Label(area, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, false).indent(4, 2).applyTo(headline);
		SashForm sash = new SashForm(area, SWT.VERTICAL);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
		canvas = new TimelineCanvas(sash);
		list = createList(sash);
		sash.setWeights(45, 55);
		canvas.onSelect(index -> {
			list.setSelection(index);
			list.showSelection();
		});
		list.addListener(SWT.Selection, e -> canvas.select(list.getSelectionIndex()));
		createActions();
		return area;
	}

	private Table createList(Composite parent) {
		Table table = new Table(parent, SWT.VIRTUAL | SWT.FULL_SELECTION);
		table.setHeaderVisible(true);
		table.setFont(JFaceResources.getTextFont());
		GC gc = new GC(table);
		gc.setFont(table.getFont());
		int character = (int) Math.ceil(gc.getFontMetrics().getAverageCharacterWidth());
		gc.dispose();
		column(table, "Instruction", 14 * character, "Instructions that the vCPU had retired before the event");
		column(table, "vCPU", 6 * character, "Index of the vCPU");
		column(table, "Event", 19 * character, "Kind of the event");
		column(table, "What happened", 120 * character, "The event in words");
		table.addListener(SWT.SetData, this::fill);
		return table;
	}

	private static void column(Table table, String title, int width, String toolTip) {
		TableColumn column = new TableColumn(table, SWT.LEFT);
		column.setText(title);
		column.setWidth(width);
		column.setToolTipText(toolTip);
	}

	private void fill(Event event) {
		if (event.index < shown.size()) {
			VmEvent happened = shown.get(event.index);
			TableItem item = (TableItem) event.item;
			item.setText(new String[] { TimelineCanvas.grouped(happened.place().instructions()),
					Integer.toString(happened.place().vcpu()), Lane.word(happened), happened.sentence() });
			item.setForeground(2, Lane.of(happened.kind()).color().get());
		}
	}

	private void createActions() {
		IMenuManager menu = getViewSite().getActionBars().getMenuManager();
		for (Lane lane : Lane.values()) {
			Action show = new Action("Show " + lane.title(), IAction.AS_CHECK_BOX) {
				@Override
				public void run() {
					if (isChecked()) {
						hidden.remove(lane);
					} else {
						hidden.add(lane);
					}
					applyLanes();
				}
			};
			show.setChecked(!hidden.contains(lane));
			menu.add(show);
		}
		Action all = new Action("Show All Events on the Axis") {
			@Override
			public void run() {
				canvas.showAll();
			}
		};
		all.setToolTipText("Zoom out until all events are in sight (double click on the axis)");
		all.setImageDescriptor(Icons.descriptor("refresh"));
		Action freeze = new Action("Freeze", IAction.AS_CHECK_BOX) {
			@Override
			public void run() {
				setFrozen(isChecked());
			}
		};
		freeze.setToolTipText("Keep what is shown while the guest goes on");
		freeze.setImageDescriptor(Icons.descriptor("freeze"));
		getViewSite().getActionBars().getToolBarManager().add(new RecordMenu(this::refresh));
		getViewSite().getActionBars().getToolBarManager().add(all);
		getViewSite().getActionBars().getToolBarManager().add(freeze);
	}

	/** The trace can be read at any time, also while the guest runs and after its end. */
	@Override
	protected boolean canFetch(GuestFocus guest) {
		return true;
	}

	@Override
	protected List<VmEvent> fetch(GuestFocus guest) {
		return guest.vm().session().trace().snapshot();
	}

	@Override
	protected void show(GuestFocus guest, List<VmEvent> events) {
		all = events;
		stop = guest.vm().isSuspended() ? guest.vm().lastStop().map(StopEvent::sentence).orElse("") : "";
		String missing = Stream.of(Recording.values()).filter(one -> !one.isIn(guest.vm().session().trace().kinds())).map(one -> one.title().toLowerCase(Locale.ROOT))
				.collect(Collectors.joining(", "));
		unrecorded = missing.isEmpty() ? "" : "  \u2013  not recorded: " + missing;
		applyLanes();
	}

	@Override
	protected void showRunning() {
		stop = "";
		headline.setText("The guest is running.");
	}

	@Override
	protected void showNothing() {
		all = List.of();
		stop = "";
		unrecorded = "";
		applyLanes();
		headline.setText("Select a guest in the Debug view to see what happened in it.");
	}

	private void applyLanes() {
		shown = hidden.isEmpty() ? all
				: all.stream().filter(event -> !hidden.contains(Lane.of(event.kind()))).toList();
		canvas.setEvents(shown);
		list.setRedraw(false);
		list.deselectAll();
		list.setItemCount(shown.size());
		list.clearAll();
		if (!shown.isEmpty()) {
			list.showItem(list.getItem(shown.size() - 1));
		}
		list.setRedraw(true);
		StringBuilder counts = new StringBuilder(stop.isEmpty() ? "" : stop + "\n").append("The last %,d events:".formatted(all.size()));
		for (Lane lane : Lane.values()) {
			counts.append("  %s %,d".formatted(lane.title().toLowerCase(Locale.ROOT),
					all.stream().filter(event -> Lane.of(event.kind()) == lane).count()));
		}
		headline.setText(counts.append(unrecorded).toString());
		headline.getParent().layout();
	}

	@Override
	public void setFocus() {
		list.setFocus();
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.preferences;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CheckboxTableViewer;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.ringside.eclipse.core.toolchain.Toolchain;
import org.ringside.eclipse.core.toolchain.Toolchains;

/** <em>Preferences &gt; Guest OS &gt; Toolchains</em>: the cross compilers that were found or added; the checked one builds. */
public final class ToolchainsPage extends PreferencePage implements IWorkbenchPreferencePage {
	private final List<Path> added = new ArrayList<>();
	private List<Toolchain> shown = List.of();
	private CheckboxTableViewer table;
	private Label state;
	private Button remove;

	@Override
	public void init(IWorkbench workbench) {
		setDescription("The checked compiler builds kernels in C. Their makefiles\nget its prefix in the variable CROSS_COMPILE.");
		noDefaultAndApplyButton();
		added.addAll(Toolchains.added());
	}

	@Override
	protected Control createContents(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).applyTo(area);
		Composite frame = new Composite(area, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, true).hint(300, 180).applyTo(frame);
		table = CheckboxTableViewer.newCheckList(frame, SWT.BORDER | SWT.SINGLE | SWT.FULL_SELECTION);
		Table widget = table.getTable();
		widget.setHeaderVisible(true);
		TableColumnLayout layout = new TableColumnLayout();
		frame.setLayout(layout);
		column(layout, "Compiler", 60, one -> one.gcc().getFileName().toString());
		column(layout, "Version", 20, Toolchain::version);
		column(layout, "Folder", 20, one -> one.folder().toString());
		table.setContentProvider(ArrayContentProvider.getInstance());
		table.addCheckStateListener(event -> table.setCheckedElements(event.getChecked() ? new Object[] { event.getElement() } : new Object[0]));
		table.addSelectionChangedListener(event -> enable());
		Composite buttons = new Composite(area, SWT.NONE);
		GridLayoutFactory.fillDefaults().applyTo(buttons);
		GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(buttons);
		button(buttons, "&Add…", this::add);
		remove = button(buttons, "&Remove", this::remove);
		button(buttons, "&Search Again", () -> fill(true));
		state = new Label(area, SWT.WRAP);
		GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(300, SWT.DEFAULT).applyTo(state);
		fill(false);
		return area;
	}

	private void column(TableColumnLayout layout, String title, int weight, java.util.function.Function<Toolchain, String> text) {
		TableViewerColumn column = new TableViewerColumn(table, SWT.NONE);
		column.getColumn().setText(title);
		column.setLabelProvider(ColumnLabelProvider.createTextProvider(element -> text.apply((Toolchain) element)));
		layout.setColumnData(column.getColumn(), new ColumnWeightData(weight, 60, true));
	}

	private static Button button(Composite parent, String text, Runnable run) {
		Button button = new Button(parent, SWT.PUSH);
		button.setText(text);
		button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> run.run()));
		GridDataFactory.fillDefaults().applyTo(button);
		return button;
	}

	/** Programs are asked for their version in the background. */
	private void fill(boolean anew) {
		state.setText("Looking for compilers…");
		Display display = table.getTable().getDisplay();
		Job.createSystem("Looking for cross compilers", (ICoreRunnable) monitor -> {
			List<Toolchain> all = anew ? Toolchains.search() : Toolchains.all();
			Optional<Toolchain> chosen = Toolchains.chosen();
			display.asyncExec(() -> {
				if (!table.getTable().isDisposed()) {
					show(all, chosen);
				}
			});
		}).schedule();
	}

	private void show(List<Toolchain> all, Optional<Toolchain> chosen) {
		Optional<Toolchain> checked = checked().or(() -> chosen);
		LinkedHashSet<Toolchain> both = new LinkedHashSet<>(all);
		shown.stream().filter(one -> added.contains(one.gcc())).forEach(both::add);
		shown = List.copyOf(both);
		table.setInput(shown);
		table.setCheckedElements(checked.filter(shown::contains).stream().toArray());
		state.setText(shown.isEmpty() ? "No riscv64-*-gcc was found on the search path or in the usual folders. Install one, or add the program with its path."
				: "");
		state.getParent().layout();
		enable();
	}

	private Optional<Toolchain> checked() {
		Object[] checked = table.getCheckedElements();
		return checked.length == 0 ? Optional.empty() : Optional.of((Toolchain) checked[0]);
	}

	private Optional<Toolchain> selected() {
		return Optional.ofNullable((Toolchain) table.getStructuredSelection().getFirstElement());
	}

	/** Only what the user has added can be removed; the others would be found again. */
	private void enable() {
		remove.setEnabled(selected().filter(one -> added.contains(one.gcc())).isPresent());
	}

	private void add() {
		FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
		dialog.setText("Choose a GCC for 64-bit RISC-V");
		String name = dialog.open();
		if (name != null) {
			add(Path.of(name));
		}
	}

	/** Adds a program that tells a version as GCC does, and checks it. */
	void add(Path program) {
		setErrorMessage(null);
		Display display = table.getTable().getDisplay();
		Job.createSystem("Asking a compiler for its version", (ICoreRunnable) monitor -> {
			Optional<Toolchain> found;
			Optional<String> mistake;
			try {
				found = Optional.of(Toolchains.of(program));
				mistake = Optional.empty();
			} catch (CoreException e) {
				found = Optional.empty();
				mistake = Optional.of(e.getStatus().getMessage());
			}
			Optional<Toolchain> answer = found;
			Optional<String> message = mistake;
			display.asyncExec(() -> {
				if (!table.getTable().isDisposed()) {
					setErrorMessage(message.orElse(null));
					answer.ifPresent(this::add);
				}
			});
		}).schedule();
	}

	private void add(Toolchain toolchain) {
		if (!added.contains(toolchain.gcc())) {
			added.add(toolchain.gcc());
		}
		LinkedHashSet<Toolchain> both = new LinkedHashSet<>(shown);
		both.add(toolchain);
		table.setCheckedElements(new Object[0]);
		shown = List.copyOf(both);
		show(shown, Optional.of(toolchain));
	}

	private void remove() {
		selected().ifPresent(gone -> {
			added.remove(gone.gcc());
			shown = shown.stream().filter(one -> !one.equals(gone)).toList();
			show(shown, Optional.empty());
		});
	}

	@Override
	public boolean performOk() {
		Toolchains.keep(added, checked().map(Toolchain::gcc));
		return true;
	}

	/** What the table shows, for tests. */
	List<Toolchain> shown() {
		return shown;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.variables.IStringVariableManager;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.dialogs.ElementTreeSelectionDialog;
import org.eclipse.ui.model.BaseWorkbenchContentProvider;
import org.eclipse.ui.model.WorkbenchLabelProvider;

/** The two buttons beside a field for a file: one looks through the workspace, the other through the file system. */
final class FileButtons {

	private FileButtons() {
	}

	/** Makes the buttons; {@code chosen} gets the path, or a variable that leads to a file of the workspace. */
	static void create(Composite parent, Supplier<Shell> shell, Consumer<String> chosen) {
		Composite row = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).applyTo(row);
		Button workspace = new Button(row, SWT.PUSH);
		workspace.setText("Workspace…");
		workspace.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> fromWorkspace(shell.get(), chosen)));
		Button files = new Button(row, SWT.PUSH);
		files.setText("File…");
		files.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> {
			String path = new FileDialog(shell.get(), SWT.OPEN).open();
			if (path != null) {
				chosen.accept(path);
			}
		}));
	}

	private static void fromWorkspace(Shell shell, Consumer<String> chosen) {
		ElementTreeSelectionDialog dialog = new ElementTreeSelectionDialog(shell, new WorkbenchLabelProvider(),
				new BaseWorkbenchContentProvider());
		dialog.setTitle("File of the Workspace");
		dialog.setMessage("Choose a file:");
		dialog.setInput(ResourcesPlugin.getWorkspace().getRoot());
		dialog.setAllowMultiple(false);
		if (dialog.open() == Window.OK && dialog.getFirstResult() instanceof IFile file) {
			chosen.accept(variable(file));
		}
	}

	/** How a launch configuration names a file of the workspace. */
	static String variable(IFile file) {
		IStringVariableManager variables = VariablesPlugin.getDefault().getStringVariableManager();
		return variables.generateVariableExpression("workspace_loc", file.getFullPath().toString());
	}
}

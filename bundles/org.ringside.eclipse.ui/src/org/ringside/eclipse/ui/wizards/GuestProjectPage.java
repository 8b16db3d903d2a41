/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.wizards;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.ringside.eclipse.core.build.KernelTemplate;
import org.ringside.eclipse.core.toolchain.Toolchains;

/** The page of the project wizard: the project's name, and the kernel that it starts from. */
final class GuestProjectPage extends WizardPage {
	private Text name;
	private KernelTemplate template = KernelTemplate.BARE;
	private boolean noCompiler;

	GuestProjectPage() {
		super("project");
		setTitle("Guest OS Project");
		setDescription("Makes a project whose kernel Eclipse builds whenever a source changes.");
	}

	@Override
	public void createControl(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(area);
		new Label(area, SWT.NONE).setText("&Project name:");
		name = new Text(area, SWT.BORDER);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(name);
		name.addListener(SWT.Modify, event -> check());
		Group templates = new Group(area, SWT.NONE);
		templates.setText("Start from");
		GridLayoutFactory.swtDefaults().applyTo(templates);
		GridDataFactory.fillDefaults().span(2, 1).grab(true, true).indent(0, 8).applyTo(templates);
		for (KernelTemplate one : KernelTemplate.values()) {
			Button choice = new Button(templates, SWT.RADIO);
			choice.setText(one.title());
			choice.setSelection(one == template);
			choice.addListener(SWT.Selection, event -> {
				template = choice.getSelection() ? one : template;
				check();
			});
			Label description = new Label(templates, SWT.WRAP);
			description.setText(one.description());
			GridDataFactory.fillDefaults().grab(true, false).indent(22, 0).hint(420, SWT.DEFAULT).applyTo(description);
		}
		setPageComplete(false);
		setControl(area);
		lookForCompiler();
		name.setFocus();
	}

	/** In the background, since programs are asked for their version. */
	private void lookForCompiler() {
		Control control = getControl();
		Job.createSystem("Looking for cross compilers", (ICoreRunnable) monitor -> {
			boolean none = Toolchains.chosen().isEmpty();
			control.getDisplay().asyncExec(() -> {
				if (!control.isDisposed()) {
					noCompiler = none;
					check();
				}
			});
		}).schedule();
	}

	/** An empty name is no mistake yet, but not enough either. */
	private void check() {
		IStatus status = ResourcesPlugin.getWorkspace().validateName(name(), IResource.PROJECT);
		String mistake = null;
		if (!name().isEmpty() && !status.isOK()) {
			mistake = status.getMessage();
		} else if (!name().isEmpty() && ResourcesPlugin.getWorkspace().getRoot().getProject(name()).exists()) {
			mistake = "There is a project " + name() + " already.";
		}
		setErrorMessage(mistake);
		setMessage(template.needsCompiler() && noCompiler ? "No riscv64-*-gcc was found: the project will be made, and not be built before one is named under "
				+ "Preferences > Guest OS > Toolchains." : null, WARNING);
		setPageComplete(mistake == null && !name().isEmpty());
	}

	String name() {
		return name.getText().strip();
	}

	KernelTemplate template() {
		return template;
	}
}

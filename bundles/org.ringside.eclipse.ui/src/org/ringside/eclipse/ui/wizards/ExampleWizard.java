/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.wizards;

import java.lang.reflect.InvocationTargetException;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.wizards.newresource.BasicNewResourceWizard;
import org.ringside.eclipse.core.example.ExampleProject;
import org.ringside.examples.Example;

/** <em>New &gt; Guest OS Example</em>: puts one of the examples into the workspace, ready to debug. */
public final class ExampleWizard extends Wizard implements INewWizard {
	private final ExamplePage page = new ExamplePage();
	private IWorkbench workbench;

	@Override
	public void init(IWorkbench newWorkbench, IStructuredSelection selection) {
		workbench = newWorkbench;
		setWindowTitle("New Guest OS Example");
		setNeedsProgressMonitor(true);
	}

	@Override
	public void addPages() {
		addPage(page);
	}

	@Override
	public boolean performFinish() {
		Example example = page.chosen();
		IProject[] made = new IProject[1];
		try {
			getContainer().run(true, false, monitor -> {
				try {
					made[0] = ExampleProject.open(example);
					ExampleProject.launchConfiguration(made[0]);
				} catch (CoreException e) {
					throw new InvocationTargetException(e);
				}
			});
		} catch (InvocationTargetException e) {
			CoreException cause = (CoreException) e.getCause();
			ErrorDialog.openError(getShell(), "Guest OS Example", "The example could not be made.", cause.getStatus());
			return false;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
		BasicNewResourceWizard.selectAndReveal(made[0].getFile(example.image()), workbench.getActiveWorkbenchWindow());
		return true;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.wizards;

import java.lang.reflect.InvocationTargetException;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.wizards.newresource.BasicNewResourceWizard;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.eclipse.core.build.GuestProject;
import org.ringside.eclipse.core.build.KernelTemplate;

/** <em>New &gt; Guest OS Project</em>: makes a project from a template and opens its kernel. */
public final class GuestProjectWizard extends Wizard implements INewWizard {
	private final GuestProjectPage page = new GuestProjectPage();
	private IWorkbench workbench;

	@Override
	public void init(IWorkbench newWorkbench, IStructuredSelection selection) {
		workbench = newWorkbench;
		setWindowTitle("New Guest OS Project");
		setNeedsProgressMonitor(true);
	}

	@Override
	public void addPages() {
		addPage(page);
	}

	@Override
	public boolean performFinish() {
		String name = page.name();
		KernelTemplate template = page.template();
		IProject[] made = new IProject[1];
		try {
			getContainer().run(true, true, monitor -> {
				try {
					made[0] = GuestProject.create(name, template, monitor);
				} catch (CoreException e) {
					throw new InvocationTargetException(e);
				}
			});
		} catch (InvocationTargetException e) {
			if (e.getCause() instanceof CoreException cause) {
				ErrorDialog.openError(getShell(), "Guest OS Project", "The project could not be made.", cause.getStatus());
				return false;
			}
			throw new IllegalStateException(e.getCause());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
		show(made[0].getFile(template.files().get(0)));
		return true;
	}

	private void show(IFile source) {
		IWorkbenchWindow window = workbench.getActiveWorkbenchWindow();
		BasicNewResourceWizard.selectAndReveal(source, window);
		try {
			IDE.openEditor(window.getActivePage(), source);
		} catch (PartInitException e) {
			RingsideCore.log(e.getStatus());
		}
	}
}

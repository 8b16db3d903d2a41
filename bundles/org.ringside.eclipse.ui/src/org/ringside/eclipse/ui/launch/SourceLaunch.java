/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.build.GuestBuilder;
import org.ringside.eclipse.core.build.GuestNature;

/** Builds the kernel of a project in the background and then has it started. Its methods are called on the UI thread. */
final class SourceLaunch {

	private SourceLaunch() {
	}

	/** Saves, builds, and hands the kernel to {@code start} on the UI thread; says why if there is none. */
	static void build(IProject project, Consumer<List<IFile>> start) {
		if (!DebugUITools.saveBeforeLaunch() || !GuestSource.isBuilt(project) && !mayBecomeGuest(project)) {
			return;
		}
		Job job = Job.create("Building the kernel of " + project.getName(), (ICoreRunnable) monitor -> {
			List<IFile> kernels = build(project, monitor);
			PlatformUI.getWorkbench().getDisplay().asyncExec(() -> start.accept(kernels));
		});
		job.setUser(true);
		job.schedule();
	}

	/** The kernels of a project after its build; fails with a sentence if there is none. */
	static List<IFile> build(IProject project, IProgressMonitor monitor) throws CoreException {
		SubMonitor progress = SubMonitor.convert(monitor, 100);
		if (GuestSource.kernels(project).isEmpty()) {
			becomeGuest(project, progress.split(5));
		}
		project.build(IncrementalProjectBuilder.INCREMENTAL_BUILD, progress.split(95));
		List<IFile> kernels = GuestSource.kernels(project);
		if (kernels.isEmpty()) {
			throw GuestFault.BUILD.because("There is no kernel to start in the project " + project.getName() + firstError(project));
		}
		return kernels;
	}

	/** A project that nobody builds and that holds a kernel is left alone. */
	private static boolean mayBecomeGuest(IProject project) {
		try {
			if (!GuestSource.kernels(project).isEmpty()) {
				return true;
			}
		} catch (CoreException e) {
			// The same will be said when the project is built.
			return true;
		}
		Shell shell = PlatformUI.getWorkbench().getModalDialogShellProvider().getShell();
		return MessageDialog.openQuestion(shell, "Guest OS", "The project " + project.getName()
				+ " is not built by Eclipse. Have Ringside assemble its sources into " + GuestBuilder.IMAGE + " whenever they change?");
	}

	private static void becomeGuest(IProject project, IProgressMonitor monitor) throws CoreException {
		if (!GuestSource.isBuilt(project)) {
			IProjectDescription description = project.getDescription();
			List<String> natures = new ArrayList<>(Arrays.asList(description.getNatureIds()));
			natures.add(GuestNature.ID);
			description.setNatureIds(natures.toArray(String[]::new));
			project.setDescription(description, monitor);
		}
	}

	private static String firstError(IProject project) throws CoreException {
		for (String type : List.of(GuestBuilder.PROBLEM, GuestBuilder.COMPILER_PROBLEM)) {
			for (IMarker marker : project.findMarkers(type, true, IResource.DEPTH_INFINITE)) {
				if (marker.getAttribute(IMarker.SEVERITY, IMarker.SEVERITY_INFO) == IMarker.SEVERITY_ERROR) {
					int line = marker.getAttribute(IMarker.LINE_NUMBER, 0);
					String place = marker.getResource() instanceof IFile file ? file.getName() + (line > 0 ? ":" + line : "") + ": " : "";
					return ": " + place + marker.getAttribute(IMarker.MESSAGE, "");
				}
			}
		}
		return "; its sources make none.";
	}
}

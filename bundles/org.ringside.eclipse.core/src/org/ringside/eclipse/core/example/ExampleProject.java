/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.example;

import java.io.IOException;
import java.io.InputStream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.IWorkspaceRunnable;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;
import org.ringside.examples.Example;
import org.ringside.examples.Examples;

/**
 * The example kernel as a project of the workspace, with a launch configuration beside it. Files that are there
 * already are left as the user has them.
 */
public final class ExampleProject {

	private ExampleProject() {
	}

	/** The first example's project: opened, and made if it is not there. */
	public static IProject open() throws CoreException {
		return open(Examples.all().get(0));
	}

	/** An example's project, which has the example's name: opened, and made if it is not there. */
	public static IProject open(Example example) throws CoreException {
		IWorkspace workspace = ResourcesPlugin.getWorkspace();
		IProject project = workspace.getRoot().getProject(example.name());
		workspace.run((IWorkspaceRunnable) monitor -> {
			if (!project.exists()) {
				project.create(null);
			}
			project.open(null);
			for (String name : example.files()) {
				copy(example, name, project.getFile(name));
			}
		}, workspace.getRoot(), IWorkspace.AVOID_UPDATE, new NullProgressMonitor());
		return project;
	}

	private static void copy(Example example, String name, IFile file) throws CoreException {
		if (file.exists()) {
			return;
		}
		try (InputStream in = example.open(name)) {
			file.create(in, true, null);
		} catch (IOException e) {
			throw GuestFault.OPEN.because("The example's file " + name + " cannot be read: " + e.getMessage(), e);
		}
	}

	/** The launch configuration of an example's project, made if it is not there: stored in the project as a shared one. */
	public static ILaunchConfiguration launchConfiguration(IProject project) throws CoreException {
		Example example = Examples.find(project.getName()).orElseThrow(() -> GuestFault.CONFIGURATION
				.because("The project " + project.getName() + " is none of the examples."));
		ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
		IFile file = project.getFile(example.name() + ".launch");
		if (file.exists()) {
			return launches.getLaunchConfiguration(file);
		}
		ILaunchConfigurationWorkingCopy configuration = launches
				.getLaunchConfigurationType(GuestLaunchAttributes.TYPE).newInstance(project, example.name());
		configuration.setAttribute(GuestLaunchAttributes.IMAGE,
				"${workspace_loc:/" + project.getName() + "/" + example.image() + "}");
		configuration.setMappedResources(new IResource[] { project.getFile(example.image()) });
		return configuration.doSave();
	}
}

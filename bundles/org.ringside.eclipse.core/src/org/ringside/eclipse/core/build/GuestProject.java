/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.io.IOException;
import java.io.InputStream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.IWorkspaceRunnable;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;

/** A project whose kernel Eclipse builds. */
public final class GuestProject {

	private GuestProject() {
	}

	/** Makes a project with the nature, a template's files, its kernel built, and a launch configuration for it. */
	public static IProject create(String name, KernelTemplate template, IProgressMonitor monitor) throws CoreException {
		IWorkspace workspace = ResourcesPlugin.getWorkspace();
		IProject project = workspace.getRoot().getProject(name);
		workspace.run((IWorkspaceRunnable) inner -> {
			IProjectDescription description = workspace.newProjectDescription(name);
			project.create(description, inner);
			project.open(inner);
			for (String file : template.files()) {
				copy(template, file, project.getFile(file));
			}
			description = project.getDescription();
			description.setNatureIds(new String[] { GuestNature.ID });
			project.setDescription(description, inner);
		}, workspace.getRoot(), IWorkspace.AVOID_UPDATE, monitor);
		project.build(IncrementalProjectBuilder.FULL_BUILD, monitor);
		launchConfiguration(project);
		return project;
	}

	private static void copy(KernelTemplate template, String name, IFile file) throws CoreException {
		try (InputStream in = GuestProject.class.getResourceAsStream(template.resource(name))) {
			file.create(in, true, null);
		} catch (IOException e) {
			throw GuestFault.OPEN.because("The template's file " + name + " cannot be read: " + e.getMessage(), e);
		}
	}

	private static ILaunchConfiguration launchConfiguration(IProject project) throws CoreException {
		ILaunchConfigurationWorkingCopy configuration = DebugPlugin.getDefault().getLaunchManager()
				.getLaunchConfigurationType(GuestLaunchAttributes.TYPE).newInstance(project, project.getName());
		IFile image = project.getFile(GuestBuilder.IMAGE);
		configuration.setAttribute(GuestLaunchAttributes.IMAGE, "${workspace_loc:/" + project.getName() + "/" + GuestBuilder.IMAGE + "}");
		configuration.setMappedResources(new IResource[] { image });
		return configuration.doSave();
	}
}

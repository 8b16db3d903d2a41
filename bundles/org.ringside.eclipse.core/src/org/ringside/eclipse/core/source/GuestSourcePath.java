/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.source;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourcePathComputerDelegate;
import org.eclipse.debug.core.sourcelookup.containers.DirectorySourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.ProjectSourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.WorkspaceSourceContainer;
import org.ringside.eclipse.core.launch.GuestConfiguration;

/** Where sources are looked for if the user names no place: the image's project, its folder, then the whole workspace. */
public final class GuestSourcePath implements ISourcePathComputerDelegate {

	@Override
	public ISourceContainer[] computeSourceContainers(ILaunchConfiguration configuration, IProgressMonitor monitor) throws CoreException {
		Path image = new GuestConfiguration(configuration).image().toAbsolutePath();
		List<ISourceContainer> containers = new ArrayList<>();
		for (IFile file : ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(image.toUri())) {
			containers.add(new ProjectSourceContainer(file.getProject(), false));
		}
		File folder = image.getParent().toFile();
		containers.add(new DirectorySourceContainer(folder, false));
		containers.add(new WorkspaceSourceContainer());
		return containers.toArray(ISourceContainer[]::new);
	}
}

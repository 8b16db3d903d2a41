/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.ISchedulingRule;

/**
 * Builds the kernel of a project. Where the project has a makefile, make does it with the cross compiler of the preferences;
 * otherwise all assembly sources are assembled and linked into {@code kernel.elf}: by the project's {@code kernel.ld} if there
 * is one, else from the address on where firmware starts kernels.
 */
public final class GuestBuilder extends IncrementalProjectBuilder {
	/** The builder's identifier. */
	public static final String ID = "org.ringside.eclipse.core.guestBuilder";
	/** The type of the problem markers of Ringside's own assembler and linker. */
	public static final String PROBLEM = "org.ringside.eclipse.core.assemblyProblem";
	/** The type of the problem markers of a compiler and of make. */
	public static final String COMPILER_PROBLEM = "org.ringside.eclipse.core.compilerProblem";
	/** The kernel that is built, at the top of the project. */
	public static final String IMAGE = "kernel.elf";
	/** The linker script, at the top of the project. */
	public static final String SCRIPT = "kernel.ld";

	/** In the order in which make looks for them. */
	private static final Set<String> MAKEFILES = Set.of("GNUmakefile", "makefile", "Makefile");

	@Override
	protected IProject[] build(int kind, Map<String, String> arguments, IProgressMonitor monitor) throws CoreException {
		IResourceDelta delta = kind == FULL_BUILD || kind == CLEAN_BUILD ? null : getDelta(getProject());
		if (delta == null || concerns(delta)) {
			SubMonitor progress = SubMonitor.convert(monitor, "Building the kernel of " + getProject().getName(), 100);
			deleteMarkers();
			if (isMade(getProject())) {
				new MakeBuild(getProject()).run(progress, Optional.empty());
			} else {
				new AssemblyBuild(getProject()).run(progress);
			}
		}
		return null;
	}

	/** Whether make builds a project. */
	public static boolean isMade(IProject project) {
		return MAKEFILES.stream().anyMatch(name -> project.getFile(name).exists());
	}

	/** Make runs for long and changes files by itself: nobody who saves a source waits for it. */
	@Override
	public ISchedulingRule getRule(int kind, Map<String, String> arguments) {
		return isMade(getProject()) ? null : super.getRule(kind, arguments);
	}

	@Override
	protected void clean(IProgressMonitor monitor) throws CoreException {
		deleteMarkers();
		if (isMade(getProject())) {
			new MakeBuild(getProject()).run(SubMonitor.convert(monitor, 100), Optional.of("clean"));
			return;
		}
		IFile image = getProject().getFile(IMAGE);
		if (image.exists() && image.isDerived()) {
			image.delete(true, monitor);
		}
	}

	private void deleteMarkers() throws CoreException {
		getProject().deleteMarkers(PROBLEM, true, IResource.DEPTH_INFINITE);
		getProject().deleteMarkers(COMPILER_PROBLEM, true, IResource.DEPTH_INFINITE);
	}

	/** Whether the last build of a project has found an error. */
	public static boolean hasErrors(IProject project) throws CoreException {
		return project.findMaxProblemSeverity(PROBLEM, true, IResource.DEPTH_INFINITE) == IMarker.SEVERITY_ERROR
				|| project.findMaxProblemSeverity(COMPILER_PROBLEM, true, IResource.DEPTH_INFINITE) == IMarker.SEVERITY_ERROR;
	}

	/** All but what is built and launch configurations may be a source, be included or be linked by; what is built is missed when it goes. */
	private static boolean concerns(IResourceDelta delta) throws CoreException {
		boolean[] found = new boolean[1];
		delta.accept(change -> {
			IResource resource = change.getResource();
			boolean content = change.getKind() != IResourceDelta.CHANGED || (change.getFlags() & IResourceDelta.CONTENT) != 0;
			boolean made = change.getKind() != IResourceDelta.REMOVED && (resource.isDerived(IResource.CHECK_ANCESTORS) || Products.isProduct(resource.getName()));
			found[0] |= resource.getType() == IResource.FILE && content && !made && !"launch".equals(resource.getFileExtension());
			return !found[0];
		});
		return found[0];
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.ringside.eclipse.core.build.GuestBuilder;
import org.ringside.eclipse.core.build.GuestNature;

/** Tells which files and projects a kernel is made from, and which kernel that is. */
final class GuestSource {
	/** Sources of kernels wherever they are. */
	private static final Set<String> ASSEMBLY = Set.of("s", "asm");
	/** Sources of kernels in projects that Eclipse builds. */
	private static final Set<String> OTHERS = Set.of("c", "h", "inc", "ld", "mk");

	private GuestSource() {
	}

	/** Whether a kernel is made from what is selected. */
	static boolean is(Object selected) {
		IResource resource = Adapters.adapt(selected, IResource.class);
		return switch (resource) {
		case IProject project -> isBuilt(project);
		case IFile file -> isAssembly(file) || isBuilt(file.getProject()) && isOther(file);
		case null, default -> false;
		};
	}

	private static boolean isAssembly(IFile file) {
		return ASSEMBLY.contains(ending(file));
	}

	private static boolean isOther(IFile file) {
		return OTHERS.contains(ending(file)) || file.getName().equalsIgnoreCase("makefile");
	}

	private static String ending(IFile file) {
		return file.getFileExtension() == null ? "" : file.getFileExtension().toLowerCase(Locale.ROOT);
	}

	/** Whether Eclipse builds the kernel of a project. */
	static boolean isBuilt(IProject project) {
		try {
			return project.isOpen() && project.hasNature(GuestNature.ID);
		} catch (CoreException e) {
			// Closed or deleted in between: there is nothing to start.
			return false;
		}
	}

	/** The project whose kernel is made from what is selected. */
	static Optional<IProject> project(Object selected) {
		return is(selected) ? Optional.of(Adapters.adapt(selected, IResource.class).getProject()) : Optional.empty();
	}

	/** The kernels that a project holds: {@code kernel.elf} at its top, or else all executables, the newest first. */
	static List<IFile> kernels(IProject project) throws CoreException {
		IFile usual = project.getFile(GuestBuilder.IMAGE);
		if (RiscVImage.is(usual)) {
			return List.of(usual);
		}
		List<IFile> found = new ArrayList<>();
		project.accept(proxy -> {
			if (proxy.getType() == IResource.FILE && proxy.requestResource() instanceof IFile file && RiscVImage.is(file)) {
				found.add(file);
			}
			return true;
		}, IResource.NONE);
		found.sort(Comparator.comparingLong(IFile::getLocalTimeStamp).reversed());
		return found;
	}
}

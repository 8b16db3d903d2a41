/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.util.Locale;
import java.util.Set;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceProxy;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;

/** What builds leave behind: such files are marked as derived, so that no search finds them and no build is started by them. */
final class Products {
	private static final Set<String> ENDINGS = Set.of("o", "d", "a", "elf", "map", "lst");

	private Products() {
	}

	/** Whether a file of that name is made by compilers and linkers. */
	static boolean isProduct(String fileName) {
		int dot = fileName.lastIndexOf('.');
		return dot > 0 && ENDINGS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
	}

	/** Marks what make has left in a project. */
	static void markDerived(IProject project, IProgressMonitor monitor) throws CoreException {
		project.accept(proxy -> {
			if (proxy.isDerived()) {
				return false;
			}
			if (isProductOf(proxy)) {
				proxy.requestResource().setDerived(true, monitor);
			}
			return true;
		}, IResource.NONE);
	}

	private static boolean isProductOf(IResourceProxy proxy) {
		return proxy.getType() == IResource.FILE && isProduct(proxy.getName());
	}
}

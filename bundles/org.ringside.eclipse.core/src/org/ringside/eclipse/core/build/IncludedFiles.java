/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.ringside.asm.Assembler;

/**
 * Finds the files that sources of a project include: beside the including file, or at the top of the project. Files have
 * their path in the project as their name.
 */
public record IncludedFiles(IProject project) implements Assembler.FileSource {

	@Override
	public Optional<byte[]> read(String name, String from) {
		IPath path = IPath.fromPortableString(name);
		IPath beside = IPath.fromPortableString(from).removeLastSegments(1).append(path);
		return content(beside).or(() -> content(path));
	}

	private Optional<byte[]> content(IPath path) {
		if (path.isEmpty() || path.isAbsolute() || path.segment(0).equals("..")) {
			return Optional.empty();
		}
		IFile file = project.getFile(path);
		if (!file.exists()) {
			return Optional.empty();
		}
		try {
			return Optional.of(bytes(file));
		} catch (CoreException e) {
			// To the assembler it is a file that cannot be included, which it says at the place.
			return Optional.empty();
		}
	}

	/** All bytes of a file. */
	static byte[] bytes(IFile file) throws CoreException {
		try (InputStream in = file.getContents(true)) {
			return in.readAllBytes();
		} catch (IOException e) {
			throw org.ringside.eclipse.core.GuestFault.OPEN.because("The file " + file.getFullPath() + " cannot be read: " + e.getMessage(), e);
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.text.IDocument;
import org.ringside.asm.language.SourceIndex;
import org.ringside.asm.language.SourceModel;

/** Indexes the assembly sources of a project with the headers that they include, each as it is in its editor now. Any thread. */
final class ProjectIndex {

	private ProjectIndex() {
	}

	/** The index of the project of a file, that file's text being the one of {@code document}. */
	static SourceIndex<SourceFile> of(IFile self, IDocument document) {
		Map<SourceFile, SourceModel> models = new LinkedHashMap<>();
		models.put(new SourceFile(self), Sources.of(document));
		Deque<IFile> open = new ArrayDeque<>();
		open.add(self);
		open.addAll(Sources.sources(self.getProject()));
		while (!open.isEmpty()) {
			IFile file = open.remove();
			SourceFile key = new SourceFile(file);
			Optional<SourceModel> model = models.containsKey(key) ? Optional.of(models.get(key)) : Sources.now(file);
			if (model.isPresent()) {
				models.put(key, model.get());
				for (SourceModel.Include include : model.get().includes()) {
					included(file, include.name()).filter(found -> !models.containsKey(new SourceFile(found))).ifPresent(open::add);
				}
			}
		}
		return SourceIndex.of(models, (from, name) -> included(from.file(), name).map(SourceFile::new));
	}

	/** An included file stands beside the including one or at the top of the project. */
	static Optional<IFile> included(IFile from, String name) {
		IPath path = IPath.fromPortableString(name);
		if (path.isEmpty() || path.isAbsolute()) {
			return Optional.empty();
		}
		IPath beside = from.getParent().getProjectRelativePath().append(path);
		for (IPath place : new IPath[] { beside, path }) {
			if (!place.isEmpty() && !place.segment(0).equals("..") && from.getProject().getFile(place).exists()) {
				return Optional.of(from.getProject().getFile(place));
			}
		}
		return Optional.empty();
	}
}

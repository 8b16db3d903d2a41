/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.filebuffers.ITextFileBuffer;
import org.eclipse.core.filebuffers.LocationKind;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentExtension4;
import org.eclipse.swt.widgets.Display;
import org.ringside.asm.language.Definition;
import org.ringside.asm.language.SourceModel;
import org.ringside.eclipse.core.RingsideCore;

/** The models of the documents that are edited and of the other sources of their projects, each read once per change. */
final class Sources {
	private static final Map<IDocument, Known> DOCUMENTS = new WeakHashMap<>();
	private static long readings;
	private static final Map<IFile, Known> FILES = new ConcurrentHashMap<>();

	private record Known(long stamp, SourceModel model) {
	}

	private Sources() {
	}

	/** The model of a document as it is now; any thread. */
	static SourceModel of(IDocument document) {
		if (!(document instanceof IDocumentExtension4 stamped)) {
			return SourceModel.of(document.get());
		}
		synchronized (DOCUMENTS) {
			long stamp = stamped.getModificationStamp();
			Known known = DOCUMENTS.get(document);
			if (known == null || known.stamp() != stamp) {
				known = new Known(stamp, SourceModel.of(document.get()));
				DOCUMENTS.put(document, known);
				if (Display.getCurrent() != null) {
					readings++;
				}
			}
			return known.model();
		}
	}

	/** Whether the model of a document as it is now is there without reading the text, for tests. */
	static boolean known(IDocument document) {
		synchronized (DOCUMENTS) {
			Known known = DOCUMENTS.get(document);
			return known != null && known.stamp() == ((IDocumentExtension4) document).getModificationStamp();
		}
	}

	/** How often the user has waited for the text of a document to be read as a whole, for tests. */
	static long readings() {
		synchronized (DOCUMENTS) {
			return readings;
		}
	}

	/** The file of the workspace that a document shows. */
	static Optional<IFile> fileOf(IDocument document) {
		ITextFileBuffer buffer = FileBuffers.getTextFileBufferManager().getTextFileBuffer(document);
		IPath path = buffer == null ? null : buffer.getLocation();
		if (path == null || path.segmentCount() < 2) {
			return Optional.empty();
		}
		IFile file = ResourcesPlugin.getWorkspace().getRoot().getFile(path);
		return file.exists() ? Optional.of(file) : Optional.empty();
	}

	/** The models of the other assembly sources in the project of a document. */
	static Map<IFile, SourceModel> others(IDocument document) {
		Map<IFile, SourceModel> models = new LinkedHashMap<>();
		fileOf(document).ifPresent(self -> {
			for (IFile file : sources(self.getProject())) {
				if (!file.equals(self)) {
					model(file).ifPresent(model -> models.put(file, model));
				}
			}
		});
		return models;
	}

	/** What the other sources of the project define. */
	static List<Definition> otherDefinitions(IDocument document) {
		return others(document).values().stream().flatMap(model -> model.definitions().stream()).toList();
	}

	/** The model of a file as it is in its editor, or else as it is stored. */
	static Optional<SourceModel> now(IFile file) {
		ITextFileBuffer buffer = FileBuffers.getTextFileBufferManager().getTextFileBuffer(file.getFullPath(), LocationKind.IFILE);
		return buffer == null ? model(file) : Optional.of(of(buffer.getDocument()));
	}

	/** The assembly sources of a project; what is built is none. */
	static List<IFile> sources(IProject project) {
		List<IFile> found = new ArrayList<>();
		try {
			project.accept(proxy -> {
				if (proxy.isDerived()) {
					return false;
				}
				if (proxy.getType() == IResource.FILE && AssemblyEditors.isAssembly(proxy.getName())) {
					found.add((IFile) proxy.requestResource());
				}
				return true;
			}, IResource.NONE);
		} catch (CoreException e) {
			RingsideCore.log(e.getStatus());
		}
		return found;
	}

	private static Optional<SourceModel> model(IFile file) {
		long stamp = file.getModificationStamp();
		Known known = FILES.get(file);
		if (known == null || known.stamp() != stamp) {
			try (InputStream in = file.getContents(true)) {
				known = new Known(stamp, SourceModel.of(new String(in.readAllBytes(), Charset.forName(file.getCharset()))));
				FILES.put(file, known);
			} catch (CoreException | IOException e) {
				// A file that has just been deleted defines nothing; all else is worth a look.
				if (file.exists()) {
					RingsideCore.log("The source " + file.getFullPath() + " cannot be read.", e);
				}
				return Optional.empty();
			}
		}
		return Optional.of(known.model());
	}
}

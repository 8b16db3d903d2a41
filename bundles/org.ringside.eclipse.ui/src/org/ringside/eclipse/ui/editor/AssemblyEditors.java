/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.Optional;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.content.IContentType;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.texteditor.ITextEditor;

/** Finds the editors that show guest assembly, and gives them their key bindings. */
final class AssemblyEditors {
	/** The content type of guest assembly. */
	static final String CONTENT_TYPE = "org.ringside.eclipse.core.assembly";
	/** The context in which the keys of the editor's own commands work. */
	static final String CONTEXT = "org.ringside.eclipse.ui.assemblyEditor";

	private AssemblyEditors() {
	}

	/** Whether files of that name hold guest assembly. */
	static boolean isAssembly(String fileName) {
		IContentType assembly = Platform.getContentTypeManager().getContentType(CONTENT_TYPE);
		for (IContentType type : Platform.getContentTypeManager().findContentTypesFor(fileName)) {
			if (type.isKindOf(assembly)) {
				return true;
			}
		}
		return false;
	}

	/** Makes the keys of the editor's commands work in the editor that a viewer belongs to, as soon as there is one. */
	static void activateKeys(ITextViewer viewer) {
		viewer.getTextWidget().getDisplay().asyncExec(() -> editorOf(viewer)
				.ifPresent(editor -> editor.getSite().getService(IContextService.class).activateContext(CONTEXT)));
	}

	/** The viewer of an editor. */
	static Optional<ITextViewer> viewerOf(ITextEditor editor) {
		return editor.getAdapter(ITextOperationTarget.class) instanceof ITextViewer viewer ? Optional.of(viewer)
				: Optional.empty();
	}

	private static Optional<ITextEditor> editorOf(ITextViewer viewer) {
		if (!PlatformUI.isWorkbenchRunning()) {
			return Optional.empty();
		}
		for (IWorkbenchWindow window : PlatformUI.getWorkbench().getWorkbenchWindows()) {
			for (IWorkbenchPage page : window.getPages()) {
				for (IEditorReference reference : page.getEditorReferences()) {
					IEditorPart part = reference.getEditor(false);
					if (part instanceof ITextEditor editor && viewerOf(editor).filter(found -> found == viewer).isPresent()) {
						return Optional.of(editor);
					}
				}
			}
		}
		return Optional.empty();
	}
}

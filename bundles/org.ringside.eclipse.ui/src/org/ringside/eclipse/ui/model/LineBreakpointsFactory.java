/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.Locale;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTargetFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;

/** Offers guest breakpoints in text editors on assembly and C files. */
public final class LineBreakpointsFactory implements IToggleBreakpointsTargetFactory {

	/** The identifier of the one kind of toggling that there is. */
	public static final String LINES = "org.ringside.eclipse.ui.lineBreakpoints";

	private static final Set<String> EXTENSIONS = Set.of("s", "asm", "inc", "c", "h", "cc", "cpp", "rs", "zig");

	@Override
	public Set<String> getToggleTargets(IWorkbenchPart part, ISelection selection) {
		return part instanceof ITextEditor editor && serves(editor) ? Set.of(LINES) : Set.of();
	}

	/** Whether {@code editor} shows a file of the workspace that may be the source of a guest. */
	static boolean serves(ITextEditor editor) {
		IFile file = Adapters.adapt(editor.getEditorInput(), IFile.class);
		return file != null && file.getFileExtension() != null
				&& EXTENSIONS.contains(file.getFileExtension().toLowerCase(Locale.ROOT));
	}

	@Override
	public String getDefaultToggleTarget(IWorkbenchPart part, ISelection selection) {
		return LINES;
	}

	@Override
	public String getToggleTargetName(String targetId) {
		return "Guest Instruction Breakpoints";
	}

	@Override
	public String getToggleTargetDescription(String targetId) {
		return "Stops a guest before the first instruction of a line.";
	}

	@Override
	public IToggleBreakpointsTarget createToggleTarget(String targetId) {
		return new LineBreakpoints();
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.core.breakpoints.GuestInstructionBreakpoint;

/** Sets and removes breakpoints on lines of a guest's source in a text editor. */
final class LineBreakpoints implements IToggleBreakpointsTarget {

	@Override
	public void toggleLineBreakpoints(IWorkbenchPart part, ISelection selection) throws CoreException {
		Optional<IFile> file = file(part);
		if (file.isEmpty() || !(selection instanceof ITextSelection text)) {
			return;
		}
		int line = text.getStartLine() + 1;
		Optional<GuestInstructionBreakpoint> there = at(file.get(), line);
		if (there.isPresent()) {
			DebugPlugin.getDefault().getBreakpointManager().removeBreakpoint(there.get(), true);
		} else {
			String name = file.get().getName().replace(" ", "\\ ");
			GuestBreakpoint.add(name + ":" + line, file.get(), Map.of(IMarker.LINE_NUMBER, line));
		}
	}

	static Optional<GuestInstructionBreakpoint> at(IFile file, int line) {
		for (IBreakpoint breakpoint : DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RingsideCore.ID)) {
			if (breakpoint instanceof GuestInstructionBreakpoint instruction && instruction.getMarker() != null
					&& file.equals(instruction.getMarker().getResource()) && instruction.getLineNumber() == line) {
				return Optional.of(instruction);
			}
		}
		return Optional.empty();
	}

	private static Optional<IFile> file(IWorkbenchPart part) {
		return part instanceof ITextEditor editor ? Optional.ofNullable(Adapters.adapt(editor.getEditorInput(), IFile.class))
				: Optional.empty();
	}

	@Override
	public boolean canToggleLineBreakpoints(IWorkbenchPart part, ISelection selection) {
		return file(part).isPresent() && selection instanceof ITextSelection;
	}

	@Override
	public void toggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
		// Guests have no methods; canToggleMethodBreakpoints says so.
	}

	@Override
	public boolean canToggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
		return false;
	}

	@Override
	public void toggleWatchpoints(IWorkbenchPart part, ISelection selection) {
		// Data breakpoints are none of the four kinds; canToggleWatchpoints says so.
	}

	@Override
	public boolean canToggleWatchpoints(IWorkbenchPart part, ISelection selection) {
		return false;
	}
}

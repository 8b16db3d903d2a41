/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.ISuspendResume;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.model.GuestDebugTarget;

/** Run to Line in the source of a guest: to the first instruction of the line that holds the cursor. */
final class RunToSourceLine implements IRunToLineTarget {

	@Override
	public void runToLine(IWorkbenchPart part, ISelection selection, ISuspendResume target) throws CoreException {
		Optional<IFile> file = file(part);
		Optional<GuestDebugTarget> vm = vm(target);
		if (file.isEmpty() || vm.isEmpty() || !(selection instanceof ITextSelection text)) {
			return;
		}
		int line = text.getStartLine() + 1;
		List<Long> addresses = vm.get().session().addressesOf(file.get().getName(), line);
		if (addresses.isEmpty()) {
			throw GuestFault.EXPRESSION.because("Line " + line + " of " + file.get().getName() + " made no code of the guest \"" + vm.get().getName() + "\".");
		}
		vm.get().runTo(addresses.get(0));
	}

	@Override
	public boolean canRunToLine(IWorkbenchPart part, ISelection selection, ISuspendResume target) {
		return file(part).isPresent() && selection instanceof ITextSelection && vm(target).filter(GuestDebugTarget::isSuspended).isPresent();
	}

	private static Optional<IFile> file(IWorkbenchPart part) {
		return part instanceof ITextEditor editor ? Optional.ofNullable(Adapters.adapt(editor.getEditorInput(), IFile.class)) : Optional.empty();
	}

	private static Optional<GuestDebugTarget> vm(ISuspendResume target) {
		return Optional.ofNullable(Adapters.adapt(target, GuestDebugTarget.class));
	}
}

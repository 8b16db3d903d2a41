/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.ISuspendResume;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.TextSelection;
import org.eclipse.jface.text.source.IVerticalRulerInfo;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.CompoundContributionItem;
import org.eclipse.ui.texteditor.ITextEditor;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.core.breakpoints.GuestInstructionBreakpoint;

/** What the menu beside the lines of a guest's source offers for the line that was clicked: breakpoints, and to run to it. */
public class RulerMenu extends CompoundContributionItem {

	@Override
	protected IContributionItem[] getContributionItems() {
		IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
		IEditorPart part = window == null ? null : window.getActivePage().getActiveEditor();
		if (!(part instanceof ITextEditor editor) || !LineBreakpointsFactory.serves(editor)) {
			return new IContributionItem[0];
		}
		return actions(editor, line(editor)).stream().map(ActionContributionItem::new).toArray(IContributionItem[]::new);
	}

	/** The line, from 1, that is meant. */
	int line(ITextEditor editor) {
		IVerticalRulerInfo ruler = editor.getAdapter(IVerticalRulerInfo.class);
		return ruler == null ? 0 : ruler.getLineOfLastMouseButtonActivity() + 1;
	}

	/** The actions for a line, from 1. */
	static List<Action> actions(ITextEditor editor, int line) {
		List<Action> actions = new ArrayList<>();
		IFile file = Adapters.adapt(editor.getEditorInput(), IFile.class);
		IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
		if (file == null || document == null || line < 1 || line > document.getNumberOfLines()) {
			return actions;
		}
		try {
			IRegion region = document.getLineInformation(line - 1);
			String text = document.get(region.getOffset(), region.getLength());
			TextSelection selection = new TextSelection(document, region.getOffset(), 0);
			Optional<GuestInstructionBreakpoint> there = LineBreakpoints.at(file, line);
			actions.add(action("Toggle &Breakpoint", "breakpoint-instruction", () -> new LineBreakpoints().toggleLineBreakpoints(editor, selection)));
			there.ifPresent(breakpoint -> actions.add(action(isEnabled(breakpoint) ? "&Disable Breakpoint" : "&Enable Breakpoint", "",
					() -> breakpoint.setEnabled(!breakpoint.isEnabled()))));
			for (LineOffers.Offer offer : LineOffers.of(file, line, text)) {
				actions.add(existing(file, offer).map(breakpoint -> action(offer.label().replace("Add ", "Remove "), offer.icon(), () -> remove(breakpoint)))
						.orElseGet(() -> action(offer.label(), offer.icon(), () -> GuestBreakpoint.add(offer.text(), file, Map.of(IMarker.LINE_NUMBER, line)))));
			}
			runToLine(editor, selection).ifPresent(actions::add);
		} catch (BadLocationException e) {
			// The line went while the menu was opened; an empty menu says so.
			return List.of();
		}
		return actions;
	}

	private static boolean isEnabled(GuestBreakpoint breakpoint) {
		try {
			return breakpoint.isEnabled();
		} catch (CoreException e) {
			// Deleted in between.
			return false;
		}
	}

	private static Optional<GuestBreakpoint> existing(IFile file, LineOffers.Offer offer) {
		for (var breakpoint : DebugPlugin.getDefault().getBreakpointManager().getBreakpoints()) {
			if (breakpoint instanceof GuestBreakpoint guest && guest.getMarker() != null && file.equals(guest.getMarker().getResource())
					&& guest.text().equals(offer.text())) {
				return Optional.of(guest);
			}
		}
		return Optional.empty();
	}

	private static void remove(GuestBreakpoint breakpoint) throws CoreException {
		DebugPlugin.getDefault().getBreakpointManager().removeBreakpoint(breakpoint, true);
	}

	private static Optional<Action> runToLine(ITextEditor editor, TextSelection selection) {
		IRunToLineTarget target = new RunToSourceLine();
		IAdaptable context = DebugUITools.getDebugContext();
		ISuspendResume guest = context == null ? null : Adapters.adapt(context, ISuspendResume.class);
		return guest == null || !target.canRunToLine(editor, selection, guest) ? Optional.empty()
				: Optional.of(action("&Run to Line", "", () -> target.runToLine(editor, selection, guest)));
	}

	private static Action action(String label, String icon, Step run) {
		Action action = new Action(label) {
			@Override
			public void run() {
				try {
					run.run();
				} catch (CoreException e) {
					ErrorDialog.openError(PlatformUI.getWorkbench().getModalDialogShellProvider().getShell(), "Guest OS", null, e.getStatus());
				}
			}
		};
		if (!icon.isEmpty()) {
			action.setImageDescriptor(Icons.descriptor(icon));
		}
		return action;
	}

	/** What an action does. */
	private interface Step {
		void run() throws CoreException;
	}
}

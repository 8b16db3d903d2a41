/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.Map;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.menus.UIElement;
import org.eclipse.ui.commands.ICommandService;
import org.ringside.eclipse.core.model.GuestStepping;
import org.ringside.session.StepGranularity;

/** Step by Source Line: switches between steps of an instruction and of a line, for all guests. */
public final class StepByLineHandler extends AbstractHandler implements IElementUpdater {

	private static final String COMMAND = "org.ringside.eclipse.ui.stepByLine";

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		GuestStepping.setGranularity(byLine() ? StepGranularity.INSTRUCTION : StepGranularity.LINE);
		HandlerUtil.getActiveWorkbenchWindowChecked(event).getService(ICommandService.class).refreshElements(COMMAND, null);
		return null;
	}

	private static boolean byLine() {
		return GuestStepping.granularity() == StepGranularity.LINE;
	}

	@Override
	public void updateElement(UIElement element, @SuppressWarnings("rawtypes") Map parameters) {
		element.setChecked(byLine());
	}
}

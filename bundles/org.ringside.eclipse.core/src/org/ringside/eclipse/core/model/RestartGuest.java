/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.LinkedHashSet;
import java.util.Set;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.IRequest;
import org.eclipse.debug.core.commands.AbstractDebugCommand;
import org.eclipse.debug.core.commands.IEnabledStateRequest;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.eclipse.debug.core.model.IDebugElement;

/** Restart: ends the guest and launches the same configuration again, so that a rebuilt image is taken. */
final class RestartGuest extends AbstractDebugCommand implements IRestartHandler {

	@Override
	protected void doExecute(Object[] targets, IProgressMonitor monitor, IRequest request) throws CoreException {
		Set<ILaunch> launches = new LinkedHashSet<>();
		for (Object target : targets) {
			launches.add(((GuestDebugTarget) target).getLaunch());
		}
		for (ILaunch launch : launches) {
			launch.terminate();
			DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
			launch.getLaunchConfiguration().launch(launch.getLaunchMode(), monitor);
		}
	}

	@Override
	protected boolean isExecutable(Object[] targets, IProgressMonitor monitor, IEnabledStateRequest request) {
		for (Object target : targets) {
			ILaunchConfiguration configuration = ((GuestDebugTarget) target).getLaunch().getLaunchConfiguration();
			if (configuration == null || !configuration.exists()) {
				return false;
			}
		}
		return true;
	}

	@Override
	protected Object getTarget(Object element) {
		return element instanceof IDebugElement part && part.getDebugTarget() instanceof GuestDebugTarget vm ? vm : null;
	}
}

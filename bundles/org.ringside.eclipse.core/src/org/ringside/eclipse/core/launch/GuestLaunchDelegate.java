/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.launch;

import java.util.Arrays;
import java.util.Set;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.LaunchConfigurationDelegate;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.eclipse.core.model.GuestDebugTarget;
import org.ringside.eclipse.core.model.GuestProcess;
import org.ringside.eclipse.core.model.Recording;
import org.ringside.session.Session;
import org.ringside.session.SessionException;

/** Launches a guest: opens its session, gives it a console and, in debug mode, a debug target, and lets it go. */
public final class GuestLaunchDelegate extends LaunchConfigurationDelegate {

	/** All that can be found wrong without opening the image is said before anything is shown, but a kernel may have to be built first. */
	@Override
	public boolean finalLaunchCheck(ILaunchConfiguration configuration, String mode, IProgressMonitor monitor) throws CoreException {
		if (!super.finalLaunchCheck(configuration, mode, monitor)) {
			return false;
		}
		GuestConfiguration guest = new GuestConfiguration(configuration);
		guest.launch();
		guest.console();
		return true;
	}

	/** The project that makes the image: only it is built, not the whole workspace. */
	@Override
	protected IProject[] getBuildOrder(ILaunchConfiguration configuration, String mode) throws CoreException {
		return projects(configuration);
	}

	/** With errors in that project the user is asked whether the kernel of before is to be started. */
	@Override
	protected IProject[] getProjectsForProblemSearch(ILaunchConfiguration configuration, String mode) throws CoreException {
		return projects(configuration);
	}

	private static IProject[] projects(ILaunchConfiguration configuration) throws CoreException {
		IResource[] mapped = configuration.getMappedResources();
		return mapped == null ? new IProject[0]
				: Arrays.stream(mapped).map(IResource::getProject).filter(project -> project != null && project.isOpen()).distinct().toArray(IProject[]::new);
	}

	@Override
	public void launch(ILaunchConfiguration configuration, String mode, ILaunch launch, IProgressMonitor monitor) throws CoreException {
		GuestConfiguration guest = new GuestConfiguration(configuration);
		SubMonitor progress = SubMonitor.convert(monitor, "Starting " + configuration.getName(), 2);
		launch.setAttribute(DebugPlugin.ATTR_CONSOLE_ENCODING, guest.console().charset().name());
		Session session = open(guest);
		progress.worked(1);
		if (progress.isCanceled()) {
			session.close();
			return;
		}
		try {
			begin(session, guest, mode, launch);
		} catch (CoreException | RuntimeException e) {
			session.close();
			RingsideCore.hasEnded(session);
			throw e;
		}
	}

	private static Session open(GuestConfiguration guest) throws CoreException {
		try {
			return Session.open(guest.launch());
		} catch (SessionException e) {
			throw GuestFault.OPEN.because(e.getMessage(), e);
		}
	}

	private static void begin(Session session, GuestConfiguration guest, String mode, ILaunch launch) throws CoreException {
		GuestProcess process = new GuestProcess(launch, session, guest.console());
		process.start();
		if (ILaunchManager.DEBUG_MODE.equals(mode)) {
			Recording.begin(session);
			GuestDebugTarget vm = new GuestDebugTarget(launch, process, session);
			launch.addDebugTarget(vm);
			vm.start(guest.stopAtEntry());
		} else {
			// Nobody looks at the trace of a guest without a debug target.
			session.setTraced(Set.of());
			resume(session);
		}
	}

	private static void resume(Session session) throws CoreException {
		try {
			session.resume();
		} catch (SessionException e) {
			throw GuestFault.OPEN.because(e.getMessage(), e);
		}
	}
}

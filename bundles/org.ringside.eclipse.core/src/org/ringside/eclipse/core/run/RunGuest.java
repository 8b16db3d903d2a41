/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.run;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.IStreamListener;
import org.eclipse.debug.core.model.IFlushableStreamMonitor;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IStreamMonitor;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.session.ExitCodes;

/**
 * The application {@code org.ringside.eclipse.core.run}: launches a guest as Eclipse would, without a window, prints its console,
 * and exits with what its verdict comes to.
 */
public final class RunGuest implements IApplication {

	private final CountDownLatch ended = new CountDownLatch(1);
	private volatile ILaunch launch;

	@Override
	public Object start(IApplicationContext context) {
		context.applicationRunning();
		try {
			String[] words = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
			return run(RunArguments.parse(words));
		} catch (CoreException e) {
			System.err.println("Ringside: " + e.getStatus().getMessage());
			return e.getStatus().getCode() == GuestFault.CONFIGURATION.code() || e.getStatus().getCode() == GuestFault.OPEN.code()
					? ExitCodes.BAD_INPUT : ExitCodes.INTERNAL_ERROR;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return ExitCodes.TERMINATED;
		}
	}

	private Integer run(RunArguments arguments) throws CoreException, InterruptedException {
		ILaunchConfiguration configuration = arguments.configuration();
		IDebugEventSetListener watch = this::watch;
		DebugPlugin.getDefault().addDebugEventListener(watch);
		try {
			launch = configuration.launch(ILaunchManager.RUN_MODE, (IProgressMonitor) null);
			IProcess process = launch.getProcesses()[0];
			print(process.getStreamsProxy().getOutputStreamMonitor(), System.out);
			print(process.getStreamsProxy().getErrorStreamMonitor(), System.err);
			if (process.isTerminated()) {
				ended.countDown();
			}
			if (!ended.await(arguments.seconds(), TimeUnit.SECONDS)) {
				System.err.println("Ringside: The guest did not end within " + arguments.seconds() + " seconds.");
				launch.terminate();
				ended.await(2, TimeUnit.SECONDS);
				return ExitCodes.TIMEOUT;
			}
			System.out.flush();
			return process.getExitValue();
		} finally {
			DebugPlugin.getDefault().removeDebugEventListener(watch);
		}
	}

	private void watch(DebugEvent[] events) {
		for (DebugEvent event : events) {
			if (event.getKind() == DebugEvent.TERMINATE && event.getSource() instanceof IProcess process
					&& process.getLaunch().equals(launch)) {
				ended.countDown();
			}
		}
	}

	private static void print(IStreamMonitor monitor, PrintStream to) {
		IStreamListener listener = (text, source) -> {
			to.print(text);
			to.flush();
		};
		if (monitor instanceof IFlushableStreamMonitor stream) {
			// In this order and under its lock nothing is printed twice or lost.
			synchronized (stream) {
				listener.streamAppended(stream.getContents(), stream);
				stream.flushContents();
				stream.setBuffered(false);
				stream.addListener(listener);
			}
		} else {
			monitor.addListener(listener);
		}
	}

	@Override
	public void stop() {
		ILaunch now = launch;
		if (now != null) {
			try {
				now.terminate();
			} catch (CoreException e) {
				RingsideCore.log(e.getStatus());
			}
		}
		ended.countDown();
	}
}

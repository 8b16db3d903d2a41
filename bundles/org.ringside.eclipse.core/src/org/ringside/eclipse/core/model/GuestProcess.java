/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IStreamsProxy;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.eclipse.core.launch.ConsoleSettings;
import org.ringside.session.ExitCodes;
import org.ringside.session.Session;
import org.ringside.session.SessionListener;
import org.ringside.session.SessionState;
import org.ringside.session.StopEvent;
import org.ringside.session.StopKind;

/**
 * A guest as the process that the platform shows: its console, and the exit value that its verdict gives.
 * <p>
 * In run mode, where nobody could resume it, a guest that stops for good (a trap storm, eternal sleep, a limit) is ended here.
 */
public final class GuestProcess extends PlatformObject implements IProcess, SessionListener {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_LOCAL_TIME;

	private final ILaunch launch;
	private final Session session;
	private final GuestStreams streams;
	private final boolean debugged;
	private final String label;
	private final Map<String, String> attributes = new ConcurrentHashMap<>();
	private volatile Optional<StopEvent> finalStop = Optional.empty();
	private volatile boolean ended;

	/** The process of {@code session} in {@code launch}. */
	public GuestProcess(ILaunch launch, Session session, ConsoleSettings console) {
		this.launch = launch;
		this.session = session;
		this.streams = new GuestStreams(session, console.charset(), console.lineEnd());
		this.debugged = ILaunchManager.DEBUG_MODE.equals(launch.getLaunchMode());
		this.label = session.launch().name() + " [" + session.launch().technique().text() + "] ("
				+ TIME.format(LocalTime.now().truncatedTo(ChronoUnit.SECONDS)) + ")";
		setAttribute(ATTR_PROCESS_TYPE, RingsideCore.ID + ".guest");
		setAttribute(ATTR_PROCESS_LABEL, label);
	}

	/** Joins the launch and listens to the session. */
	public void start() {
		RingsideCore.closeAtShutdown(session);
		session.addListener(this);
		launch.addProcess(this);
		fire(DebugEvent.CREATE);
	}

	/** Says {@code sentence} on the guest's console, in Ringside's name. */
	public void remark(String sentence) {
		streams.remark(sentence);
	}

	/** The session beneath. */
	public Session session() {
		return session;
	}

	@Override
	public void stateChanged(SessionState state, Optional<StopEvent> stop) {
		switch (state) {
		case RUNNING -> {
			// Nothing that the platform shows of a process changes.
		}
		case SUSPENDED -> {
			if (!debugged && stop.isPresent() && stop.get().kind() != StopKind.ENTRY) {
				finalStop = stop;
				session.terminate();
			}
		}
		case TERMINATED -> end(stop);
		}
	}

	private synchronized void end(Optional<StopEvent> stop) {
		if (ended) {
			return;
		}
		if (finalStop.isEmpty()) {
			finalStop = stop;
		}
		streams.closeInputStream();
		// Output travels by a thread of its own; all of it stands before the last sentence.
		session.console().flush();
		finalStop.ifPresent(event -> remark(event.sentence()));
		ended = true;
		RingsideCore.hasEnded(session);
		fire(DebugEvent.TERMINATE);
	}

	private void fire(int kind) {
		DebugPlugin debug = DebugPlugin.getDefault();
		if (debug != null) {
			debug.fireDebugEventSet(new DebugEvent[] { new DebugEvent(this, kind) });
		}
	}

	@Override
	public String getLabel() {
		return label;
	}

	@Override
	public ILaunch getLaunch() {
		return launch;
	}

	@Override
	public IStreamsProxy getStreamsProxy() {
		return streams;
	}

	@Override
	public void setAttribute(String key, String value) {
		if (value == null) {
			attributes.remove(key);
		} else {
			attributes.put(key, value);
		}
	}

	@Override
	public String getAttribute(String key) {
		return attributes.get(key);
	}

	/** What the guest's verdict comes to as an exit code, or what stands for an end without one: see {@link ExitCodes}. */
	@Override
	public int getExitValue() throws DebugException {
		if (!ended) {
			throw GuestFault.NOT_SUSPENDED.because("\"" + label + "\" has not ended yet.");
		}
		return ExitCodes.of(session.verdict(), finalStop);
	}

	@Override
	public boolean canTerminate() {
		return !ended;
	}

	@Override
	public boolean isTerminated() {
		return ended;
	}

	@Override
	public void terminate() {
		session.terminate();
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		if (adapter == IProcess.class) {
			return adapter.cast(this);
		}
		if (adapter == ILaunch.class) {
			return adapter.cast(launch);
		}
		if (adapter == IDebugTarget.class) {
			for (IDebugTarget target : launch.getDebugTargets()) {
				if (equals(target.getProcess())) {
					return adapter.cast(target);
				}
			}
			return null;
		}
		return super.getAdapter(adapter);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

import org.ringside.session.GuestLaunch;
import org.ringside.session.Session;
import org.ringside.session.SessionException;
import org.ringside.session.SessionListener;
import org.ringside.session.SessionState;
import org.ringside.session.StopEvent;
import org.ringside.session.StopKind;

/** A guest in a session that runs for short whiles, of each of which the cost is known: processor time of the guest's thread. */
final class DebuggedRun implements AutoCloseable {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
	private static final int PATIENCE_SECONDS = 60;

	/**
	 * A while.
	 *
	 * @param nanoseconds of processor time of the thread that runs the guest
	 * @param instructions that retired
	 */
	record Cost(double nanoseconds, double instructions) {

		double perInstruction() {
			return nanoseconds / instructions;
		}
	}

	private final Session session;
	private final long thread;
	private final SynchronousQueue<StopEvent> stops = new SynchronousQueue<>();

	DebuggedRun(GuestLaunch launch) throws SessionException {
		session = Session.open(launch);
		// The thread of a session has the name of its guest in its own.
		thread = Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().endsWith(" " + launch.name())).findFirst()
				.orElseThrow(() -> new SessionException("There is no thread of guest " + launch.name())).threadId();
		session.addListener(new SessionListener() {
			@Override
			public void stateChanged(SessionState state, Optional<StopEvent> stop) {
				stop.filter(s -> state != SessionState.RUNNING && s.kind() != StopKind.ENTRY).ifPresent(DebuggedRun.this::stopped);
			}
		});
	}

	private void stopped(StopEvent stop) {
		try {
			stops.offer(stop, PATIENCE_SECONDS, TimeUnit.SECONDS);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	Session session() {
		return session;
	}

	/**
	 * Runs the guest for a while.
	 *
	 * @throws SessionException where something stops it before
	 */
	Cost run(double seconds) throws SessionException, InterruptedException {
		long instructions = session.instructions();
		long before = THREADS.getThreadCpuTime(thread);
		session.resume();
		StopEvent early = stops.poll(Math.round(seconds * 1e6), TimeUnit.MICROSECONDS);
		if (early == null) {
			session.suspend();
			early = stops.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		if (early == null || early.kind() != StopKind.SUSPEND) {
			throw new SessionException("The program met what it should not: " + (early == null ? "it does not stop" : early.sentence()));
		}
		long after = THREADS.getThreadCpuTime(thread);
		return new Cost(after - before, Math.max(1, session.instructions() - instructions));
	}

	@Override
	public void close() {
		session.close();
	}
}

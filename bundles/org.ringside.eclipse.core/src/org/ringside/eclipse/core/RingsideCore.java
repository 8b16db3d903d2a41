/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Plugin;
import org.eclipse.core.runtime.Status;
import org.osgi.framework.BundleContext;
import org.ringside.session.Session;
import org.ringside.vmm.HotCodeFolder;

/** The bundle's life: its identifiers, its log, and the guarantee that no guest outlives the platform. */
public final class RingsideCore extends Plugin {

	/** The bundle, and at the same time the debug model that its elements and breakpoints belong to. */
	public static final String ID = "org.ringside.eclipse.core";

	private static final Set<Session> OPEN = ConcurrentHashMap.newKeySet();

	/** Has {@code session} closed when the platform shuts down, whatever state it is in then. */
	public static void closeAtShutdown(Session session) {
		OPEN.add(session);
	}

	/** Says that {@code session} has ended by itself. */
	public static void hasEnded(Session session) {
		OPEN.remove(session);
	}

	/** Writes what a user need not be interrupted for, but must be able to find, to the error log. */
	public static void log(String sentence, Throwable cause) {
		log(new Status(IStatus.ERROR, ID, sentence, cause));
	}

	/** Writes {@code status} to the error log. */
	public static void log(IStatus status) {
		ILog.of(RingsideCore.class).log(status);
	}

	@Override
	public void start(BundleContext context) throws Exception {
		super.start(context);
		try {
			HotCodeFolder.choose(Optional.of(getStateLocation().append("hot").toFile().toPath()));
		} catch (IllegalStateException e) {
			// A platform without a workspace keeps nothing.
			HotCodeFolder.choose(Optional.empty());
		}
	}

	@Override
	public void stop(BundleContext context) throws Exception {
		closeAll();
		super.stop(context);
	}

	/** Ends all guests: all are told to end before the first is waited for, so that many take no longer than one. */
	static void closeAll() {
		OPEN.forEach(Session::terminate);
		OPEN.forEach(Session::close);
		OPEN.clear();
	}
}

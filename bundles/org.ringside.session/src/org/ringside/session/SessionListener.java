/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Optional;

/**
 * Told what happens to a session, on the session's own dispatcher thread and in order.
 *
 * <p>A listener may call the session, also from within a call. A slow one delays other listeners and never the guest.
 */
public interface SessionListener {

	/**
	 * The session went to another state, or stopped again after a step.
	 *
	 * @param state the new state
	 * @param stop why, if the new state is not {@link SessionState#RUNNING}
	 */
	default void stateChanged(SessionState state, Optional<StopEvent> stop) {
	}

	/** A breakpoint with {@link BreakpointAction#LOG} was hit; the guest goes on. */
	default void logged(StopEvent hit) {
	}

	/** A breakpoint was added, removed, changed, or used up. Hit counts alone are not told. */
	default void breakpointsChanged() {
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/** What the VM's thread tells its session while the guest runs. */
interface SessionNotices {

	void logged(StopEvent hit);

	/** A one-shot breakpoint has acted. */
	void usedUp(BreakpointId id);
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

/** Who waits for a socket. */
interface Ready {

	/** The socket has something, or takes something. */
	void ready(long now);
}

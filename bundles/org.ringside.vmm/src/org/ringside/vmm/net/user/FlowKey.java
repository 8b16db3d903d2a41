/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

/** The two ends of a connection or of a flow of datagrams, as the guest sees them. */
record FlowKey(int guest, int guestPort, int peer, int peerPort) {
}

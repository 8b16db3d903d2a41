/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The user-mode network: one guest behind this computer, which answers ARP, DHCP, echo and TFTP itself and carries TCP and UDP on over
 * sockets of its own. One thread serves a network; it never waits for the guest nor for a socket. All that a guest can make it keep is
 * bounded: connections, flows, packets that wait.
 *
 * <p>IPv4 only. Uses {@code org.ringside.vmm.net} and {@code org.ringside.devices}. Start reading at
 * {@link org.ringside.vmm.net.user.UserNetwork}.
 */
package org.ringside.vmm.net.user;

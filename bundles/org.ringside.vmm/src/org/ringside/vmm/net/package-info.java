/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Networks between guests and for one guest: what the network cards of VMs are plugged into.
 *
 * <p>Uses {@code org.ringside.devices}. Start reading at {@link org.ringside.vmm.net.VirtualSwitch}.
 */
package org.ringside.vmm.net;

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The devices of the Advanced Interrupt Architecture: the domains of an APLIC, to which wires lead, and the interrupt files of
 * IMSICs, to which messages are sent. Uses {@code org.ringside.devices}, {@code org.ringside.machine} and
 * {@code org.ringside.image}. Start reading at {@link org.ringside.devices.aia.AplicDomain}.
 */
package org.ringside.devices.aia;

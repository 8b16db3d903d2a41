/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * The debug model of a guest as the Eclipse platform wants it: VM, vCPUs, frames, registers, and the process with its console.
 * <p>
 * Uses {@code org.ringside.session} and the platform's debug core. Start at
 * {@link org.ringside.eclipse.core.model.GuestDebugTarget}.
 */
package org.ringside.eclipse.core.model;

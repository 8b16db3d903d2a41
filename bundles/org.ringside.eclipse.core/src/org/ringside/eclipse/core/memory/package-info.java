/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * A guest's memory for the Memory view: over guest-virtual, guest-physical and machine addresses.
 * <p>
 * Uses {@code org.ringside.session}. Start at {@link org.ringside.eclipse.core.memory.GuestMemoryBlock}.
 */
package org.ringside.eclipse.core.memory;

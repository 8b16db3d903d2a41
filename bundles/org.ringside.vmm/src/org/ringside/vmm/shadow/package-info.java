/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Shadow paging: the page tables, in machine frames, through which the machine's MMU runs a guest that believes in its own.
 *
 * <p>Start at {@link org.ringside.vmm.shadow.ShadowSpace}. Machine frames come from
 * {@link org.ringside.vmm.shadow.MachineFrames}. Uses {@code org.ringside.vmm.tables} and {@code org.ringside.machine}.
 */
package org.ringside.vmm.shadow;

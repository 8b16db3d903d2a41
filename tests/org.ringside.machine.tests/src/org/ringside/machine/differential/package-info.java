/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Generated programs that run on Ringside's machine and on QEMU; registers, CSRs, traps and memory must agree. Start
 * reading at {@link org.ringside.machine.differential.Program}.
 */
package org.ringside.machine.differential;

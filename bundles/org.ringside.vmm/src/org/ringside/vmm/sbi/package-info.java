/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The Supervisor Binary Interface that Ringside offers to supervisor-mode kernels, one class per extension.
 *
 * <p>It is the machine-mode software of guests that bring none of their own, the same under each technique. It
 * reaches the guest only through {@link org.ringside.vmm.sbi.SbiPlatform}. Start at {@link org.ringside.vmm.sbi.Sbi}.
 * Section numbers are those of the RISC-V Supervisor Binary Interface Specification 2.0.
 */
package org.ringside.vmm.sbi;

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The monitor: virtual machines, their vCPUs, what they tell while they run, and why they stop.
 *
 * <p>It may use {@code org.ringside.machine} and the floors below, and knows nothing of debuggers, symbols or
 * Eclipse. Start at {@link org.ringside.vmm.VirtualMachine}: configure one with {@link org.ringside.vmm.VmConfig},
 * run it, and switch over the {@link org.ringside.vmm.VmStop}. {@link org.ringside.vmm.VmEvent} lists what a
 * {@link org.ringside.vmm.VmObserver} can be told. The Supervisor Binary Interface is in
 * {@code org.ringside.vmm.sbi}.
 */
package org.ringside.vmm;

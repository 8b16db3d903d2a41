/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Optional;

import org.ringside.machine.Walk;
import org.ringside.vmm.VmEvent;

/**
 * Why the last fault of a vCPU happened.
 *
 * @param sentence the whole in one sentence
 * @param fault the trap, if it is still in the trace
 * @param walk the guest's page tables as they translate the address, for a page fault or access fault
 */
public record FaultExplanation(String sentence, Optional<VmEvent.TrapTaken> fault, Optional<Walk> walk) {
}

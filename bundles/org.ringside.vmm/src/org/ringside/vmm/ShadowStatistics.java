/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.ringside.devices.virtio.VirtioNet;

/**
 * What virtualization has cost so far, counted exactly. Under {@code bare} only the SBI exits and the instructions are not 0.
 *
 * @param fills shadow entries made or widened
 * @param hiddenFaults page faults of the machine that the guest never saw
 * @param trueFaults page faults that were injected into the guest
 * @param invalidations shadow entries withdrawn
 * @param tableWrites stores to the guest's page tables that were emulated
 * @param rootSwitches changes of the shadow table in use
 * @param shadowRoots shadow tables kept now
 * @param tableFrames machine frames that hold shadow tables now
 * @param guestFrames machine frames given to the guest so far
 * @param nativeInstructions guest instructions executed directly by a machine hart
 * @param emulatedInstructions guest instructions executed by the monitor in the guest's place
 * @param hostMemoryBytes memory of this computer that the guest's RAM and the monitor's tables occupy now
 * @param balloonBytes RAM that the guest's balloon driver has given away
 * @param network what went through its network card, if it has one
 * @param hostCode whether some of its code ran as instructions of this computer's own processor
 * @param exits exits by reason; every reason is a key
 */
public record ShadowStatistics(long fills, long hiddenFaults, long trueFaults, long invalidations, long tableWrites,
		long rootSwitches, long shadowRoots, long tableFrames, long guestFrames, long nativeInstructions,
		long emulatedInstructions, long hostMemoryBytes, long balloonBytes,
		Optional<VirtioNet.Traffic> network, boolean hostCode, Map<ExitReason, Long> exits) {
	public ShadowStatistics {
		EnumMap<ExitReason, Long> all = new EnumMap<>(ExitReason.class);
		for (ExitReason reason : ExitReason.values()) {
			all.put(reason, exits.getOrDefault(reason, 0L));
		}
		exits = Map.copyOf(all);
	}

	/** All exits together. */
	public long totalExits() {
		return exits.values().stream().mapToLong(Long::longValue).sum();
	}

	/** The part of the guest's instructions that ran without the monitor, 0 to 1; 1 if none has run. */
	public double nativeFraction() {
		long total = nativeInstructions + emulatedInstructions;
		return total == 0 ? 1 : (double) nativeInstructions / total;
	}
}

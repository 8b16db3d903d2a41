/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.ringside.devices.virtio.VirtioNet;
import org.ringside.machine.CodeLink;
import org.ringside.machine.Memory;

/** Gathers the counts of a virtual machine. */
final class Statistics {
	private Statistics() {
	}

	static ShadowStatistics of(GuestCore core) {
		Map<ExitReason, Long> exits = new EnumMap<>(ExitReason.class);
		for (ExitReason reason : ExitReason.values()) {
			exits.put(reason, core.exits(reason));
		}
		if (core.shadowing().isEmpty()) {
			return new ShadowStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, core.instructions(), 0,
					hostMemory(core), balloon(core), network(core), hostCode(core), exits);
		}
		Shadowing all = core.shadowing().get();
		long roots = 0;
		long tableFrames = 0;
		long nativeInstructions = 0;
		long emulated = 0;
		for (EmulatedVcpu vcpu : all.vcpus()) {
			roots += vcpu.pager().space().roots().size();
			tableFrames += vcpu.pager().space().tableFrames();
			nativeInstructions += vcpu.nativeInstructions();
			emulated += vcpu.emulatedInstructions();
		}
		return new ShadowStatistics(all.fills, all.hiddenFaults, all.trueFaults, all.invalidations, all.tableWrites,
				all.rootSwitches, roots, tableFrames, all.frames().inUse() - tableFrames, nativeInstructions, emulated,
				hostMemory(core), balloon(core), network(core), hostCode(core), exits);
	}

	private static long hostMemory(GuestCore core) {
		return core.memory().machineRam().allocatedBytes();
	}

	private static long balloon(GuestCore core) {
		return core.devices().balloon().map(balloon -> (long) balloon.inflated() * Memory.PAGE).orElse(0L);
	}

	private static Optional<VirtioNet.Traffic> network(GuestCore core) {
		return core.devices().network().map(card -> card.device().traffic());
	}

	private static boolean hostCode(GuestCore core) {
		return core.vcpus().stream().anyMatch(vcpu -> CodeLink.hasRunHostCode(((GuestVcpu) vcpu).runner()));
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.Optional;
import java.util.OptionalLong;

import org.ringside.isa.PrivilegeMode;

/** Walks the tables as a hart would, and tells every step and what stands at the end. */
final class WalkReport {

	private WalkReport() {
	}

	static Walk of(Hart hart, long va, Access access, PrivilegeMode effectiveMode, boolean updateAd, boolean words) {
		Walk.Recorder log = new Walk.Recorder(words);
		int mode = effectiveMode.encoding() | (effectiveMode.isVirtual() ? PageWalker.GUEST : 0);
		boolean mapped = hart.walker.walk(va, access, mode, updateAd, log);
		if (!mapped) {
			return new Walk(va, access, effectiveMode, log.scheme, log.root, log.guestScheme, log.steps, log.guestPhysical, OptionalLong.empty(),
					0, Optional.of(hart.walker.fault), log.reason);
		}
		long size = 1L << hart.walker.pageShift;
		long physical = hart.walker.physical;
		String problem = !hart.bus.isMemory(physical) && !hart.bus.isDevice(physical) ? "there is neither memory nor a device"
				: access == Access.EXECUTE && !hart.bus.isMemory(physical) ? "devices hold no instructions"
						: !hart.pmp.allows(physical, 1, access, mode) ? "physical memory protection forbids the access" : null;
		if (problem != null) {
			return new Walk(va, access, effectiveMode, log.scheme, log.root, log.guestScheme, log.steps, log.guestPhysical, OptionalLong.empty(),
					size, Optional.of(PageWalker.accessFault(access)), log.reason + ", where " + problem);
		}
		return new Walk(va, access, effectiveMode, log.scheme, log.root, log.guestScheme, log.steps, log.guestPhysical,
				OptionalLong.of(physical), size, Optional.empty(), log.reason);
	}
}

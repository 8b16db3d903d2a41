/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import java.util.OptionalLong;

import org.ringside.isa.sbi.SbiError;
import org.ringside.isa.sbi.SbiExtension;

/** Fences on other harts (SBI 8). The guest has no hypervisor extension, so the HFENCE calls are not supported. */
final class RemoteFence implements SbiService {
	/** The functions behind this one are for supervisors that have guests: {@code hfence} with and without VMID or ASID. */
	private static final int LAST_OF_SUPERVISORS = 2;

	@Override
	public SbiExtension extension() {
		return SbiExtension.RFENCE;
	}

	@Override
	public SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		if (call.fid() > LAST_OF_SUPERVISORS && !platform.hasGuests()) {
			return SbiResult.error(SbiError.NOT_SUPPORTED);
		}
		var targets = HartMask.harts(platform, call.arg(0), call.arg(1));
		if (targets.isEmpty()) {
			return SbiResult.error(SbiError.INVALID_PARAM);
		}
		long start = call.arg(2);
		// Start and size both 0 mean the whole address space, like a size of all ones.
		long size = start == 0 && call.arg(3) == 0 ? -1 : call.arg(3);
		for (int target : targets.get()) {
			switch ((int) call.fid()) {
				case 0 -> platform.remoteFenceI(target);
				case 1 -> platform.remoteSfence(target, start, size, OptionalLong.empty());
				case LAST_OF_SUPERVISORS -> platform.remoteSfence(target, start, size, OptionalLong.of(call.arg(4)));
				// More may be ordered than was asked for.
				default -> platform.remoteHfence(target);
			}
		}
		return SbiResult.OK;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import org.ringside.isa.sbi.SbiError;
import org.ringside.isa.sbi.SbiExtension;
import org.ringside.vmm.sbi.SbiPlatform.HartState;

/** System suspend: to RAM, by the last hart that is not stopped (SBI, chapter "System Suspend Extension"). */
final class SystemSuspend implements SbiService {
	private static final long TO_RAM = 0;

	@Override
	public SbiExtension extension() {
		return SbiExtension.SUSP;
	}

	@Override
	public SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		long address = call.arg(1);
		if ((call.arg(0) & 0xffff_ffffL) != TO_RAM) {
			return SbiResult.error(SbiError.INVALID_PARAM);
		}
		if ((address & 1) != 0 || !platform.isRam(address, 2)) {
			return SbiResult.error(SbiError.INVALID_ADDRESS);
		}
		for (int other = 0; other < platform.harts(); other++) {
			if (other != hart && platform.state(other) != HartState.STOPPED) {
				return SbiResult.error(SbiError.DENIED);
			}
		}
		platform.suspendAndRestart(hart, address, call.arg(2));
		return SbiResult.GONE;
	}
}

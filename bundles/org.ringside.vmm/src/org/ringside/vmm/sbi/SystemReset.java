/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import org.ringside.isa.sbi.SbiError;
import org.ringside.isa.sbi.SbiExtension;

/** System reset: the kernel powers off or reboots (SBI 10). */
final class SystemReset implements SbiService {
	@Override
	public SbiExtension extension() {
		return SbiExtension.SRST;
	}

	@Override
	public SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		long type = call.arg(0) & 0xffff_ffffL;
		long reason = call.arg(1) & 0xffff_ffffL;
		if (type > 2 || reason > 1) {
			return SbiResult.error(SbiError.INVALID_PARAM);
		}
		String failing = reason == 1 ? " because of a system failure" : "";
		if (type == 0) {
			platform.reset(reason == 1 ? SbiPlatform.Reset.FAILURE : SbiPlatform.Reset.SHUTDOWN,
					"The guest shut down through SBI SRST" + failing + ".");
		} else {
			platform.reset(reason == 1 ? SbiPlatform.Reset.FAILURE : SbiPlatform.Reset.REBOOT,
					"The guest asked SBI SRST for a " + (type == 1 ? "cold" : "warm") + " reboot" + failing + ".");
		}
		return SbiResult.GONE;
	}
}

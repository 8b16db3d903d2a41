/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import org.ringside.isa.sbi.SbiError;
import org.ringside.isa.sbi.SbiExtension;

/** Inter-processor interrupts (SBI 7). */
final class Ipi implements SbiService {
	@Override
	public SbiExtension extension() {
		return SbiExtension.IPI;
	}

	@Override
	public SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		var targets = HartMask.harts(platform, call.arg(0), call.arg(1));
		targets.ifPresent(harts -> harts.forEach(platform::sendIpi));
		return targets.isPresent() ? SbiResult.OK : SbiResult.error(SbiError.INVALID_PARAM);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import org.ringside.isa.sbi.SbiExtension;

/** Timer extension: one deadline per hart (SBI 6). */
final class Timer implements SbiService {
	@Override
	public SbiExtension extension() {
		return SbiExtension.TIME;
	}

	@Override
	public SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		platform.setTimer(hart, call.arg(0));
		return SbiResult.OK;
	}
}

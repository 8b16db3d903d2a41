/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import java.util.List;

/** Timer extension: one deadline per hart (SBI 6). */
final class Timer implements SbiExtension {
	@Override
	public long eid() {
		return 0x5449_4d45;
	}

	@Override
	public String shortName() {
		return "TIME";
	}

	@Override
	public List<String> functions() {
		return List.of("set_timer");
	}

	@Override
	public SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		platform.setTimer(hart, call.arg(0));
		return SbiResult.OK;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import java.util.List;

/** Inter-processor interrupts (SBI 7). */
final class Ipi implements SbiExtension {
	@Override
	public long eid() {
		return 0x73_5049;
	}

	@Override
	public String shortName() {
		return "IPI";
	}

	@Override
	public List<String> functions() {
		return List.of("send_ipi");
	}

	@Override
	public SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		var targets = HartMask.harts(platform, call.arg(0), call.arg(1));
		targets.ifPresent(harts -> harts.forEach(platform::sendIpi));
		return targets.isPresent() ? SbiResult.OK : SbiResult.error(SbiError.INVALID_PARAM);
	}
}

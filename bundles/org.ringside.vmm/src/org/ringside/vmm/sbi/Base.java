/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import org.ringside.isa.sbi.SbiError;
import org.ringside.isa.sbi.SbiExtension;

/** Base extension: who answers, and what else there is (SBI 4). */
final class Base implements SbiService {
	/** Specification 2.0: major version in bits 30 to 24. */
	private static final long SPECIFICATION = 2L << 24;
	/** None of the registered implementations: "ring" in ASCII. */
	private static final long IMPLEMENTATION = 0x7269_6e67;
	private static final long IMPLEMENTATION_VERSION = 1;
	private static final int MVENDORID = 0xf11;

	@Override
	public SbiExtension extension() {
		return SbiExtension.BASE;
	}

	@Override
	public SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		return switch ((int) call.fid()) {
			case 0 -> SbiResult.value(SPECIFICATION);
			case 1 -> SbiResult.value(IMPLEMENTATION);
			case 2 -> SbiResult.value(IMPLEMENTATION_VERSION);
			case 3 -> SbiResult.value(Sbi.service(call.arg(0)).isPresent() ? 1 : 0);
			case 4, 5, 6 -> SbiResult.value(platform.identification(hart, MVENDORID + (int) call.fid() - 4));
			default -> SbiResult.error(SbiError.NOT_SUPPORTED);
		};
	}
}

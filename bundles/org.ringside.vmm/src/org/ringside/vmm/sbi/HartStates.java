/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import org.ringside.isa.sbi.SbiError;
import org.ringside.isa.sbi.SbiExtension;

/** Hart state management: harts are started, stopped and suspended by the kernel (SBI 9). */
final class HartStates implements SbiService {
	private static final long RETENTIVE = 0;
	private static final long NON_RETENTIVE = 0x8000_0000L;

	@Override
	public SbiExtension extension() {
		return SbiExtension.HSM;
	}

	@Override
	public SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		return switch ((int) call.fid()) {
			case 0 -> start(platform, call);
			case 1 -> {
				platform.stop(hart);
				yield SbiResult.GONE;
			}
			case 2 -> exists(platform, call.arg(0)) ? SbiResult.value(platform.state((int) call.arg(0)).ordinal())
					: SbiResult.error(SbiError.INVALID_PARAM);
			case 3 -> suspend(platform, hart, call);
			default -> SbiResult.error(SbiError.NOT_SUPPORTED);
		};
	}

	private static SbiResult start(SbiPlatform platform, SbiCall call) {
		if (!exists(platform, call.arg(0))) {
			return SbiResult.error(SbiError.INVALID_PARAM);
		}
		if (!isCode(platform, call.arg(1))) {
			return SbiResult.error(SbiError.INVALID_ADDRESS);
		}
		int target = (int) call.arg(0);
		if (platform.state(target) != SbiPlatform.HartState.STOPPED) {
			return SbiResult.error(SbiError.ALREADY_AVAILABLE);
		}
		platform.start(target, call.arg(1), call.arg(2));
		return SbiResult.OK;
	}

	private static SbiResult suspend(SbiPlatform platform, int hart, SbiCall call) {
		long type = call.arg(0) & 0xffff_ffffL;
		if (type == RETENTIVE) {
			platform.suspend(hart);
			return SbiResult.OK;
		}
		if (type != NON_RETENTIVE) {
			return SbiResult.error(SbiError.INVALID_PARAM);
		}
		if (!isCode(platform, call.arg(1))) {
			return SbiResult.error(SbiError.INVALID_ADDRESS);
		}
		platform.suspendAndRestart(hart, call.arg(1), call.arg(2));
		return SbiResult.GONE;
	}

	private static boolean exists(SbiPlatform platform, long hart) {
		return hart >= 0 && hart < platform.harts();
	}

	private static boolean isCode(SbiPlatform platform, long address) {
		return (address & 1) == 0 && platform.isRam(address, 2);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import java.util.OptionalLong;
import java.util.function.IntConsumer;

import org.ringside.isa.sbi.SbiError;
import org.ringside.isa.sbi.SbiExtension;

/** The legacy extensions 0 to 8, one call each, which return only a0 (SBI 5). */
enum Legacy implements SbiService {
	SET_TIMER {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			platform.setTimer(hart, call.arg(0));
			return 0;
		}
	},
	CONSOLE_PUTCHAR {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			platform.consoleWrite((int) call.arg(0) & 0xff);
			return 0;
		}
	},
	CONSOLE_GETCHAR {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			return platform.consoleRead();
		}
	},
	CLEAR_IPI {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			platform.clearIpi(hart);
			return 0;
		}
	},
	SEND_IPI {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			return forEach(platform, hart, call, platform::sendIpi);
		}
	},
	REMOTE_FENCE_I {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			return forEach(platform, hart, call, platform::remoteFenceI);
		}
	},
	REMOTE_SFENCE_VMA {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			return forEach(platform, hart, call,
					target -> platform.remoteSfence(target, call.arg(1), call.arg(2), OptionalLong.empty()));
		}
	},
	REMOTE_SFENCE_VMA_ASID {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			return forEach(platform, hart, call, target -> platform.remoteSfence(target, call.arg(1), call.arg(2),
					OptionalLong.of(call.arg(3))));
		}
	},
	SHUTDOWN {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			platform.reset(SbiPlatform.Reset.SHUTDOWN, "The guest shut down through the legacy SBI.");
			return 0;
		}
	};

	abstract long run(SbiPlatform platform, int hart, SbiCall call);

	@Override
	public SbiExtension extension() {
		return SbiExtension.of(ordinal()).orElseThrow();
	}

	@Override
	public SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		long value = run(platform, hart, call);
		return this == SHUTDOWN ? SbiResult.GONE : SbiResult.legacy(value);
	}

	/** The hart mask is a doubleword at a guest-virtual address, or all harts if the address is 0. */
	private static long forEach(SbiPlatform platform, int hart, SbiCall call, IntConsumer action) {
		OptionalLong mask = call.arg(0) == 0 ? OptionalLong.of(-1) : platform.readVirtual(hart, call.arg(0));
		if (mask.isEmpty()) {
			return SbiError.INVALID_ADDRESS.code();
		}
		for (int target = 0; target < platform.harts(); target++) {
			if ((mask.getAsLong() >>> target & 1) != 0) {
				action.accept(target);
			}
		}
		return 0;
	}
}

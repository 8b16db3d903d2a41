/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** The legacy extensions 0 to 8, one call each, which return only a0 (SBI 5). */
enum Legacy implements SbiExtension {
	SET_TIMER("set_timer") {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			platform.setTimer(hart, call.arg(0));
			return 0;
		}
	},
	CONSOLE_PUTCHAR("console_putchar") {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			platform.consoleWrite((int) call.arg(0) & 0xff);
			return 0;
		}
	},
	CONSOLE_GETCHAR("console_getchar") {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			return platform.consoleRead();
		}
	},
	CLEAR_IPI("clear_ipi") {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			platform.clearIpi(hart);
			return 0;
		}
	},
	SEND_IPI("send_ipi") {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			return forEach(platform, hart, call, platform::sendIpi);
		}
	},
	REMOTE_FENCE_I("remote_fence_i") {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			return forEach(platform, hart, call, platform::remoteFenceI);
		}
	},
	REMOTE_SFENCE_VMA("remote_sfence_vma") {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			return forEach(platform, hart, call,
					target -> platform.remoteSfence(target, call.arg(1), call.arg(2), OptionalLong.empty()));
		}
	},
	REMOTE_SFENCE_VMA_ASID("remote_sfence_vma_asid") {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			return forEach(platform, hart, call, target -> platform.remoteSfence(target, call.arg(1), call.arg(2),
					OptionalLong.of(call.arg(3))));
		}
	},
	SHUTDOWN("shutdown") {
		@Override
		long run(SbiPlatform platform, int hart, SbiCall call) {
			platform.reset(SbiPlatform.Reset.SHUTDOWN, "The guest shut down through the legacy SBI.");
			return 0;
		}
	};

	/** The highest legacy extension ID. */
	static final long LAST = 8;

	private final String function;

	Legacy(String function) {
		this.function = function;
	}

	static List<SbiExtension> all() {
		return Arrays.asList((SbiExtension[]) values());
	}

	abstract long run(SbiPlatform platform, int hart, SbiCall call);

	@Override
	public long eid() {
		return ordinal();
	}

	@Override
	public String shortName() {
		return "LEGACY";
	}

	@Override
	public List<String> functions() {
		return List.of(function);
	}

	@Override
	public SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		long value = run(platform, hart, call);
		return this == SHUTDOWN ? SbiResult.GONE : SbiResult.legacy(value);
	}

	/** The hart mask is a doubleword at a guest-virtual address, or all harts if the address is 0. */
	private static long forEach(SbiPlatform platform, int hart, SbiCall call, java.util.function.IntConsumer action) {
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

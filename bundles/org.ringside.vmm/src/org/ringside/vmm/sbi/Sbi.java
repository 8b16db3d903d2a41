/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.ringside.isa.sbi.SbiError;
import org.ringside.isa.sbi.SbiFunction;

/** The whole interface: finds the extension of a call and carries the call out. */
public final class Sbi {
	private static final Map<Long, SbiService> SERVICES = new LinkedHashMap<>();

	static {
		for (SbiService service : List.of(new Base(), new Timer(), new Ipi(), new RemoteFence(), new HartStates(),
				new SystemReset(), new SystemSuspend(), new DebugConsole())) {
			SERVICES.put(service.extension().number(), service);
		}
		for (SbiService service : Legacy.values()) {
			SERVICES.put(service.extension().number(), service);
		}
	}

	private Sbi() {
	}

	/** The extension with this number in a7, if it is offered. */
	public static Optional<SbiService> service(long eid) {
		return Optional.ofNullable(SERVICES.get(eid));
	}

	/** Carries out a call of a hart; what is not offered is answered with {@code NOT_SUPPORTED}. */
	public static SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		SbiService service = SERVICES.get(call.eid());
		if (service == null || SbiFunction.of(call.eid(), call.fid()).isEmpty()) {
			return SbiResult.error(SbiError.NOT_SUPPORTED);
		}
		return service.call(platform, hart, call);
	}
}

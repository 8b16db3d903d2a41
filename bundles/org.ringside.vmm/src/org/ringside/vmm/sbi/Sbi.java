/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole interface: finds the extension of a call and carries the call out. */
public final class Sbi {
	private static final Map<Long, SbiExtension> EXTENSIONS = new LinkedHashMap<>();

	static {
		for (SbiExtension extension : List.of(new Base(), new Timer(), new Ipi(), new RemoteFence(), new HartStates(),
				new SystemReset(), new DebugConsole())) {
			EXTENSIONS.put(extension.eid(), extension);
		}
		for (SbiExtension extension : Legacy.all()) {
			EXTENSIONS.put(extension.eid(), extension);
		}
	}

	private Sbi() {
	}

	/** All extensions. */
	public static List<SbiExtension> extensions() {
		return List.copyOf(EXTENSIONS.values());
	}

	/** The extension with this ID, if it is offered. */
	public static Optional<SbiExtension> extension(long eid) {
		return Optional.ofNullable(EXTENSIONS.get(eid));
	}

	/** Carries out a call of a hart; an extension that is not offered is answered with {@link SbiError#NOT_SUPPORTED}. */
	public static SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		SbiExtension extension = EXTENSIONS.get(call.eid());
		if (extension == null || call.fid() < 0 || call.fid() >= extension.functions().size()) {
			return SbiResult.error(SbiError.NOT_SUPPORTED);
		}
		return extension.call(platform, hart, call);
	}
}

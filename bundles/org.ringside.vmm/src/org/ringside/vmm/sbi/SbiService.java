/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import org.ringside.isa.sbi.SbiExtension;

/** One extension of the interface as Ringside carries it out. */
public interface SbiService {
	/** Which extension it is; its number and the names of its functions stand there. */
	SbiExtension extension();

	/** Carries out a call; a function that it does not offer is answered with {@code NOT_SUPPORTED}. */
	SbiResult call(SbiPlatform platform, int hart, SbiCall call);
}

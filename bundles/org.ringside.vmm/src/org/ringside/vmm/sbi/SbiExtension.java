/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import java.util.List;

/** One extension of the interface: its number, the names of its functions, and what they do. */
public interface SbiExtension {
	/** The extension ID, in a7. */
	long eid();

	/** The short name of the specification, e.g. {@code TIME}. */
	String shortName();

	/** The names of its functions by function ID. */
	List<String> functions();

	/** Carries out a call; an unknown function is answered with {@link SbiError#NOT_SUPPORTED}. */
	SbiResult call(SbiPlatform platform, int hart, SbiCall call);
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

import java.util.Objects;

/**
 * What {@code /chosen} tells a kernel about its start.
 *
 * @param arguments its command line, possibly empty
 * @param initrdStart guest-physical address of the initial RAM disk
 * @param initrdSize its size in bytes, 0 if there is none
 */
public record BootFacts(String arguments, long initrdStart, long initrdSize) {

	/** No arguments and no initial RAM disk. */
	public static final BootFacts NONE = new BootFacts("", 0, 0);

	public BootFacts {
		Objects.requireNonNull(arguments);
	}
}

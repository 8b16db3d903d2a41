/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.launch;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How text travels between the Console view and the guest.
 *
 * @param charset of the guest's console
 * @param lineEnd what the guest receives for the Enter key
 */
public record ConsoleSettings(Charset charset, String lineEnd) {

	/** UTF-8 and line feed. */
	public static final ConsoleSettings DEFAULT = new ConsoleSettings(StandardCharsets.UTF_8, "\n");
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.shadow;

/** The machine has no frame left, even after all shadow tables that can be rebuilt were given up. */
public final class OutOfFramesException extends RuntimeException {
	private static final long serialVersionUID = 1L;

	public OutOfFramesException(String sentence) {
		super(sentence, null, false, false);
	}
}

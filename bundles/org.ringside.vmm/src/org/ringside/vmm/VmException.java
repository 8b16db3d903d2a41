/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;


/** A virtual machine cannot be made or changed as asked; the message is one sentence for the user. */
public final class VmException extends Exception {
	private static final long serialVersionUID = 1L;

	public VmException(String sentence) {
		super(sentence);
	}

	public VmException(String sentence, Throwable cause) {
		super(sentence, cause);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.List;
import java.util.Optional;

/** What came of linking: messages, and an executable if there are none. */
public final class LinkResult {

	private final List<String> messages;
	private final byte[] elf;

	LinkResult(List<String> messages, byte[] elf) {
		this.messages = List.copyOf(messages);
		this.elf = elf;
	}

	/** Errors in the manner of GNU tools, with file, line and column where they are known. */
	public List<String> messages() {
		return messages;
	}

	/** The executable ELF file; empty if there are errors. */
	public Optional<byte[]> toElf() {
		return Optional.ofNullable(elf);
	}
}

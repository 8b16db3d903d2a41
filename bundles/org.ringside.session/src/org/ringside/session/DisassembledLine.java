/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Optional;

/**
 * One instruction in a disassembly.
 *
 * @param gva its guest-virtual address
 * @param bytes its 2 or 4 bytes in the order of memory; empty where memory cannot be read
 * @param text mnemonic and operands; {@code "(not readable)"} where memory cannot be read
 * @param symbol the symbol that covers it with the offset, for example {@code map_page+0x2c}, or the empty string
 * @param source its source line where one is known
 * @param privileged whether it traps when executed in U-mode
 * @param sensitive whether it is sensitive in the sense of Popek and Goldberg: reads or changes the state of the machine
 */
public record DisassembledLine(long gva, byte[] bytes, String text, String symbol, Optional<SourceLocation> source,
		boolean privileged, boolean sensitive) {

	/** The address of the next line. */
	public long end() {
		return gva + Math.max(2, bytes.length);
	}
}

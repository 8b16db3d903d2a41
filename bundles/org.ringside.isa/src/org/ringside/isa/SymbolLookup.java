/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.Optional;

/** Names addresses for a disassembler; defined here because the disassembler is what consumes it. */
@FunctionalInterface
public interface SymbolLookup {

	/** Knows no symbol. */
	SymbolLookup NONE = address -> Optional.empty();

	/** The symbol at or before an address, with the distance where there is one: {@code main} or {@code main+0x10}. */
	Optional<String> at(long address);
}

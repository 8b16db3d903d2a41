/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

/**
 * An address told from a symbol.
 *
 * @param symbol the symbol at or before the address
 * @param offset how many bytes after the symbol's start, not negative
 */
public record SymbolOffset(ElfSymbol symbol, long offset) {

	/** @return {@code name} or {@code name+0x1c} */
	@Override
	public String toString() {
		return offset == 0 ? symbol.name() : symbol.name() + "+0x" + Long.toHexString(offset);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Cache-block operations: Zicbom, Zicbop and Zicboz (Unprivileged, chapter "CMO"). */
public enum Zicbo implements Instruction {
	CBO_INVAL(Extension.ZICBOM, "cbo.inval", "000000000000 sssss 010 00000 0001111", "(rs1)", "Invalidates the cache block at the address in rs1.", "Whether it is carried out, traps or becomes a flush is told by menvcfg, senvcfg and henvcfg."),
	CBO_CLEAN(Extension.ZICBOM, "cbo.clean", "000000000001 sssss 010 00000 0001111", "(rs1)", "Writes the cache block at the address in rs1 back to memory.", "Whether it is carried out, traps or becomes a flush is told by menvcfg, senvcfg and henvcfg."),
	CBO_FLUSH(Extension.ZICBOM, "cbo.flush", "000000000010 sssss 010 00000 0001111", "(rs1)", "Writes the cache block at the address in rs1 back and invalidates it.", "Whether it is carried out, traps or becomes a flush is told by menvcfg, senvcfg and henvcfg."),
	CBO_ZERO(Extension.ZICBOZ, "cbo.zero", "000000000100 sssss 010 00000 0001111", "(rs1)", "Fills the cache block at the address in rs1 with zeros.", "Whether it is carried out, traps or becomes a flush is told by menvcfg, senvcfg and henvcfg."),
	PREFETCH_I(Extension.ZICBOP, "prefetch.i", "iiiiiii 00000 sssss 110 00000 0010011", "imm_prefetch(rs1)", "Hints that instructions will be fetched from an address soon."),
	PREFETCH_R(Extension.ZICBOP, "prefetch.r", "iiiiiii 00001 sssss 110 00000 0010011", "imm_prefetch(rs1)", "Hints that an address will be read soon."),
	PREFETCH_W(Extension.ZICBOP, "prefetch.w", "iiiiiii 00011 sssss 110 00000 0010011", "imm_prefetch(rs1)", "Hints that an address will be written soon.");

	private final Row row;

	Zicbo(Extension extension, String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(extension, mnemonic, pattern, syntax, help);
	}

	Zicbo(Extension extension, String mnemonic, String pattern, String syntax, String help, String sensitivity) {
		row = Row.of(extension, mnemonic, pattern, syntax, help).sensitiveBecause(sensitivity);
	}

	@Override
	public Row row() {
		return row;
	}
}

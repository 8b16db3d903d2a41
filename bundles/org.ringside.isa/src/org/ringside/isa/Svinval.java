/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Fine-grained invalidation of address-translation caches (Privileged, chapter "Svinval"). */
public enum Svinval implements Instruction {
	SINVAL_VMA(Extension.SVINVAL, "sinval.vma", "0001011 ttttt sssss 000 00000 1110011", "rs1, rs2", "As sfence.vma, but ordered only by sfence.w.inval before and sfence.inval.ir after.", "Acts on the translation caches of the hart."),
	SFENCE_W_INVAL(Extension.SVINVAL, "sfence.w.inval", "0001100 00000 00000 000 00000 1110011", "", "Orders earlier stores before later invalidations.", "Acts on the translation caches of the hart."),
	SFENCE_INVAL_IR(Extension.SVINVAL, "sfence.inval.ir", "0001100 00001 00000 000 00000 1110011", "", "Orders earlier invalidations before later implicit accesses to page tables.", "Acts on the translation caches of the hart."),
	HINVAL_VVMA(Extension.SVINVAL, "hinval.vvma", "0010011 ttttt sssss 000 00000 1110011", "rs1, rs2", "As hfence.vvma, but ordered only by sfence.w.inval before and sfence.inval.ir after.", "Acts on the translation caches of the hart."),
	HINVAL_GVMA(Extension.SVINVAL, "hinval.gvma", "0110011 ttttt sssss 000 00000 1110011", "rs1, rs2", "As hfence.gvma, but ordered only by sfence.w.inval before and sfence.inval.ir after.", "Acts on the translation caches of the hart.");

	private final Row row;

	Svinval(Extension extension, String mnemonic, String pattern, String syntax, String help, String sensitivity) {
		row = Row.of(extension, mnemonic, pattern, syntax, help).privilegedBecause(sensitivity)
				.requiring(mnemonic.startsWith("h") ? "SVINVAL & H" : "SVINVAL");
	}

	@Override
	public Row row() {
		return row;
	}
}

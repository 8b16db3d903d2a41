/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Atomic memory operations on bytes and half-words (Unprivileged, chapter "Zabha"); compare and swap needs Zacas as well. */
public enum Zabha implements Instruction {
	AMOSWAP_B("amoswap.b", "00001 aa ttttt sssss 000 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Swaps a byte in memory with rs2, atomically; rd becomes the old value."),
	AMOADD_B("amoadd.b", "00000 aa ttttt sssss 000 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Adds rs2 to a byte in memory, atomically; rd becomes the old value."),
	AMOXOR_B("amoxor.b", "00100 aa ttttt sssss 000 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Exclusive-ors rs2 into a byte in memory, atomically; rd becomes the old value."),
	AMOAND_B("amoand.b", "01100 aa ttttt sssss 000 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Ands rs2 into a byte in memory, atomically; rd becomes the old value."),
	AMOOR_B("amoor.b", "01000 aa ttttt sssss 000 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Ors rs2 into a byte in memory, atomically; rd becomes the old value."),
	AMOMIN_B("amomin.b", "10000 aa ttttt sssss 000 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the lesser of a byte and rs2, both signed, atomically; rd becomes the old value."),
	AMOMAX_B("amomax.b", "10100 aa ttttt sssss 000 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the greater of a byte and rs2, both signed, atomically; rd becomes the old value."),
	AMOMINU_B("amominu.b", "11000 aa ttttt sssss 000 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the lesser of a byte and rs2, both unsigned, atomically; rd becomes the old value."),
	AMOMAXU_B("amomaxu.b", "11100 aa ttttt sssss 000 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the greater of a byte and rs2, both unsigned, atomically; rd becomes the old value."),
	AMOCAS_B("amocas.b", "00101 aa ttttt sssss 000 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Stores rs2 if the byte in memory equals rd, atomically; rd becomes the old value."),
	AMOSWAP_H("amoswap.h", "00001 aa ttttt sssss 001 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Swaps a half-word in memory with rs2, atomically; rd becomes the old value."),
	AMOADD_H("amoadd.h", "00000 aa ttttt sssss 001 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Adds rs2 to a half-word in memory, atomically; rd becomes the old value."),
	AMOXOR_H("amoxor.h", "00100 aa ttttt sssss 001 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Exclusive-ors rs2 into a half-word in memory, atomically; rd becomes the old value."),
	AMOAND_H("amoand.h", "01100 aa ttttt sssss 001 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Ands rs2 into a half-word in memory, atomically; rd becomes the old value."),
	AMOOR_H("amoor.h", "01000 aa ttttt sssss 001 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Ors rs2 into a half-word in memory, atomically; rd becomes the old value."),
	AMOMIN_H("amomin.h", "10000 aa ttttt sssss 001 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the lesser of a half-word and rs2, both signed, atomically; rd becomes the old value."),
	AMOMAX_H("amomax.h", "10100 aa ttttt sssss 001 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the greater of a half-word and rs2, both signed, atomically; rd becomes the old value."),
	AMOMINU_H("amominu.h", "11000 aa ttttt sssss 001 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the lesser of a half-word and rs2, both unsigned, atomically; rd becomes the old value."),
	AMOMAXU_H("amomaxu.h", "11100 aa ttttt sssss 001 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the greater of a half-word and rs2, both unsigned, atomically; rd becomes the old value."),
	AMOCAS_H("amocas.h", "00101 aa ttttt sssss 001 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Stores rs2 if the half-word in memory equals rd, atomically; rd becomes the old value.");

	private final Row row;

	Zabha(String mnemonic, String pattern, String syntax, String help) {
		Row plain = Row.of(Extension.ZABHA, mnemonic, pattern, syntax, help);
		row = mnemonic.startsWith("amocas") ? plain.requiring("ZABHA & ZACAS") : plain;
	}

	@Override
	public Row row() {
		return row;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Load-reserved, store-conditional and atomic memory operations (Unprivileged, chapter "A"). */
public enum RvA implements Instruction {
	LR_W("lr.w", "00010 aa 00000 sssss 010 ddddd 0101111", "rd, (rs1); aqrl", "Loads a word, sign-extended and reserves its address for a conditional store."),
	SC_W("sc.w", "00011 aa ttttt sssss 010 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Stores a word if the reservation still holds; rd becomes 0 on success, else 1."),
	AMOSWAP_W("amoswap.w", "00001 aa ttttt sssss 010 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Swaps a word in memory with rs2, atomically; rd becomes the old value."),
	AMOADD_W("amoadd.w", "00000 aa ttttt sssss 010 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Adds rs2 to a word in memory, atomically; rd becomes the old value."),
	AMOXOR_W("amoxor.w", "00100 aa ttttt sssss 010 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Exclusive-ors rs2 into a word in memory, atomically; rd becomes the old value."),
	AMOAND_W("amoand.w", "01100 aa ttttt sssss 010 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Ands rs2 into a word in memory, atomically; rd becomes the old value."),
	AMOOR_W("amoor.w", "01000 aa ttttt sssss 010 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Ors rs2 into a word in memory, atomically; rd becomes the old value."),
	AMOMIN_W("amomin.w", "10000 aa ttttt sssss 010 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the lesser of a word and rs2, both signed, atomically; rd becomes the old value."),
	AMOMAX_W("amomax.w", "10100 aa ttttt sssss 010 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the greater of a word and rs2, both signed, atomically; rd becomes the old value."),
	AMOMINU_W("amominu.w", "11000 aa ttttt sssss 010 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the lesser of a word and rs2, both unsigned, atomically; rd becomes the old value."),
	AMOMAXU_W("amomaxu.w", "11100 aa ttttt sssss 010 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the greater of a word and rs2, both unsigned, atomically; rd becomes the old value."),
	LR_D("lr.d", "00010 aa 00000 sssss 011 ddddd 0101111", "rd, (rs1); aqrl", "Loads a double-word and reserves its address for a conditional store."),
	SC_D("sc.d", "00011 aa ttttt sssss 011 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Stores a double-word if the reservation still holds; rd becomes 0 on success, else 1."),
	AMOSWAP_D("amoswap.d", "00001 aa ttttt sssss 011 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Swaps a double-word in memory with rs2, atomically; rd becomes the old value."),
	AMOADD_D("amoadd.d", "00000 aa ttttt sssss 011 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Adds rs2 to a double-word in memory, atomically; rd becomes the old value."),
	AMOXOR_D("amoxor.d", "00100 aa ttttt sssss 011 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Exclusive-ors rs2 into a double-word in memory, atomically; rd becomes the old value."),
	AMOAND_D("amoand.d", "01100 aa ttttt sssss 011 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Ands rs2 into a double-word in memory, atomically; rd becomes the old value."),
	AMOOR_D("amoor.d", "01000 aa ttttt sssss 011 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Ors rs2 into a double-word in memory, atomically; rd becomes the old value."),
	AMOMIN_D("amomin.d", "10000 aa ttttt sssss 011 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the lesser of a double-word and rs2, both signed, atomically; rd becomes the old value."),
	AMOMAX_D("amomax.d", "10100 aa ttttt sssss 011 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the greater of a double-word and rs2, both signed, atomically; rd becomes the old value."),
	AMOMINU_D("amominu.d", "11000 aa ttttt sssss 011 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the lesser of a double-word and rs2, both unsigned, atomically; rd becomes the old value."),
	AMOMAXU_D("amomaxu.d", "11100 aa ttttt sssss 011 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Keeps in memory the greater of a double-word and rs2, both unsigned, atomically; rd becomes the old value.");

	private final Row row;

	RvA(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.A, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}

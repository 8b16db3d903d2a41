/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/**
 * May-be-operations (Unprivileged, chapter "Zimop"): they write zero until an extension gives some of them a meaning. The number
 * of each stands in its encoding, in pieces.
 */
public enum Zimop implements Instruction {
	MOP_R_0, MOP_R_1, MOP_R_2, MOP_R_3, MOP_R_4, MOP_R_5, MOP_R_6, MOP_R_7,
	MOP_R_8, MOP_R_9, MOP_R_10, MOP_R_11, MOP_R_12, MOP_R_13, MOP_R_14, MOP_R_15,
	MOP_R_16, MOP_R_17, MOP_R_18, MOP_R_19, MOP_R_20, MOP_R_21, MOP_R_22, MOP_R_23,
	MOP_R_24, MOP_R_25, MOP_R_26, MOP_R_27, MOP_R_28, MOP_R_29, MOP_R_30, MOP_R_31,
	MOP_RR_0, MOP_RR_1, MOP_RR_2, MOP_RR_3, MOP_RR_4, MOP_RR_5, MOP_RR_6, MOP_RR_7;

	private static final int WITH_ONE_SOURCE = 32;

	private final Row row;

	Zimop() {
		row = ordinal() < WITH_ONE_SOURCE ? one(ordinal()) : two(ordinal() - WITH_ONE_SOURCE);
	}

	private static Row one(int number) {
		String pattern = "1 " + bits(number >> 4, 1) + " 00 " + bits(number >> 2, 2) + " 0111 " + bits(number, 2) + " sssss 100 ddddd 1110011";
		return Row.of(Extension.ZIMOP, "mop.r." + number, pattern, "rd, rs1", "Writes 0 to rd; an extension may give it a meaning.");
	}

	private static Row two(int number) {
		String pattern = "1 " + bits(number >> 2, 1) + " 00 " + bits(number, 2) + " 1 ttttt sssss 100 ddddd 1110011";
		return Row.of(Extension.ZIMOP, "mop.rr." + number, pattern, "rd, rs1, rs2", "Writes 0 to rd; an extension may give it a meaning.");
	}

	private static String bits(int value, int count) {
		StringBuilder text = new StringBuilder();
		for (int i = count - 1; i >= 0; i--) {
			text.append(value >> i & 1);
		}
		return text.toString();
	}

	@Override
	public Row row() {
		return row;
	}
}

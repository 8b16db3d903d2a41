/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Single-precision floating point (Unprivileged, chapter "F"). */
public enum RvF implements Instruction {
	FLW("flw", "iiiiiiiiiiii sssss 010 ddddd 0000111", "fd, imm_i(rs1)", "Loads a single-precision number."),
	FSW("fsw", "iiiiiii ttttt sssss 010 iiiii 0100111", "fs2, imm_s(rs1)", "Stores a single-precision number."),
	FMADD_S("fmadd.s", "uuuuu 00 ttttt sssss mmm ddddd 1000011", "fd, fs1, fs2, fs3, rm", "Computes rs1 × rs2 + rs3 with one rounding."),
	FMSUB_S("fmsub.s", "uuuuu 00 ttttt sssss mmm ddddd 1000111", "fd, fs1, fs2, fs3, rm", "Computes rs1 × rs2 - rs3 with one rounding."),
	FNMSUB_S("fnmsub.s", "uuuuu 00 ttttt sssss mmm ddddd 1001011", "fd, fs1, fs2, fs3, rm", "Computes -(rs1 × rs2) + rs3 with one rounding."),
	FNMADD_S("fnmadd.s", "uuuuu 00 ttttt sssss mmm ddddd 1001111", "fd, fs1, fs2, fs3, rm", "Computes -(rs1 × rs2) - rs3 with one rounding."),
	FADD_S("fadd.s", "00000 00 ttttt sssss mmm ddddd 1010011", "fd, fs1, fs2, rm", "Adds rs1 and rs2."),
	FSUB_S("fsub.s", "00001 00 ttttt sssss mmm ddddd 1010011", "fd, fs1, fs2, rm", "Subtracts rs2 from rs1."),
	FMUL_S("fmul.s", "00010 00 ttttt sssss mmm ddddd 1010011", "fd, fs1, fs2, rm", "Multiplies rs1 by rs2."),
	FDIV_S("fdiv.s", "00011 00 ttttt sssss mmm ddddd 1010011", "fd, fs1, fs2, rm", "Divides rs1 by rs2."),
	FSQRT_S("fsqrt.s", "01011 00 00000 sssss mmm ddddd 1010011", "fd, fs1, rm", "Square root of rs1."),
	FSGNJ_S("fsgnj.s", "00100 00 ttttt sssss 000 ddddd 1010011", "fd, fs1, fs2", "Takes the sign of rs2 and the rest of rs1."),
	FSGNJN_S("fsgnjn.s", "00100 00 ttttt sssss 001 ddddd 1010011", "fd, fs1, fs2", "Takes the opposite sign of rs2 and the rest of rs1."),
	FSGNJX_S("fsgnjx.s", "00100 00 ttttt sssss 010 ddddd 1010011", "fd, fs1, fs2", "Takes the exclusive or of both signs and the rest of rs1."),
	FMIN_S("fmin.s", "00101 00 ttttt sssss 000 ddddd 1010011", "fd, fs1, fs2", "The lesser of rs1 and rs2; a NaN loses against a number."),
	FMAX_S("fmax.s", "00101 00 ttttt sssss 001 ddddd 1010011", "fd, fs1, fs2", "The greater of rs1 and rs2; a NaN loses against a number."),
	FCVT_W_S("fcvt.w.s", "11000 00 00000 sssss mmm ddddd 1010011", "rd, fs1, rm", "Converts a single-precision number to a signed 32-bit integer."),
	FCVT_WU_S("fcvt.wu.s", "11000 00 00001 sssss mmm ddddd 1010011", "rd, fs1, rm", "Converts a single-precision number to an unsigned 32-bit integer."),
	FCVT_L_S("fcvt.l.s", "11000 00 00010 sssss mmm ddddd 1010011", "rd, fs1, rm", "Converts a single-precision number to a signed 64-bit integer."),
	FCVT_LU_S("fcvt.lu.s", "11000 00 00011 sssss mmm ddddd 1010011", "rd, fs1, rm", "Converts a single-precision number to an unsigned 64-bit integer."),
	FMV_X_W("fmv.x.w", "11100 00 00000 sssss 000 ddddd 1010011", "rd, fs1", "Moves the bits of a single-precision register to an integer register, sign-extended."),
	FEQ_S("feq.s", "10100 00 ttttt sssss 010 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 equals rs2; only a signalling NaN raises the invalid flag."),
	FLT_S("flt.s", "10100 00 ttttt sssss 001 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 is less than rs2; any NaN raises the invalid flag."),
	FLE_S("fle.s", "10100 00 ttttt sssss 000 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 is at most rs2; any NaN raises the invalid flag."),
	FCLASS_S("fclass.s", "11100 00 00000 sssss 001 ddddd 1010011", "rd, fs1", "Writes to rd a mask with one bit that tells the class of rs1."),
	FCVT_S_W("fcvt.s.w", "11010 00 00000 sssss mmm ddddd 1010011", "fd, rs1, rm", "Converts a signed 32-bit integer to single precision."),
	FCVT_S_WU("fcvt.s.wu", "11010 00 00001 sssss mmm ddddd 1010011", "fd, rs1, rm", "Converts an unsigned 32-bit integer to single precision."),
	FCVT_S_L("fcvt.s.l", "11010 00 00010 sssss mmm ddddd 1010011", "fd, rs1, rm", "Converts a signed 64-bit integer to single precision."),
	FCVT_S_LU("fcvt.s.lu", "11010 00 00011 sssss mmm ddddd 1010011", "fd, rs1, rm", "Converts an unsigned 64-bit integer to single precision."),
	FMV_W_X("fmv.w.x", "11110 00 00000 sssss 000 ddddd 1010011", "fd, rs1", "Moves the lowest bits of an integer register to a single-precision register.");

	private final Row row;

	RvF(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.F, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Double-precision floating point (Unprivileged, chapter "D"). */
public enum RvD implements Instruction {
	FLD("fld", "iiiiiiiiiiii sssss 011 ddddd 0000111", "fd, imm_i(rs1)", "Loads a double-precision number."),
	FSD("fsd", "iiiiiii ttttt sssss 011 iiiii 0100111", "fs2, imm_s(rs1)", "Stores a double-precision number."),
	FMADD_D("fmadd.d", "uuuuu 01 ttttt sssss mmm ddddd 1000011", "fd, fs1, fs2, fs3, rm", "Computes rs1 × rs2 + rs3 with one rounding."),
	FMSUB_D("fmsub.d", "uuuuu 01 ttttt sssss mmm ddddd 1000111", "fd, fs1, fs2, fs3, rm", "Computes rs1 × rs2 - rs3 with one rounding."),
	FNMSUB_D("fnmsub.d", "uuuuu 01 ttttt sssss mmm ddddd 1001011", "fd, fs1, fs2, fs3, rm", "Computes -(rs1 × rs2) + rs3 with one rounding."),
	FNMADD_D("fnmadd.d", "uuuuu 01 ttttt sssss mmm ddddd 1001111", "fd, fs1, fs2, fs3, rm", "Computes -(rs1 × rs2) - rs3 with one rounding."),
	FADD_D("fadd.d", "00000 01 ttttt sssss mmm ddddd 1010011", "fd, fs1, fs2, rm", "Adds rs1 and rs2."),
	FSUB_D("fsub.d", "00001 01 ttttt sssss mmm ddddd 1010011", "fd, fs1, fs2, rm", "Subtracts rs2 from rs1."),
	FMUL_D("fmul.d", "00010 01 ttttt sssss mmm ddddd 1010011", "fd, fs1, fs2, rm", "Multiplies rs1 by rs2."),
	FDIV_D("fdiv.d", "00011 01 ttttt sssss mmm ddddd 1010011", "fd, fs1, fs2, rm", "Divides rs1 by rs2."),
	FSQRT_D("fsqrt.d", "01011 01 00000 sssss mmm ddddd 1010011", "fd, fs1, rm", "Square root of rs1."),
	FSGNJ_D("fsgnj.d", "00100 01 ttttt sssss 000 ddddd 1010011", "fd, fs1, fs2", "Takes the sign of rs2 and the rest of rs1."),
	FSGNJN_D("fsgnjn.d", "00100 01 ttttt sssss 001 ddddd 1010011", "fd, fs1, fs2", "Takes the opposite sign of rs2 and the rest of rs1."),
	FSGNJX_D("fsgnjx.d", "00100 01 ttttt sssss 010 ddddd 1010011", "fd, fs1, fs2", "Takes the exclusive or of both signs and the rest of rs1."),
	FMIN_D("fmin.d", "00101 01 ttttt sssss 000 ddddd 1010011", "fd, fs1, fs2", "The lesser of rs1 and rs2; a NaN loses against a number."),
	FMAX_D("fmax.d", "00101 01 ttttt sssss 001 ddddd 1010011", "fd, fs1, fs2", "The greater of rs1 and rs2; a NaN loses against a number."),
	FCVT_W_D("fcvt.w.d", "11000 01 00000 sssss mmm ddddd 1010011", "rd, fs1, rm", "Converts a double-precision number to a signed 32-bit integer."),
	FCVT_WU_D("fcvt.wu.d", "11000 01 00001 sssss mmm ddddd 1010011", "rd, fs1, rm", "Converts a double-precision number to an unsigned 32-bit integer."),
	FCVT_L_D("fcvt.l.d", "11000 01 00010 sssss mmm ddddd 1010011", "rd, fs1, rm", "Converts a double-precision number to a signed 64-bit integer."),
	FCVT_LU_D("fcvt.lu.d", "11000 01 00011 sssss mmm ddddd 1010011", "rd, fs1, rm", "Converts a double-precision number to an unsigned 64-bit integer."),
	FMV_X_D("fmv.x.d", "11100 01 00000 sssss 000 ddddd 1010011", "rd, fs1", "Moves the bits of a double-precision register to an integer register."),
	FEQ_D("feq.d", "10100 01 ttttt sssss 010 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 equals rs2; only a signalling NaN raises the invalid flag."),
	FLT_D("flt.d", "10100 01 ttttt sssss 001 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 is less than rs2; any NaN raises the invalid flag."),
	FLE_D("fle.d", "10100 01 ttttt sssss 000 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 is at most rs2; any NaN raises the invalid flag."),
	FCLASS_D("fclass.d", "11100 01 00000 sssss 001 ddddd 1010011", "rd, fs1", "Writes to rd a mask with one bit that tells the class of rs1."),
	FCVT_D_W("fcvt.d.w", "11010 01 00000 sssss mmm ddddd 1010011", "fd, rs1, rm_exact", "Converts a signed 32-bit integer to double precision."),
	FCVT_D_WU("fcvt.d.wu", "11010 01 00001 sssss mmm ddddd 1010011", "fd, rs1, rm_exact", "Converts an unsigned 32-bit integer to double precision."),
	FCVT_D_L("fcvt.d.l", "11010 01 00010 sssss mmm ddddd 1010011", "fd, rs1, rm", "Converts a signed 64-bit integer to double precision."),
	FCVT_D_LU("fcvt.d.lu", "11010 01 00011 sssss mmm ddddd 1010011", "fd, rs1, rm", "Converts an unsigned 64-bit integer to double precision."),
	FMV_D_X("fmv.d.x", "11110 01 00000 sssss 000 ddddd 1010011", "fd, rs1", "Moves the bits of an integer register to a double-precision register."),
	FCVT_S_D("fcvt.s.d", "01000 00 00001 sssss mmm ddddd 1010011", "fd, fs1, rm", "Converts double to single precision."),
	FCVT_D_S("fcvt.d.s", "01000 01 00000 sssss mmm ddddd 1010011", "fd, fs1, rm_exact", "Converts single to double precision, which is exact.");

	private final Row row;

	RvD(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.D, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}

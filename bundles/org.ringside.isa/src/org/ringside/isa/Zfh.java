/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Half-precision floating point; the rows that need only Zfhmin say so (Unprivileged, chapter "Zfh"). */
public enum Zfh implements Instruction {
	FLH("flh", "iiiiiiiiiiii sssss 001 ddddd 0000111", "fd, imm_i(rs1)", "Loads a half-precision number.", "ZFHMIN | ZFBFMIN"),
	FSH("fsh", "iiiiiii ttttt sssss 001 iiiii 0100111", "fs2, imm_s(rs1)", "Stores a half-precision number.", "ZFHMIN | ZFBFMIN"),
	FMADD_H("fmadd.h", "uuuuu 10 ttttt sssss mmm ddddd 1000011", "fd, fs1, fs2, fs3, rm", "Computes rs1 × rs2 + rs3 with one rounding."),
	FMSUB_H("fmsub.h", "uuuuu 10 ttttt sssss mmm ddddd 1000111", "fd, fs1, fs2, fs3, rm", "Computes rs1 × rs2 - rs3 with one rounding."),
	FNMSUB_H("fnmsub.h", "uuuuu 10 ttttt sssss mmm ddddd 1001011", "fd, fs1, fs2, fs3, rm", "Computes -(rs1 × rs2) + rs3 with one rounding."),
	FNMADD_H("fnmadd.h", "uuuuu 10 ttttt sssss mmm ddddd 1001111", "fd, fs1, fs2, fs3, rm", "Computes -(rs1 × rs2) - rs3 with one rounding."),
	FADD_H("fadd.h", "00000 10 ttttt sssss mmm ddddd 1010011", "fd, fs1, fs2, rm", "Adds rs1 and rs2."),
	FSUB_H("fsub.h", "00001 10 ttttt sssss mmm ddddd 1010011", "fd, fs1, fs2, rm", "Subtracts rs2 from rs1."),
	FMUL_H("fmul.h", "00010 10 ttttt sssss mmm ddddd 1010011", "fd, fs1, fs2, rm", "Multiplies rs1 by rs2."),
	FDIV_H("fdiv.h", "00011 10 ttttt sssss mmm ddddd 1010011", "fd, fs1, fs2, rm", "Divides rs1 by rs2."),
	FSQRT_H("fsqrt.h", "01011 10 00000 sssss mmm ddddd 1010011", "fd, fs1, rm", "Square root of rs1."),
	FSGNJ_H("fsgnj.h", "00100 10 ttttt sssss 000 ddddd 1010011", "fd, fs1, fs2", "Takes the sign of rs2 and the rest of rs1."),
	FSGNJN_H("fsgnjn.h", "00100 10 ttttt sssss 001 ddddd 1010011", "fd, fs1, fs2", "Takes the opposite sign of rs2 and the rest of rs1."),
	FSGNJX_H("fsgnjx.h", "00100 10 ttttt sssss 010 ddddd 1010011", "fd, fs1, fs2", "Takes the exclusive or of both signs and the rest of rs1."),
	FMIN_H("fmin.h", "00101 10 ttttt sssss 000 ddddd 1010011", "fd, fs1, fs2", "The lesser of rs1 and rs2; a NaN loses against a number."),
	FMAX_H("fmax.h", "00101 10 ttttt sssss 001 ddddd 1010011", "fd, fs1, fs2", "The greater of rs1 and rs2; a NaN loses against a number."),
	FCVT_W_H("fcvt.w.h", "11000 10 00000 sssss mmm ddddd 1010011", "rd, fs1, rm", "Converts a half-precision number to a signed 32-bit integer."),
	FCVT_WU_H("fcvt.wu.h", "11000 10 00001 sssss mmm ddddd 1010011", "rd, fs1, rm", "Converts a half-precision number to an unsigned 32-bit integer."),
	FCVT_L_H("fcvt.l.h", "11000 10 00010 sssss mmm ddddd 1010011", "rd, fs1, rm", "Converts a half-precision number to a signed 64-bit integer."),
	FCVT_LU_H("fcvt.lu.h", "11000 10 00011 sssss mmm ddddd 1010011", "rd, fs1, rm", "Converts a half-precision number to an unsigned 64-bit integer."),
	FMV_X_H("fmv.x.h", "11100 10 00000 sssss 000 ddddd 1010011", "rd, fs1", "Moves the bits of a half-precision register to an integer register, sign-extended.", "ZFHMIN | ZFBFMIN"),
	FEQ_H("feq.h", "10100 10 ttttt sssss 010 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 equals rs2; only a signalling NaN raises the invalid flag."),
	FLT_H("flt.h", "10100 10 ttttt sssss 001 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 is less than rs2; any NaN raises the invalid flag."),
	FLE_H("fle.h", "10100 10 ttttt sssss 000 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 is at most rs2; any NaN raises the invalid flag."),
	FCLASS_H("fclass.h", "11100 10 00000 sssss 001 ddddd 1010011", "rd, fs1", "Writes to rd a mask with one bit that tells the class of rs1."),
	FCVT_H_W("fcvt.h.w", "11010 10 00000 sssss mmm ddddd 1010011", "fd, rs1, rm", "Converts a signed 32-bit integer to half precision."),
	FCVT_H_WU("fcvt.h.wu", "11010 10 00001 sssss mmm ddddd 1010011", "fd, rs1, rm", "Converts an unsigned 32-bit integer to half precision."),
	FCVT_H_L("fcvt.h.l", "11010 10 00010 sssss mmm ddddd 1010011", "fd, rs1, rm", "Converts a signed 64-bit integer to half precision."),
	FCVT_H_LU("fcvt.h.lu", "11010 10 00011 sssss mmm ddddd 1010011", "fd, rs1, rm", "Converts an unsigned 64-bit integer to half precision."),
	FMV_H_X("fmv.h.x", "11110 10 00000 sssss 000 ddddd 1010011", "fd, rs1", "Moves the lowest bits of an integer register to a half-precision register.", "ZFHMIN | ZFBFMIN"),
	FCVT_S_H("fcvt.s.h", "01000 00 00010 sssss mmm ddddd 1010011", "fd, fs1, rm_exact", "Converts half to single precision, which is exact.", "ZFHMIN"),
	FCVT_H_S("fcvt.h.s", "01000 10 00000 sssss mmm ddddd 1010011", "fd, fs1, rm", "Converts single to half precision.", "ZFHMIN"),
	FCVT_D_H("fcvt.d.h", "01000 01 00010 sssss mmm ddddd 1010011", "fd, fs1, rm_exact", "Converts half to double precision, which is exact.", "ZFHMIN & D"),
	FCVT_H_D("fcvt.h.d", "01000 10 00001 sssss mmm ddddd 1010011", "fd, fs1, rm", "Converts double to half precision.", "ZFHMIN & D");

	private final Row row;

	Zfh(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZFH, mnemonic, pattern, syntax, help);
	}

	Zfh(String mnemonic, String pattern, String syntax, String help, String requirement) {
		row = Row.of(Extension.ZFH, mnemonic, pattern, syntax, help).requiring(requirement);
	}

	@Override
	public Row row() {
		return row;
	}
}

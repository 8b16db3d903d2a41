/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Additional floating-point instructions (Unprivileged, chapter "Zfa"). */
public enum Zfa implements Instruction {
	FLI_S("fli.s", "11110 00 00001 sssss 000 ddddd 1010011", "fd, fli", "Loads one of 32 single-precision constants."),
	FMINM_S("fminm.s", "00101 00 ttttt sssss 010 ddddd 1010011", "fd, fs1, fs2", "The lesser of rs1 and rs2; NaN if either is."),
	FMAXM_S("fmaxm.s", "00101 00 ttttt sssss 011 ddddd 1010011", "fd, fs1, fs2", "The greater of rs1 and rs2; NaN if either is."),
	FROUND_S("fround.s", "01000 00 00100 sssss mmm ddddd 1010011", "fd, fs1, rm", "Rounds rs1 to an integer in the same format, without the inexact flag."),
	FROUNDNX_S("froundnx.s", "01000 00 00101 sssss mmm ddddd 1010011", "fd, fs1, rm", "Rounds rs1 to an integer in the same format, with the inexact flag."),
	FLEQ_S("fleq.s", "10100 00 ttttt sssss 100 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 is at most rs2; only a signalling NaN raises the invalid flag."),
	FLTQ_S("fltq.s", "10100 00 ttttt sssss 101 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 is less than rs2; only a signalling NaN raises the invalid flag."),
	FLI_D("fli.d", "11110 01 00001 sssss 000 ddddd 1010011", "fd, fli", "Loads one of 32 double-precision constants.", "ZFA & D"),
	FMINM_D("fminm.d", "00101 01 ttttt sssss 010 ddddd 1010011", "fd, fs1, fs2", "The lesser of rs1 and rs2; NaN if either is.", "ZFA & D"),
	FMAXM_D("fmaxm.d", "00101 01 ttttt sssss 011 ddddd 1010011", "fd, fs1, fs2", "The greater of rs1 and rs2; NaN if either is.", "ZFA & D"),
	FROUND_D("fround.d", "01000 01 00100 sssss mmm ddddd 1010011", "fd, fs1, rm", "Rounds rs1 to an integer in the same format, without the inexact flag.", "ZFA & D"),
	FROUNDNX_D("froundnx.d", "01000 01 00101 sssss mmm ddddd 1010011", "fd, fs1, rm", "Rounds rs1 to an integer in the same format, with the inexact flag.", "ZFA & D"),
	FLEQ_D("fleq.d", "10100 01 ttttt sssss 100 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 is at most rs2; only a signalling NaN raises the invalid flag.", "ZFA & D"),
	FLTQ_D("fltq.d", "10100 01 ttttt sssss 101 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 is less than rs2; only a signalling NaN raises the invalid flag.", "ZFA & D"),
	FLI_H("fli.h", "11110 10 00001 sssss 000 ddddd 1010011", "fd, fli", "Loads one of 32 half-precision constants.", "ZFA & ZFH"),
	FMINM_H("fminm.h", "00101 10 ttttt sssss 010 ddddd 1010011", "fd, fs1, fs2", "The lesser of rs1 and rs2; NaN if either is.", "ZFA & ZFH"),
	FMAXM_H("fmaxm.h", "00101 10 ttttt sssss 011 ddddd 1010011", "fd, fs1, fs2", "The greater of rs1 and rs2; NaN if either is.", "ZFA & ZFH"),
	FROUND_H("fround.h", "01000 10 00100 sssss mmm ddddd 1010011", "fd, fs1, rm", "Rounds rs1 to an integer in the same format, without the inexact flag.", "ZFA & ZFH"),
	FROUNDNX_H("froundnx.h", "01000 10 00101 sssss mmm ddddd 1010011", "fd, fs1, rm", "Rounds rs1 to an integer in the same format, with the inexact flag.", "ZFA & ZFH"),
	FLEQ_H("fleq.h", "10100 10 ttttt sssss 100 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 is at most rs2; only a signalling NaN raises the invalid flag.", "ZFA & ZFH"),
	FLTQ_H("fltq.h", "10100 10 ttttt sssss 101 ddddd 1010011", "rd, fs1, fs2", "Writes 1 to rd if rs1 is less than rs2; only a signalling NaN raises the invalid flag.", "ZFA & ZFH"),
	FCVTMOD_W_D("fcvtmod.w.d", "11000 01 01000 sssss 001 ddddd 1010011", "rd, fs1, rtz", "Converts a double-precision number to a 32-bit integer modulo 2^32, rounding towards zero.", "ZFA & D");

	private final Row row;

	Zfa(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZFA, mnemonic, pattern, syntax, help);
	}

	Zfa(String mnemonic, String pattern, String syntax, String help, String requirement) {
		row = Row.of(Extension.ZFA, mnemonic, pattern, syntax, help).requiring(requirement);
	}

	@Override
	public Row row() {
		return row;
	}
}

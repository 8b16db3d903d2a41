/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/**
 * The compressed instructions of RV64 (Unprivileged, chapters "C" and, after a blank line each, "Zcb" and "Zcmop"). Each row names the instruction that it stands for
 * and says where that one's operands come from.
 */
public enum RvC implements Instruction {
	C_ADDI4SPN("c.addi4spn", "000 iiiiiiii ddd 00", "c_rdp, sp, c_imm_4spn", RvI.ADDI, "RD=C_RDP RS1=2 IMM_I=C_IMM_4SPN"),
	C_FLD("c.fld", "001 iii sss ii ddd 00", "c_fdp, c_imm_d(c_rs1p)", RvD.FLD, "FD=C_FDP IMM_I=C_IMM_D RS1=C_RS1P"),
	C_LW("c.lw", "010 iii sss ii ddd 00", "c_rdp, c_imm_w(c_rs1p)", RvI.LW, "RD=C_RDP IMM_I=C_IMM_W RS1=C_RS1P"),
	C_LD("c.ld", "011 iii sss ii ddd 00", "c_rdp, c_imm_d(c_rs1p)", RvI.LD, "RD=C_RDP IMM_I=C_IMM_D RS1=C_RS1P"),
	C_FSD("c.fsd", "101 iii sss ii ttt 00", "c_fs2p, c_imm_d(c_rs1p)", RvD.FSD, "FS2=C_FS2P IMM_S=C_IMM_D RS1=C_RS1P"),
	C_SW("c.sw", "110 iii sss ii ttt 00", "c_rs2p, c_imm_w(c_rs1p)", RvI.SW, "RS2=C_RS2P IMM_S=C_IMM_W RS1=C_RS1P"),
	C_SD("c.sd", "111 iii sss ii ttt 00", "c_rs2p, c_imm_d(c_rs1p)", RvI.SD, "RS2=C_RS2P IMM_S=C_IMM_D RS1=C_RS1P"),
	/** With an immediate other than zero it is a hint. */
	C_NOP("c.nop", "000 i 00000 iiiii 01", "; c_nop_imm", RvI.ADDI, "RD=0 RS1=0 IMM_I=C_NOP_IMM"),
	C_ADDI("c.addi", "000 i ddddd iiiii 01", "c_rd_nz, c_imm", RvI.ADDI, "RD=C_RD_NZ RS1=C_RD_NZ IMM_I=C_IMM"),
	C_ADDIW("c.addiw", "001 i ddddd iiiii 01", "c_rd_nz, c_imm", RvI.ADDIW, "RD=C_RD_NZ RS1=C_RD_NZ IMM_I=C_IMM"),
	C_LI("c.li", "010 i ddddd iiiii 01", "c_rd, c_imm", RvI.ADDI, "RD=C_RD RS1=0 IMM_I=C_IMM"),
	C_ADDI16SP("c.addi16sp", "011 i 00010 iiiii 01", "sp, c_imm_16sp", RvI.ADDI, "RD=2 RS1=2 IMM_I=C_IMM_16SP"),
	C_LUI("c.lui", "011 i ddddd iiiii 01", "c_rd_not_sp, c_imm_u", RvI.LUI, "RD=C_RD_NOT_SP IMM_U=C_IMM_U"),
	C_SRLI("c.srli", "100 h 00 ddd hhhhh 01", "c_rdrs1p, c_shamt", RvI.SRLI, "RD=C_RDRS1P RS1=C_RDRS1P SHAMT=C_SHAMT"),
	C_SRAI("c.srai", "100 h 01 ddd hhhhh 01", "c_rdrs1p, c_shamt", RvI.SRAI, "RD=C_RDRS1P RS1=C_RDRS1P SHAMT=C_SHAMT"),
	C_ANDI("c.andi", "100 i 10 ddd iiiii 01", "c_rdrs1p, c_imm", RvI.ANDI, "RD=C_RDRS1P RS1=C_RDRS1P IMM_I=C_IMM"),
	C_SUB("c.sub", "100 0 11 ddd 00 ttt 01", "c_rdrs1p, c_rs2p", RvI.SUB, "RD=C_RDRS1P RS1=C_RDRS1P RS2=C_RS2P"),
	C_XOR("c.xor", "100 0 11 ddd 01 ttt 01", "c_rdrs1p, c_rs2p", RvI.XOR, "RD=C_RDRS1P RS1=C_RDRS1P RS2=C_RS2P"),
	C_OR("c.or", "100 0 11 ddd 10 ttt 01", "c_rdrs1p, c_rs2p", RvI.OR, "RD=C_RDRS1P RS1=C_RDRS1P RS2=C_RS2P"),
	C_AND("c.and", "100 0 11 ddd 11 ttt 01", "c_rdrs1p, c_rs2p", RvI.AND, "RD=C_RDRS1P RS1=C_RDRS1P RS2=C_RS2P"),
	C_SUBW("c.subw", "100 1 11 ddd 00 ttt 01", "c_rdrs1p, c_rs2p", RvI.SUBW, "RD=C_RDRS1P RS1=C_RDRS1P RS2=C_RS2P"),
	C_ADDW("c.addw", "100 1 11 ddd 01 ttt 01", "c_rdrs1p, c_rs2p", RvI.ADDW, "RD=C_RDRS1P RS1=C_RDRS1P RS2=C_RS2P"),
	C_J("c.j", "101 iiiiiiiiiii 01", "c_imm_j", RvI.JAL, "RD=0 IMM_J=C_IMM_J"),
	C_BEQZ("c.beqz", "110 iii sss iiiii 01", "c_rs1p, c_imm_b", RvI.BEQ, "RS1=C_RS1P RS2=0 IMM_B=C_IMM_B"),
	C_BNEZ("c.bnez", "111 iii sss iiiii 01", "c_rs1p, c_imm_b", RvI.BNE, "RS1=C_RS1P RS2=0 IMM_B=C_IMM_B"),
	C_SLLI("c.slli", "000 h ddddd hhhhh 10", "c_rd, c_shamt", RvI.SLLI, "RD=C_RD RS1=C_RD SHAMT=C_SHAMT"),
	C_FLDSP("c.fldsp", "001 i ddddd iiiii 10", "c_fd, c_imm_ldsp(sp)", RvD.FLD, "FD=C_FD IMM_I=C_IMM_LDSP RS1=2"),
	C_LWSP("c.lwsp", "010 i ddddd iiiii 10", "c_rd_nz, c_imm_lwsp(sp)", RvI.LW, "RD=C_RD_NZ IMM_I=C_IMM_LWSP RS1=2"),
	C_LDSP("c.ldsp", "011 i ddddd iiiii 10", "c_rd_nz, c_imm_ldsp(sp)", RvI.LD, "RD=C_RD_NZ IMM_I=C_IMM_LDSP RS1=2"),
	C_JR("c.jr", "100 0 sssss 00000 10", "c_rs1_nz", RvI.JALR, "RD=0 IMM_I=0 RS1=C_RS1_NZ"),
	/** Expands to the canonical move, which the chapter allows beside {@code add rd, x0, rs2}: the effect is the same. */
	C_MV("c.mv", "100 0 ddddd ttttt 10", "c_rd, c_rs2_nz", RvI.ADDI, "RD=C_RD RS1=C_RS2_NZ IMM_I=0"),
	C_EBREAK("c.ebreak", "100 1 00000 00000 10", "", RvI.EBREAK, ""),
	C_JALR("c.jalr", "100 1 sssss 00000 10", "c_rs1_nz", RvI.JALR, "RD=1 IMM_I=0 RS1=C_RS1_NZ"),
	C_ADD("c.add", "100 1 ddddd ttttt 10", "c_rd, c_rs2_nz", RvI.ADD, "RD=C_RD RS1=C_RD RS2=C_RS2_NZ"),
	C_FSDSP("c.fsdsp", "101 iiiiii ttttt 10", "c_fs2, c_imm_sdsp(sp)", RvD.FSD, "FS2=C_FS2 IMM_S=C_IMM_SDSP RS1=2"),
	C_SWSP("c.swsp", "110 iiiiii ttttt 10", "c_rs2, c_imm_swsp(sp)", RvI.SW, "RS2=C_RS2 IMM_S=C_IMM_SWSP RS1=2"),
	C_SDSP("c.sdsp", "111 iiiiii ttttt 10", "c_rs2, c_imm_sdsp(sp)", RvI.SD, "RS2=C_RS2 IMM_S=C_IMM_SDSP RS1=2"),

	C_LBU("c.lbu", "100000 sss ii ddd 00", "c_rdp, c_imm_byte(c_rs1p)", RvI.LBU, "RD=C_RDP IMM_I=C_IMM_BYTE RS1=C_RS1P", "ZCB"),
	C_LHU("c.lhu", "100001 sss 0 i ddd 00", "c_rdp, c_imm_half(c_rs1p)", RvI.LHU, "RD=C_RDP IMM_I=C_IMM_HALF RS1=C_RS1P", "ZCB"),
	C_LH("c.lh", "100001 sss 1 i ddd 00", "c_rdp, c_imm_half(c_rs1p)", RvI.LH, "RD=C_RDP IMM_I=C_IMM_HALF RS1=C_RS1P", "ZCB"),
	C_SB("c.sb", "100010 sss ii ttt 00", "c_rs2p, c_imm_byte(c_rs1p)", RvI.SB, "RS2=C_RS2P IMM_S=C_IMM_BYTE RS1=C_RS1P", "ZCB"),
	C_SH("c.sh", "100011 sss 0 i ttt 00", "c_rs2p, c_imm_half(c_rs1p)", RvI.SH, "RS2=C_RS2P IMM_S=C_IMM_HALF RS1=C_RS1P", "ZCB"),
	C_ZEXT_B("c.zext.b", "100111 ddd 11 000 01", "c_rdrs1p", RvI.ANDI, "RD=C_RDRS1P RS1=C_RDRS1P IMM_I=255", "ZCB"),
	C_SEXT_B("c.sext.b", "100111 ddd 11 001 01", "c_rdrs1p", Zbb.SEXT_B, "RD=C_RDRS1P RS1=C_RDRS1P", "ZCB & ZBB"),
	C_ZEXT_H("c.zext.h", "100111 ddd 11 010 01", "c_rdrs1p", Zbb.ZEXT_H, "RD=C_RDRS1P RS1=C_RDRS1P", "ZCB & ZBB"),
	C_SEXT_H("c.sext.h", "100111 ddd 11 011 01", "c_rdrs1p", Zbb.SEXT_H, "RD=C_RDRS1P RS1=C_RDRS1P", "ZCB & ZBB"),
	C_ZEXT_W("c.zext.w", "100111 ddd 11 100 01", "c_rdrs1p", Zba.ADD_UW, "RD=C_RDRS1P RS1=C_RDRS1P RS2=0", "ZCB & ZBA"),
	C_NOT("c.not", "100111 ddd 11 101 01", "c_rdrs1p", RvI.XORI, "RD=C_RDRS1P RS1=C_RDRS1P IMM_I=-1", "ZCB"),
	C_MUL("c.mul", "100111 ddd 10 ttt 01", "c_rdrs1p, c_rs2p", RvM.MUL, "RD=C_RDRS1P RS1=C_RDRS1P RS2=C_RS2P", "ZCB & M"),

	C_MOP_1("000", 1),
	C_MOP_3("001", 3),
	C_MOP_5("010", 5),
	C_MOP_7("011", 7),
	C_MOP_9("100", 9),
	C_MOP_11("101", 11),
	C_MOP_13("110", 13),
	C_MOP_15("111", 15);

	private final Row row;
	private final Expansion expansion;

	RvC(String mnemonic, String pattern, String syntax, Instruction base, String sources) {
		Row plain = Row.of(Extension.C, mnemonic, pattern, syntax, base.help());
		row = base.extension() == Extension.D ? plain.requiring("C & D") : plain;
		expansion = Expansion.parse(base, sources);
	}

	/** A row of Zcb, which may need the extension of what it stands for as well. */
	RvC(String mnemonic, String pattern, String syntax, Instruction base, String sources, String requirement) {
		row = Row.of(Extension.ZCB, mnemonic, pattern, syntax, base.help()).requiring(requirement);
		expansion = Expansion.parse(base, sources);
	}

	/** A row of Zcmop: {@code c.lui} without an immediate, which does nothing. */
	RvC(String bits, int number) {
		row = Row.of(Extension.ZCMOP, "c.mop." + number, "011 0 0 " + bits + " 1 00000 01", "", "Does nothing; an extension may give it a meaning.");
		expansion = Expansion.parse(RvI.ADDI, "RD=0 RS1=0 IMM_I=0");
	}

	@Override
	public Row row() {
		return row;
	}

	/** The instruction that this one stands for. */
	public Expansion expansion() {
		return expansion;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pseudo-instructions that stand for one instruction, in the order in which a disassembler prefers them. */
public final class Aliases {

	private static final List<Alias> ALL = new ArrayList<>();
	private static final Map<Instruction, List<Alias>> BY_BASE = new HashMap<>();
	private static final Map<String, List<Alias>> BY_MNEMONIC = new HashMap<>();

	static {
		written("nop", RvI.ADDI, "", "RD=0 RS1=0 IMM_I=0");
		written("li", RvI.ADDI, "rd, imm_i", "RS1=0");
		written("mv", RvI.ADDI, "rd, rs1", "IMM_I=0");
		written("not", RvI.XORI, "rd, rs1", "IMM_I=-1");
		written("zext.b", RvI.ANDI, "rd, rs1", "IMM_I=255");
		written("neg", RvI.SUB, "rd, rs2", "RS1=0");
		written("negw", RvI.SUBW, "rd, rs2", "RS1=0");
		written("sext.w", RvI.ADDIW, "rd, rs1", "IMM_I=0");
		written("seqz", RvI.SLTIU, "rd, rs1", "IMM_I=1");
		written("snez", RvI.SLTU, "rd, rs2", "RS1=0");
		written("sltz", RvI.SLT, "rd, rs1", "RS2=0");
		written("sgtz", RvI.SLT, "rd, rs2", "RS1=0");
		written("beqz", RvI.BEQ, "rs1, imm_b", "RS2=0");
		written("bnez", RvI.BNE, "rs1, imm_b", "RS2=0");
		written("blez", RvI.BGE, "rs2, imm_b", "RS1=0");
		written("bgez", RvI.BGE, "rs1, imm_b", "RS2=0");
		written("bltz", RvI.BLT, "rs1, imm_b", "RS2=0");
		written("bgtz", RvI.BLT, "rs2, imm_b", "RS1=0");
		read("bgt", RvI.BLT, "rs2, rs1, imm_b", "");
		read("ble", RvI.BGE, "rs2, rs1, imm_b", "");
		read("bgtu", RvI.BLTU, "rs2, rs1, imm_b", "");
		read("bleu", RvI.BGEU, "rs2, rs1, imm_b", "");
		written("j", RvI.JAL, "imm_j", "RD=0");
		written("jal", RvI.JAL, "imm_j", "RD=1");
		written("ret", RvI.JALR, "", "RD=0 RS1=1 IMM_I=0");
		written("jr", RvI.JALR, "rs1", "RD=0 IMM_I=0");
		written("jr", RvI.JALR, "imm_i(rs1)", "RD=0");
		read("jr", RvI.JALR, "rs1, imm_i", "RD=0");
		written("jalr", RvI.JALR, "rs1", "RD=1 IMM_I=0");
		written("jalr", RvI.JALR, "imm_i(rs1)", "RD=1");
		read("jalr", RvI.JALR, "rs1, imm_i", "RD=1");
		written("jalr", RvI.JALR, "rd, rs1", "IMM_I=0");
		read("jalr", RvI.JALR, "rd, rs1, imm_i", "");
		read("sgt", RvI.SLT, "rd, rs2, rs1", "");
		read("sgtu", RvI.SLTU, "rd, rs2, rs1", "");
		read("move", RvI.ADDI, "rd, rs1", "IMM_I=0");
		read("scall", RvI.ECALL, "", "");
		read("sbreak", RvI.EBREAK, "", "");
		written("fence", RvI.FENCE, "", "FM=0 PRED=15 SUCC=15 RS1_IGNORED=0 RD_IGNORED=0");
		written("sfence.vma", RvPrivileged.SFENCE_VMA, "", "RS1=0 RS2=0");
		written("sfence.vma", RvPrivileged.SFENCE_VMA, "rs1", "RS2=0");
		for (Instruction fence : new Instruction[] {RvH.HFENCE_VVMA, RvH.HFENCE_GVMA}) {
			written(fence.mnemonic(), fence, "", "RS1=0 RS2=0");
			written(fence.mnemonic(), fence, "rs1", "RS2=0");
		}
		written("zext.w", Zba.ADD_UW, "rd, rs1", "RS2=0");
		hints();
		csrs();
		floats("s", RvF.FSGNJ_S, RvF.FSGNJN_S, RvF.FSGNJX_S, RvF.FLT_S, RvF.FLE_S);
		floats("d", RvD.FSGNJ_D, RvD.FSGNJN_D, RvD.FSGNJX_D, RvD.FLT_D, RvD.FLE_D);
		floats("h", Zfh.FSGNJ_H, Zfh.FSGNJN_H, Zfh.FSGNJX_H, Zfh.FLT_H, Zfh.FLE_H);
		read("fmv.x.s", RvF.FMV_X_W, "rd, fs1", "");
		read("fmv.s.x", RvF.FMV_W_X, "fd, rs1", "");
		VectorAliases.define();
	}

	private Aliases() {
	}

	/** How often what the next instruction accesses is used again (Unprivileged, chapter "Zihintntl"): sums that go nowhere. */
	private static void hints() {
		String[] levels = {"p1", "pall", "s1", "all"};
		for (int i = 0; i < levels.length; i++) {
			read("ntl." + levels[i], RvI.ADD, "", "RD=0 RS1=0 RS2=" + (i + 2));
			read("c.ntl." + levels[i], RvC.C_ADD, "", "C_RD=0 C_RS2_NZ=" + (i + 2));
		}
	}

	private static void csrs() {
		written("unimp", Zicsr.CSRRW, "", "RD=0 CSR=3072 RS1=0");
		reading("frflags", 1);
		reading("frrm", 2);
		reading("frcsr", 3);
		writing("fsflags", 1);
		writing("fsrm", 2);
		writing("fscsr", 3);
		read("fsflagsi", Zicsr.CSRRWI, "zimm", "RD=0 CSR=1");
		written("fsflagsi", Zicsr.CSRRWI, "rd, zimm", "CSR=1");
		read("fsrmi", Zicsr.CSRRWI, "zimm", "RD=0 CSR=2");
		written("fsrmi", Zicsr.CSRRWI, "rd, zimm", "CSR=2");
		reading("rdcycle", 0xc00);
		reading("rdtime", 0xc01);
		reading("rdinstret", 0xc02);
		written("csrr", Zicsr.CSRRS, "rd, csr", "RS1=0");
		written("csrw", Zicsr.CSRRW, "csr, rs1", "RD=0");
		written("csrs", Zicsr.CSRRS, "csr, rs1", "RD=0");
		written("csrc", Zicsr.CSRRC, "csr, rs1", "RD=0");
		written("csrwi", Zicsr.CSRRWI, "csr, zimm", "RD=0");
		written("csrsi", Zicsr.CSRRSI, "csr, zimm", "RD=0");
		written("csrci", Zicsr.CSRRCI, "csr, zimm", "RD=0");
		read("csrw", Zicsr.CSRRWI, "csr, zimm", "RD=0");
		read("csrs", Zicsr.CSRRSI, "csr, zimm", "RD=0");
		read("csrc", Zicsr.CSRRCI, "csr, zimm", "RD=0");
		read("csrrw", Zicsr.CSRRWI, "rd, csr, zimm", "");
		read("csrrs", Zicsr.CSRRSI, "rd, csr, zimm", "");
		read("csrrc", Zicsr.CSRRCI, "rd, csr, zimm", "");
	}

	private static void reading(String mnemonic, int csr) {
		written(mnemonic, Zicsr.CSRRS, "rd", "CSR=" + csr + " RS1=0");
	}

	private static void writing(String mnemonic, int csr) {
		written(mnemonic, Zicsr.CSRRW, "rs1", "RD=0 CSR=" + csr);
		written(mnemonic, Zicsr.CSRRW, "rd, rs1", "CSR=" + csr);
	}

	private static void floats(String format, Instruction sign, Instruction negated, Instruction xored, Instruction less, Instruction atMost) {
		written("fmv." + format, sign, "fd, fs1", "FS2=FS1");
		written("fneg." + format, negated, "fd, fs1", "FS2=FS1");
		written("fabs." + format, xored, "fd, fs1", "FS2=FS1");
		read("fgt." + format, less, "rd, fs2, fs1", "");
		read("fge." + format, atMost, "rd, fs2, fs1", "");
	}

	static void written(String mnemonic, Instruction base, String syntax, String bindings) {
		add(new Alias(mnemonic, base, Syntax.parse(syntax), Expansion.parse(base, bindings).bindings(), true));
	}

	static void read(String mnemonic, Instruction base, String syntax, String bindings) {
		add(new Alias(mnemonic, base, Syntax.parse(syntax), Expansion.parse(base, bindings).bindings(), false));
	}

	private static void add(Alias alias) {
		ALL.add(alias);
		BY_BASE.computeIfAbsent(alias.base(), key -> new ArrayList<>()).add(alias);
		BY_MNEMONIC.computeIfAbsent(alias.mnemonic(), key -> new ArrayList<>()).add(alias);
	}

	/** All of them. */
	public static List<Alias> all() {
		return List.copyOf(ALL);
	}

	/** Those of a real instruction, the preferred first. */
	public static List<Alias> of(Instruction base) {
		return BY_BASE.getOrDefault(base, List.of());
	}

	/** Those with this mnemonic. */
	public static List<Alias> byMnemonic(String mnemonic) {
		return BY_MNEMONIC.getOrDefault(mnemonic, List.of());
	}
}

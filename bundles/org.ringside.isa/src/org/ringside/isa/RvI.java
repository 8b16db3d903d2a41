/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** The base integer instructions RV64I (Unprivileged, chapters "RV32I" and "RV64I"). */
public enum RvI implements Instruction {
	LUI("lui", "iiiiiiiiiiiiiiiiiiii ddddd 0110111", "rd, imm_u", "Loads a 20-bit immediate into the upper bits of rd, sign-extended from bit 31, lower 12 bits zero."),
	AUIPC("auipc", "iiiiiiiiiiiiiiiiiiii ddddd 0010111", "rd, imm_u", "Adds an upper immediate to the address of this instruction."),
	JAL("jal", "iiiiiiiiiiiiiiiiiiii ddddd 1101111", "rd, imm_j", "Jumps to target and writes the address of the next instruction to rd."),
	JALR("jalr", "iiiiiiiiiiii sssss 000 ddddd 1100111", "rd, imm_i(rs1)", "Jumps to rs1 + imm with bit 0 cleared and writes the address of the next instruction to rd."),
	BEQ("beq", "iiiiiii ttttt sssss 000 iiiii 1100011", "rs1, rs2, imm_b", "Branches if rs1 equals rs2."),
	BNE("bne", "iiiiiii ttttt sssss 001 iiiii 1100011", "rs1, rs2, imm_b", "Branches if rs1 differs from rs2."),
	BLT("blt", "iiiiiii ttttt sssss 100 iiiii 1100011", "rs1, rs2, imm_b", "Branches if rs1 is less than rs2, both signed."),
	BGE("bge", "iiiiiii ttttt sssss 101 iiiii 1100011", "rs1, rs2, imm_b", "Branches if rs1 is at least rs2, both signed."),
	BLTU("bltu", "iiiiiii ttttt sssss 110 iiiii 1100011", "rs1, rs2, imm_b", "Branches if rs1 is less than rs2, both unsigned."),
	BGEU("bgeu", "iiiiiii ttttt sssss 111 iiiii 1100011", "rs1, rs2, imm_b", "Branches if rs1 is at least rs2, both unsigned."),
	LB("lb", "iiiiiiiiiiii sssss 000 ddddd 0000011", "rd, imm_i(rs1)", "Loads a byte, sign-extended."),
	LH("lh", "iiiiiiiiiiii sssss 001 ddddd 0000011", "rd, imm_i(rs1)", "Loads a half-word of 16 bits, sign-extended."),
	LW("lw", "iiiiiiiiiiii sssss 010 ddddd 0000011", "rd, imm_i(rs1)", "Loads a word of 32 bits, sign-extended."),
	LD("ld", "iiiiiiiiiiii sssss 011 ddddd 0000011", "rd, imm_i(rs1)", "Loads a double-word of 64 bits."),
	LBU("lbu", "iiiiiiiiiiii sssss 100 ddddd 0000011", "rd, imm_i(rs1)", "Loads a byte, zero-extended."),
	LHU("lhu", "iiiiiiiiiiii sssss 101 ddddd 0000011", "rd, imm_i(rs1)", "Loads a half-word of 16 bits, zero-extended."),
	LWU("lwu", "iiiiiiiiiiii sssss 110 ddddd 0000011", "rd, imm_i(rs1)", "Loads a word of 32 bits, zero-extended."),
	SB("sb", "iiiiiii ttttt sssss 000 iiiii 0100011", "rs2, imm_s(rs1)", "Stores the lowest byte of rs2."),
	SH("sh", "iiiiiii ttttt sssss 001 iiiii 0100011", "rs2, imm_s(rs1)", "Stores the lowest 16 bits of rs2."),
	SW("sw", "iiiiiii ttttt sssss 010 iiiii 0100011", "rs2, imm_s(rs1)", "Stores the lowest 32 bits of rs2."),
	SD("sd", "iiiiiii ttttt sssss 011 iiiii 0100011", "rs2, imm_s(rs1)", "Stores the 64 bits of rs2."),
	ADDI("addi", "iiiiiiiiiiii sssss 000 ddddd 0010011", "rd, rs1, imm_i", "Adds an immediate to rs1."),
	SLTI("slti", "iiiiiiiiiiii sssss 010 ddddd 0010011", "rd, rs1, imm_i", "Writes 1 to rd if rs1 is less than the immediate, both signed, else 0."),
	SLTIU("sltiu", "iiiiiiiiiiii sssss 011 ddddd 0010011", "rd, rs1, imm_i", "Writes 1 to rd if rs1 is less than the sign-extended immediate, both unsigned, else 0."),
	XORI("xori", "iiiiiiiiiiii sssss 100 ddddd 0010011", "rd, rs1, imm_i", "Exclusive or of rs1 and an immediate."),
	ORI("ori", "iiiiiiiiiiii sssss 110 ddddd 0010011", "rd, rs1, imm_i", "Or of rs1 and an immediate."),
	ANDI("andi", "iiiiiiiiiiii sssss 111 ddddd 0010011", "rd, rs1, imm_i", "And of rs1 and an immediate."),
	SLLI("slli", "000000 hhhhhh sssss 001 ddddd 0010011", "rd, rs1, shamt", "Shifts rs1 left by a constant."),
	SRLI("srli", "000000 hhhhhh sssss 101 ddddd 0010011", "rd, rs1, shamt", "Shifts rs1 right by a constant, filling with zeros."),
	SRAI("srai", "010000 hhhhhh sssss 101 ddddd 0010011", "rd, rs1, shamt", "Shifts rs1 right by a constant, filling with the sign."),
	ADD("add", "0000000 ttttt sssss 000 ddddd 0110011", "rd, rs1, rs2", "Adds rs1 and rs2."),
	SUB("sub", "0100000 ttttt sssss 000 ddddd 0110011", "rd, rs1, rs2", "Subtracts rs2 from rs1."),
	SLL("sll", "0000000 ttttt sssss 001 ddddd 0110011", "rd, rs1, rs2", "Shifts rs1 left by the lowest 6 bits of rs2."),
	SLT("slt", "0000000 ttttt sssss 010 ddddd 0110011", "rd, rs1, rs2", "Writes 1 to rd if rs1 is less than rs2, both signed, else 0."),
	SLTU("sltu", "0000000 ttttt sssss 011 ddddd 0110011", "rd, rs1, rs2", "Writes 1 to rd if rs1 is less than rs2, both unsigned, else 0."),
	XOR("xor", "0000000 ttttt sssss 100 ddddd 0110011", "rd, rs1, rs2", "Exclusive or of rs1 and rs2."),
	SRL("srl", "0000000 ttttt sssss 101 ddddd 0110011", "rd, rs1, rs2", "Shifts rs1 right by the lowest 6 bits of rs2, filling with zeros."),
	SRA("sra", "0100000 ttttt sssss 101 ddddd 0110011", "rd, rs1, rs2", "Shifts rs1 right by the lowest 6 bits of rs2, filling with the sign."),
	OR("or", "0000000 ttttt sssss 110 ddddd 0110011", "rd, rs1, rs2", "Or of rs1 and rs2."),
	AND("and", "0000000 ttttt sssss 111 ddddd 0110011", "rd, rs1, rs2", "And of rs1 and rs2."),
	ADDIW("addiw", "iiiiiiiiiiii sssss 000 ddddd 0011011", "rd, rs1, imm_i", "Adds an immediate to rs1 in 32 bits and sign-extends the sum."),
	SLLIW("slliw", "0000000 hhhhh sssss 001 ddddd 0011011", "rd, rs1, shamtw", "Shifts the lowest 32 bits of rs1 left by a constant and sign-extends."),
	SRLIW("srliw", "0000000 hhhhh sssss 101 ddddd 0011011", "rd, rs1, shamtw", "Shifts the lowest 32 bits of rs1 right by a constant, filling with zeros, and sign-extends."),
	SRAIW("sraiw", "0100000 hhhhh sssss 101 ddddd 0011011", "rd, rs1, shamtw", "Shifts the lowest 32 bits of rs1 right by a constant, filling with the sign."),
	ADDW("addw", "0000000 ttttt sssss 000 ddddd 0111011", "rd, rs1, rs2", "Adds rs1 and rs2 in 32 bits and sign-extends the sum."),
	SUBW("subw", "0100000 ttttt sssss 000 ddddd 0111011", "rd, rs1, rs2", "Subtracts rs2 from rs1 in 32 bits and sign-extends the difference."),
	SLLW("sllw", "0000000 ttttt sssss 001 ddddd 0111011", "rd, rs1, rs2", "Shifts the lowest 32 bits of rs1 left by the lowest 5 bits of rs2 and sign-extends."),
	SRLW("srlw", "0000000 ttttt sssss 101 ddddd 0111011", "rd, rs1, rs2", "Shifts the lowest 32 bits of rs1 right by the lowest 5 bits of rs2, filling with zeros, and sign-extends."),
	SRAW("sraw", "0100000 ttttt sssss 101 ddddd 0111011", "rd, rs1, rs2", "Shifts the lowest 32 bits of rs1 right by the lowest 5 bits of rs2, filling with the sign."),
	/** Reserved fence modes and the register fields are ignored, as the specification demands of implementations. */
	FENCE("fence", "ffff pppp qqqq sssss 000 ddddd 0001111", "pred, succ; fm rs1_ignored rd_ignored", "Orders the accesses of the predecessor set before those of the successor set."),
	FENCE_TSO("fence.tso", "1000 0011 0011 00000 000 00000 0001111", "", "Orders all earlier loads before all later accesses and all earlier stores before all later stores."),
	ECALL("ecall", "000000000000 00000 000 00000 1110011", "", "Calls the execution environment: raises an environment-call exception.",
			"Enters a more privileged mode, and the cause that it raises depends on the mode that it runs in."),
	EBREAK("ebreak", "000000000001 00000 000 00000 1110011", "", "Raises a breakpoint exception.");

	private final Row row;

	RvI(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.I, mnemonic, pattern, syntax, help);
	}

	RvI(String mnemonic, String pattern, String syntax, String help, String sensitivity) {
		row = Row.of(Extension.I, mnemonic, pattern, syntax, help).sensitiveBecause(sensitivity);
	}

	@Override
	public Row row() {
		return row;
	}
}

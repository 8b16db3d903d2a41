/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/**
 * An instruction word and the row that it belongs to. What takes time to find out is kept: a decoder gives the same object for the
 * same word again and again.
 */
public final class Decoded {

	private final Instruction instruction;
	private final int word;
	private final int length;
	private final long immediate;
	/** Made when it is first asked for; two threads may make it, which are equal. */
	private Decoded expansion;

	/**
	 * @param instruction the row, or {@link Illegal#ILLEGAL}
	 * @param word        the word; the lower 16 bits if the row is compressed
	 * @param length      the length in memory in bytes, which stays 2 for the expansion of a compressed instruction
	 */
	public Decoded(Instruction instruction, int word, int length) {
		this.instruction = instruction;
		this.word = word;
		this.length = length;
		this.immediate = value(Operand.Role.IMM);
	}

	/** The row, or {@link Illegal#ILLEGAL}. */
	public Instruction instruction() {
		return instruction;
	}

	/** The word; the lower 16 bits if the row is compressed. */
	public int word() {
		return word;
	}

	/** The length in memory in bytes. */
	public int length() {
		return length;
	}

	/** Whether the word is an instruction of the profile. */
	public boolean isLegal() {
		return instruction != Illegal.ILLEGAL;
	}

	/** What a compressed instruction stands for, with length 2; any other instruction itself. */
	public Decoded expanded() {
		if (!(instruction instanceof RvC compressed)) {
			return this;
		}
		Decoded known = expansion;
		if (known == null) {
			known = new Decoded(compressed.expansion().base(), compressed.expansion().expand(word), length);
			expansion = known;
		}
		return known;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Decoded that && instruction == that.instruction && word == that.word && length == that.length;
	}

	@Override
	public int hashCode() {
		return 31 * word + length;
	}

	@Override
	public String toString() {
		return instruction + " 0x" + Integer.toHexString(word);
	}

	/** Number of the destination register. */
	public int rd() {
		return instruction.length() == 4 ? word >>> 7 & 31 : (int) value(Operand.Role.RD);
	}

	/** Number of the first source register. */
	public int rs1() {
		return instruction.length() == 4 ? word >>> 15 & 31 : (int) value(Operand.Role.RS1);
	}

	/** Number of the second source register. */
	public int rs2() {
		return instruction.length() == 4 ? word >>> 20 & 31 : (int) value(Operand.Role.RS2);
	}

	/** Number of the third source register. */
	public int rs3() {
		return word >>> 27;
	}

	/**
	 * The immediate, whatever its form: sign-extended, shifted into its place (an upper immediate is a multiple of
	 * 4096, a target is a distance in bytes); 0 if there is none.
	 */
	public long imm() {
		return immediate;
	}

	/** Number of the CSR. */
	public int csr() {
		return word >>> 20;
	}

	/** Rounding mode; 7 is dynamic. */
	public int rm() {
		return word >>> 12 & 7;
	}

	/** Whether an atomic has acquire semantics. */
	public boolean aq() {
		return (word & 1 << 26) != 0;
	}

	/** Whether an atomic has release semantics. */
	public boolean rl() {
		return (word & 1 << 25) != 0;
	}

	/** The value of an operand of this row. */
	public long value(Operand operand) {
		return operand.extract(word);
	}

	/** The value of the operand with this role; 0 if the row has none. */
	public long value(Operand.Role role) {
		for (Operand operand : instruction.operands()) {
			if (operand.role() == role) {
				return operand.extract(word);
			}
		}
		return 0;
	}
}

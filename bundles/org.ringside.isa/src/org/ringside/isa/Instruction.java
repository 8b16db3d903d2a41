/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.List;

/**
 * One row of the instruction tables: all that is true of an instruction apart from its execution.
 *
 * <p>Every extension is one enum, so that an engine can switch exhaustively over the rows of an extension and over
 * the extensions. Decoder, encoder, disassembler, assembler and editor read the same row.
 */
public sealed interface Instruction permits Illegal, RvI, RvM, RvA, RvF, RvD, RvC, RvVConfig, RvVLoad, RvVStore, RvVSegmentLoad,
		RvVSegmentStore, RvVInteger, RvVFixed, RvVFloat, RvVReduction, RvVMask, RvVPermutation, Zicsr, Zifencei, RvPrivileged,
		RvH, Svinval, Zba, Zbb, Zbc, Zbs, Zbk, Zkn, Zks, Zicond, Zicbo, Zawrs, Zacas, Zabha, Zimop, Zfa, Zfh, Zihintpause, Zvbb,
		Zvbc, Zvk, Zfbfmin, Zvfbf {

	/** The facts of this row. */
	Row row();

	/** The name of the enum constant. */
	String name();

	/** The mnemonic in lower case, without ordering suffixes: {@code amoadd.w}. */
	default String mnemonic() {
		return row().mnemonic();
	}

	/**
	 * The encoding from the most significant bit down, 32 or 16 characters: {@code 0} and {@code 1} are fixed, a
	 * letter is a bit of the operand with that {@linkplain Operand#letter() letter}.
	 */
	default String pattern() {
		return row().pattern();
	}

	/** The bits that are fixed. */
	default int mask() {
		return row().mask();
	}

	/** The values of the fixed bits. */
	default int match() {
		return row().match();
	}

	/** The operands: first those that are written, in the order in which they are written, then those that are not. */
	default List<Operand> operands() {
		return row().operands();
	}

	/** How it is written, for people: {@code lw rd, imm(rs1)}. */
	default String syntax() {
		return row().syntax().forPeople(mnemonic());
	}

	/** One sentence that says what it does. */
	default String help() {
		return row().help();
	}

	/** The extension that brings this row. */
	default Extension extension() {
		return row().extension();
	}

	/** Whether a hart with these extensions has this instruction. */
	default boolean isIn(IsaProfile profile) {
		return row().requirement().isMetBy(profile);
	}

	/** Whether it raises an exception in U-mode whatever its operands are, unless a more privileged mode lets U-mode use it. */
	default boolean isPrivileged() {
		return row().privileged();
	}

	/**
	 * Whether it is sensitive in the sense of Popek and Goldberg: it can change the configuration of resources
	 * (control-sensitive), or what it does depends on the privilege mode or on where memory really lies
	 * (behaviour-sensitive). {@link #sensitivity()} says why.
	 */
	default boolean isSensitive() {
		return !row().sensitivity().isEmpty();
	}

	/** Why it is sensitive, in one sentence; empty if it is innocuous. */
	default String sensitivity() {
		return row().sensitivity();
	}

	/** Its length in bytes: 2 or 4. */
	default int length() {
		return row().pattern().length() / 8;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.Optional;

/** The relocations of RISC-V that we make and apply, by their ELF number (RISC-V ELF psABI). */
enum Relocation {
	NONE(0, 0), ABS32(1, 4), ABS64(2, 8), DTPREL32(8, 4), DTPREL64(9, 8), BRANCH(16, 4), JAL(17, 4), CALL(18, 8), CALL_PLT(19, 8), GOT_HI20(20, 4),
	TLS_GOT_HI20(21, 4), TLS_GD_HI20(22, 4), PCREL_HI20(23, 4), PCREL_LO12_I(24, 4), PCREL_LO12_S(25, 4), HI20(26, 4), LO12_I(27, 4),
	LO12_S(28, 4), TPREL_HI20(29, 4), TPREL_LO12_I(30, 4), TPREL_LO12_S(31, 4), TPREL_ADD(32, 4), ADD8(33, 1), ADD16(34, 2), ADD32(35, 4),
	ADD64(36, 8), SUB8(37, 1), SUB16(38, 2), SUB32(39, 4), SUB64(40, 8),
	/** No-operations of which the linker leaves as many as the alignment needs. */
	ALIGN(43, 0),
	RVC_BRANCH(44, 2), RVC_JUMP(45, 2), RVC_LUI(46, 2),
	/** The linker's own: relative to zero or the global pointer, whichever is near. */
	GPREL_I(47, 4),
	/** The same in a store. */
	GPREL_S(48, 4),
	/** The relocation before it, at the same place, may be made shorter. */
	RELAX(51, 0),
	SUB6(52, 1), SET6(53, 1), SET8(54, 1), SET16(55, 2), SET32(56, 4), PCREL32(57, 4),
	/** Not in ELF: a byte that must become known. */
	ABS8(-1, 1),
	/** Not in ELF: two bytes that must become known. */
	ABS16(-2, 2);

	private final int number;
	private final int size;

	Relocation(int number, int size) {
		this.number = number;
		this.size = size;
	}

	int number() {
		return number;
	}

	int size() {
		return size;
	}

	boolean isPcRelative() {
		return switch (this) {
			case BRANCH, JAL, CALL, CALL_PLT, GOT_HI20, TLS_GOT_HI20, TLS_GD_HI20, PCREL_HI20, RVC_BRANCH, RVC_JUMP, PCREL32 -> true;
			default -> false;
		};
	}

	/** Whether the linker may make the instructions shorter that it belongs to. */
	boolean isRelaxable() {
		return switch (this) {
			case CALL, CALL_PLT, PCREL_HI20, PCREL_LO12_I, PCREL_LO12_S, HI20, LO12_I, LO12_S, TPREL_HI20, TPREL_LO12_I, TPREL_LO12_S, TPREL_ADD -> true;
			default -> false;
		};
	}

	/** Whether it is of data that each thread has of its own. */
	boolean isThreadLocal() {
		return switch (this) {
			case TLS_GOT_HI20, TLS_GD_HI20, TPREL_HI20, TPREL_LO12_I, TPREL_LO12_S, TPREL_ADD -> true;
			default -> false;
		};
	}

	/** Whether what follows may move, so that distances across it are not known before linking. */
	boolean movesWhatFollows() {
		return switch (this) {
			case CALL, CALL_PLT, PCREL_HI20, HI20, TPREL_HI20, TPREL_ADD, ALIGN -> true;
			default -> false;
		};
	}

	/** Data of so many bytes. */
	static Relocation data(int bytes) {
		return switch (bytes) {
			case 1 -> ABS8;
			case 2 -> ABS16;
			case 4 -> ABS32;
			default -> ABS64;
		};
	}

	/** The addition (or subtraction) to data of so many bytes. */
	static Relocation sum(int bytes, boolean subtract) {
		return switch (bytes) {
			case 1 -> subtract ? SUB8 : ADD8;
			case 2 -> subtract ? SUB16 : ADD16;
			case 4 -> subtract ? SUB32 : ADD32;
			default -> subtract ? SUB64 : ADD64;
		};
	}

	/** The relocation of that name in the psABI, such as {@code R_RISCV_CALL_PLT}. */
	static Optional<Relocation> named(String name) {
		String plain = name.replaceFirst("^R_RISCV_", "");
		String ours = switch (plain) {
			case "32", "64" -> "ABS" + plain;
			case "32_PCREL" -> "PCREL32";
			case "TLS_DTPREL32", "TLS_DTPREL64" -> plain.substring(4);
			default -> plain;
		};
		for (Relocation relocation : values()) {
			if (relocation.number >= 0 && relocation.name().equals(ours) && !plain.equals(name)) {
				return Optional.of(relocation);
			}
		}
		return Optional.empty();
	}

	static Optional<Relocation> of(int number) {
		for (Relocation relocation : values()) {
			if (relocation.number == number) {
				return Optional.of(relocation);
			}
		}
		return Optional.empty();
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

/** Names of machines ({@code e_machine}), to tell somebody what file it is that does not run here. */
final class ElfMachines {

	private ElfMachines() {
	}

	static String name(int number) {
		return switch (number) {
		case 2 -> "SPARC";
		case 3 -> "x86 (i386)";
		case 4 -> "Motorola 68000";
		case 8 -> "MIPS";
		case 20 -> "PowerPC";
		case 21 -> "64-bit PowerPC";
		case 22 -> "IBM S/390";
		case 40 -> "Arm";
		case 43 -> "SPARC v9";
		case 50 -> "Itanium";
		case 62 -> "x86-64";
		case 94 -> "Xtensa";
		case 183 -> "AArch64";
		case 243 -> "RISC-V";
		case 247 -> "BPF";
		case 258 -> "LoongArch";
		default -> "machine number " + number;
		};
	}
}

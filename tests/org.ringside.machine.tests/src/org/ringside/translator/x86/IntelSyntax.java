/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;

/** Operands as GNU objdump writes them, and what it reads in code. */
final class IntelSyntax {

	static final String[] LONG = {"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"};
	static final String[] WORD = {"eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "r8d", "r9d", "r10d", "r11d", "r12d", "r13d", "r14d", "r15d"};
	private static final String[] HALF = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di", "r8w", "r9w", "r10w", "r11w", "r12w", "r13w", "r14w", "r15w"};
	private static final String[] BYTE = {"al", "cl", "dl", "bl", "spl", "bpl", "sil", "dil", "r8b", "r9b", "r10b", "r11b", "r12b", "r13b", "r14b", "r15b"};
	static final String[] VECTOR = IntStream.range(0, 16).mapToObj(i -> "xmm" + i).toArray(String[]::new);
	static final String[] WHOLE_VECTOR = IntStream.range(0, 16).mapToObj(i -> "ymm" + i).toArray(String[]::new);
	private static final int[] DISPLACEMENTS = {0, 1, -1, 127, -128, 128, -129, 4096, Integer.MAX_VALUE, Integer.MIN_VALUE};

	private IntelSyntax() {
	}

	static String[] names(int size) {
		return switch (size) {
			case 1 -> BYTE;
			case 2 -> HALF;
			case 4 -> WORD;
			default -> LONG;
		};
	}

	static String text(Operand operand, int size) {
		return text(operand, size, names(size));
	}

	/** @param names of registers */
	static String text(Operand operand, int size, String[] names) {
		return switch (operand) {
			case Assembler.Register(int n) -> names[n];
			case Memory(int base, int index, int displacement) -> {
				String kind = switch (size) {
					case 1 -> "BYTE";
					case 2 -> "WORD";
					case 4 -> "DWORD";
					case 16 -> "XMMWORD";
					case 32 -> "YMMWORD";
					default -> "QWORD";
				};
				yield kind + " PTR " + address(base, index, displacement);
			}
		};
	}

	static String address(int base, int index, int displacement) {
		String text = "[" + LONG[base] + (index < 0 ? "" : "+" + LONG[index] + "*1");
		boolean shown = displacement != 0 || (base & 7) == Assembler.RBP;
		return text + (!shown ? "" : displacement < 0 ? "-" + hex(-(long) displacement) : "+" + hex(displacement)) + "]";
	}

	static String hex(long value) {
		return "0x" + Long.toHexString(value);
	}

	/** One of all kinds of operands. */
	static Operand operand(int i, Random random) {
		if (i % 2 == 0) {
			return Operand.register(i / 2 % 16);
		}
		int displacement = DISPLACEMENTS[random.nextInt(DISPLACEMENTS.length)];
		int index = random.nextInt(16);
		return random.nextBoolean() || index == Assembler.RSP ? Operand.memory(i / 2 % 16, displacement) : Operand.memory(i / 2 % 16, index, displacement);
	}

	/** Checks that objdump reads the instructions that are expected; skips the test where it is not installed. */
	static void assertReads(List<String> expected, byte[] code, Path folder) throws IOException, InterruptedException {
		assumeTrue(Files.isExecutable(Path.of("/usr/bin/objdump")), "GNU objdump is not installed");
		Path file = folder.resolve("code");
		Files.write(file, code);
		Process process = new ProcessBuilder("/usr/bin/objdump", "-D", "-b", "binary", "-m", "i386:x86-64", "-M", "intel", "--no-show-raw-insn",
				file.toString()).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		assertEquals(0, process.waitFor());
		List<String> read = output.lines().filter(line -> line.matches("\\s*[0-9a-f]+:\\s.*"))
				.map(line -> line.replaceFirst("\\s*[0-9a-f]+:\\s+", "").strip().replaceAll("\\s+", " ")).toList();
		for (int i = 0; i < Math.min(read.size(), expected.size()); i++) {
			assertEquals(expected.get(i), read.get(i), "instruction " + i);
		}
		assertEquals(expected.size(), read.size());
	}
}

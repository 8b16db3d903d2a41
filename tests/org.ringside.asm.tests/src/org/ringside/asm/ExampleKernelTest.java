/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example kernel, which the GNU tools built, comes out the same from our assembler and linker. */
class ExampleKernelTest {

	private static final Path KERNEL = Path.of("../../bundles/org.ringside.examples/resources/kernels/twospaces");
	/** In the order of the kernel's makefile. */
	private static final List<String> FILES = List.of("boot", "sbi", "print", "memory", "paging", "trap", "fault", "process", "syscall", "main",
			"user_b", "user_a", "user_library");

	@TempDir
	private Path folder;

	@Test
	void loadsTheSameBytesAtTheSamePlaces() throws IOException {
		assumeTrue(Files.isRegularFile(KERNEL.resolve("kernel.elf")), "needs the example kernel beside this project");
		Path out = folder.resolve("kernel.elf");
		List<String> arguments = new java.util.ArrayList<>(List.of("-o", out.toString(), "-T", KERNEL.resolve("kernel.ld").toString(), "--isa",
				"rv64imac_zicsr_zifencei"));
		FILES.forEach(file -> arguments.add(KERNEL.resolve(file + ".s").toString()));
		ByteArrayOutputStream messages = new ByteArrayOutputStream();
		int exit = AssemblerCommand.run(arguments.toArray(String[]::new), System.out, new PrintStream(messages));
		assertEquals("", messages.toString(StandardCharsets.UTF_8));
		assertEquals(AssemblerCommand.OK, exit);
		ByteBuffer theirs = ByteBuffer.wrap(Files.readAllBytes(KERNEL.resolve("kernel.elf"))).order(ByteOrder.LITTLE_ENDIAN);
		ByteBuffer ours = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
		assertEquals(theirs.getLong(24), ours.getLong(24), "entry");
		Map<String, byte[]> expected = segments(theirs);
		Map<String, byte[]> actual = segments(ours);
		assertEquals(expected.keySet(), actual.keySet());
		expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), name));
		assertEquals(7, expected.size());
	}

	/** What is loaded, by addresses, memory size and flags. */
	private static Map<String, byte[]> segments(ByteBuffer elf) {
		Map<String, byte[]> segments = new TreeMap<>();
		int table = (int) elf.getLong(32);
		for (int i = 0; i < elf.getShort(56); i++) {
			int at = table + i * 56;
			if (elf.getInt(at) == 1) {
				int offset = (int) elf.getLong(at + 8);
				segments.put("%x at %x, %x bytes, flags %d".formatted(elf.getLong(at + 16), elf.getLong(at + 24), elf.getLong(at + 40),
						elf.getInt(at + 4)), Arrays.copyOfRange(elf.array(), offset, offset + (int) elf.getLong(at + 32)));
			}
		}
		return segments;
	}
}

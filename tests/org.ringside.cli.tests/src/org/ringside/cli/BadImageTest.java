/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.session.ExitCodes;

/** From a file that is no guest to the sentence on the terminal: one line, exit code 65, nothing on standard output, no hang. */
class BadImageTest {

	private static final Path GOOD = Path.of("../guests/elf/m-pass.elf");

	@TempDir
	Path folder;

	private record Result(int code, String output, String errors) {
	}

	private Result java(String mainClass, List<String> arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
		command.addAll(1, CommandLine.usualOptions());
		command.add(mainClass);
		command.addAll(arguments);
		Path output = folder.resolve("output.txt");
		Path errors = folder.resolve("errors.txt");
		Path input = Files.write(folder.resolve("input.txt"), new byte[0]);
		Process process = new ProcessBuilder(command).redirectInput(input.toFile()).redirectOutput(output.toFile())
				.redirectError(errors.toFile()).start();
		try {
			assertTrue(process.waitFor(180, TimeUnit.SECONDS), "hangs: " + arguments);
			return new Result(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1),
					Files.readString(errors, StandardCharsets.UTF_8));
		} finally {
			process.destroyForcibly();
		}
	}

	private void refused(String sentence, String... arguments) throws Exception {
		List<String> all = new ArrayList<>(List.of("run"));
		all.addAll(Arrays.asList(arguments));
		Result result = java("org.ringside.cli.Main", all);
		assertEquals("ringside: " + sentence + "\n", result.errors.replace("\r\n", "\n"));
		assertEquals(65, result.code);
		assertEquals("", result.output);
	}

	private String write(String name, byte[] contents) throws IOException {
		return Files.write(folder.resolve(name), contents).toString();
	}

	private static byte[] good() throws IOException {
		return Files.readAllBytes(GOOD);
	}

	/** The file offset of the first program header of type LOAD. */
	private static int load(ByteBuffer elf) {
		int at = (int) elf.getLong(32);
		while (elf.getInt(at) != 1) {
			at += 56;
		}
		return at;
	}

	private static ByteBuffer littleEndian(byte[] bytes) {
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	@Test
	void fileThatIsNoElf() throws Exception {
		String text = write("notes.txt", "The image is in the other folder, not in this one.\n".getBytes(StandardCharsets.US_ASCII));
		refused(text + " is a text file; expected an ELF file, a Linux Image or raw firmware.", text);
	}

	@Test
	void fileThatDoesNotExist() throws Exception {
		String missing = folder.resolve("kernel.elf").toString();
		refused(missing + " does not exist.", missing);
	}

	@Test
	void elfFor32Bits() throws Exception {
		byte[] bytes = good();
		bytes[4] = 1;
		String file = write("small.elf", bytes);
		refused(file + " is a 32-bit ELF file for RISC-V; expected 64-bit little-endian RISC-V.", file);
	}

	@Test
	void elfForX86() throws Exception {
		byte[] bytes = good();
		bytes[18] = 62;
		bytes[19] = 0;
		String file = write("host.elf", bytes);
		refused(file + " is a 64-bit ELF file for x86-64; expected 64-bit little-endian RISC-V.", file);
	}

	@Test
	void truncatedElf() throws Exception {
		String file = write("cut.elf", Arrays.copyOf(good(), 90));
		Result result = java("org.ringside.cli.Main", List.of("run", file));
		assertEquals(65, result.code);
		assertTrue(result.errors.matches("ringside: \\Q" + file + "\\E is truncated: [^\n]*\\.\\R"), result.errors);
	}

	@Test
	void segmentOutsideRam() throws Exception {
		byte[] bytes = good();
		ByteBuffer elf = littleEndian(bytes);
		int header = load(elf);
		elf.putLong(header + 8, 0x1000).putLong(header + 24, 0x4000_0000L);
		String file = write("low.elf", bytes);
		Result result = java("org.ringside.cli.Main", List.of("run", file));
		assertEquals(65, result.code);
		assertTrue(result.errors.contains("does not fit into the guest's RAM (0x80000000-0x87ffffff, 128 MiB)."),
				result.errors);
		assertEquals(1, result.errors.lines().count(), result.errors);
	}

	@Test
	void segmentThatClaimsAllMemory() throws Exception {
		byte[] bytes = good();
		ByteBuffer elf = littleEndian(bytes);
		elf.putLong(load(elf) + 40, 1L << 60);
		Result result = java("org.ringside.cli.Main", List.of("run", write("huge.elf", bytes)));
		assertEquals(65, result.code);
		assertEquals(1, result.errors.lines().count(), result.errors);
	}

	@Test
	void truncationsAndMutationsEndInOneSentenceOrRun() throws Exception {
		byte[] good = good();
		Random random = new Random(7);
		List<String> arguments = new ArrayList<>(List.of("20000"));
		for (int i = 0; i < 300; i++) {
			byte[] bad = good.clone();
			if (i % 5 == 0) {
				bad = Arrays.copyOf(bad, random.nextInt(bad.length));
			} else {
				for (int n = random.nextInt(4); n >= 0; n--) {
					int at = random.nextInt(3) == 0 ? random.nextInt(bad.length) : random.nextInt(256);
					bad[at] = (byte) (random.nextBoolean() ? -1 : random.nextInt());
				}
			}
			arguments.add(write("bad" + i + ".elf", bad));
		}
		Result result = java("org.ringside.cli.ManyRuns", arguments);
		assertEquals(0, result.code, result.errors);
		int refused = 0;
		int runs = 0;
		List<String> said = new ArrayList<>();
		for (String line : result.errors.lines().toList()) {
			if (!line.startsWith(ManyRuns.CODE)) {
				said.add(line);
				continue;
			}
			int code = Integer.parseInt(line.substring(ManyRuns.CODE.length()));
			String image = arguments.get(++runs);
			assertFalse(code == ExitCodes.INTERNAL_ERROR || code == ExitCodes.TIMEOUT, image + ": " + said);
			assertTrue(said.size() <= 1 && said.stream().allMatch(s -> s.startsWith("ringside: ")), image + ": " + said);
			if (code == ExitCodes.BAD_INPUT) {
				assertTrue(said.size() == 1 && said.get(0).endsWith("."), image + ": " + said);
				refused++;
			}
			said.clear();
		}
		assertEquals(300, runs, result.errors);
		assertEquals(List.of("threads left 0"), said);
		assertTrue(refused > 100 && refused < 300, refused + " refused");
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the GNU assembler and disassembler, which are the outside truth of the tables. */
final class Binutils {

	/** What binutils 2.40 of Debian 12 knows of our extensions. */
	static final String MARCH = "rv64gcvh_zicbom_zicbop_zicboz_zihintpause_zawrs_zfh_zba_zbb_zbc_zbs_zbkb_zbkc_zbkx_zknd_zkne_zknh_zkr"
			+ "_zksed_zksh_svinval";

	private static final String PREFIX = "riscv64-unknown-elf-";

	private Binutils() {
	}

	/** Ends the test as skipped if the tools are not installed. */
	static void assumeInstalled() {
		boolean found = Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, PREFIX + "as")));
		assumeTrue(found, "needs " + PREFIX + "as and objdump (Debian: binutils-riscv64-unknown-elf)");
	}

	/** What objdump writes for each word, without comments; the words lie one after the other from address 0. */
	static List<String> disassemble(List<Integer> words, boolean aliases) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("ringside");
		try {
			StringBuilder source = new StringBuilder(".text\n");
			for (int word : words) {
				if (Decoder.length(word) == 2) {
					source.append(".2byte ").append(word & 0xffff).append('\n');
				} else {
					source.append(".4byte ").append(word & 0xffff_ffffL).append('\n');
				}
			}
			Path file = Files.writeString(folder.resolve("a.s"), source);
			Path object = folder.resolve("a.o");
			run("as", "-march=" + MARCH, "-o", object.toString(), file.toString());
			// Without the mapping symbols objdump does not know that these are data.
			run("strip", object.toString());
			List<String> command = new ArrayList<>(List.of("objdump", "-D", "-z", "-j", ".text", "-M", aliases ? "numeric" : "no-aliases"));
			if (aliases) {
				command.subList(5, 7).clear();
			}
			command.add(object.toString());
			List<String> lines = new ArrayList<>();
			for (String line : run(command.toArray(String[]::new)).split("\n")) {
				String[] columns = line.split("\t", 3);
				if (columns.length == 3 && columns[0].endsWith(":")) {
					lines.add(columns[2].replaceFirst("\\s*#.*", "").trim());
				}
			}
			return lines;
		} finally {
			delete(folder);
		}
	}

	/** The bytes of .text that the assembler makes, and what it complains about. */
	static Assembled assemble(String source, String march) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("ringside");
		try {
			Path file = Files.writeString(folder.resolve("a.s"), source);
			Path object = folder.resolve("a.o");
			Path binary = folder.resolve("a.bin");
			String messages = start("as", "-march=" + march, "-mpriv-spec=1.12", "-o", object.toString(), file.toString());
			if (!Files.exists(object)) {
				return new Assembled(new byte[0], messages);
			}
			run("objcopy", "-O", "binary", "-j", ".text", object.toString(), binary.toString());
			return new Assembled(Files.readAllBytes(binary), messages);
		} finally {
			delete(folder);
		}
	}

	/** The outcome of an assembly. */
	record Assembled(byte[] text, String messages) {
	}

	private static String run(String... command) throws IOException, InterruptedException {
		return start(command);
	}

	private static String start(String... command) throws IOException, InterruptedException {
		command[0] = PREFIX + command[0];
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(60, TimeUnit.SECONDS)) {
			process.destroyForcibly();
			throw new IOException(command[0] + " did not end");
		}
		return output;
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}
}

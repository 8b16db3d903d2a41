/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

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

/** Runs the GNU assembler and linker in a folder of their own. */
final class GnuTools implements AutoCloseable {

	/** What binutils 2.40 of Debian 12 knows of our extensions. */
	static final String MARCH = "rv64gcvh_zicbom_zicbop_zicboz_zihintpause_zawrs_zfh_zba_zbb_zbc_zbs_zbkb_zbkc_zbkx_zknd_zkne_zknh_zkr"
			+ "_zksed_zksh_svinval";

	private static final String PREFIX = "riscv64-unknown-elf-";

	final Path folder;

	GnuTools() throws IOException {
		boolean found = Stream.of(System.getenv("PATH").split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, PREFIX + "as")));
		assumeTrue(found, "needs " + PREFIX + "as and ld (Debian: binutils-riscv64-unknown-elf)");
		folder = Files.createTempDirectory("ringside");
	}

	/** Assembles a text to an object of this name and answers the messages. */
	String assemble(String source, String object) throws IOException, InterruptedException {
		Path file = folder.resolve(object + ".s");
		Files.writeString(file, source, StandardCharsets.ISO_8859_1);
		return run("as", "-march=" + MARCH, "-mno-relax", "-o", folder.resolve(object).toString(), file.toString());
	}

	/** The bytes of a section of an object; none if there is no object. */
	byte[] section(String object, String name) throws IOException, InterruptedException {
		if (!Files.exists(folder.resolve(object))) {
			return new byte[0];
		}
		Path binary = folder.resolve("section.bin");
		Files.deleteIfExists(binary);
		run("objcopy", "-O", "binary", "-j", name, folder.resolve(object).toString(), binary.toString());
		return Files.exists(binary) ? Files.readAllBytes(binary) : new byte[0];
	}

	String run(String... command) throws IOException, InterruptedException {
		List<String> words = new ArrayList<>(List.of(command));
		words.set(0, PREFIX + command[0]);
		Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(60, TimeUnit.SECONDS)) {
			process.destroyForcibly();
			throw new IOException(command[0] + " did not end");
		}
		return output;
	}

	@Override
	public void close() throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}
}

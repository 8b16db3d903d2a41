/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake gives one sentence and a code, and no stack trace. */
class BadInputTest {

	private static final int E_CLASS = 4;
	private static final int E_MACHINE = 18;
	private static final int PHDR0_PADDR = 64 + 24;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"run | The image is missing",
			"run a.elf b.elf | a.elf and b.elf",
			"run IMAGE --memry 3 | Did you mean --memory?",
			"run IMAGE --memory lots | expected a size such as 512M",
			"run IMAGE --memory | needs a value",
			"run IMAGE --stats=3 | takes no value",
			"run IMAGE --harts 0 | expected a number from 1",
			"run IMAGE --technique hardware | expected bare or trap-and-emulate",
			"run IMAGE --break trap:load-page-falt | Did you mean load-page-fault?",
			"run IMAGE --on-break pause | expected continue or stop",
			"run IMAGE --trace trap | expected traps, hypercalls",
			"run IMAGE --timeout -3 | number of seconds above 0",
			"run IMAGE --max-instructions many | expected a number of at least 1",
			"run IMAGE --aia plic | known are none, aplic, aplic-imsic and",
			"run IMAGE --aia aplic-imsic,guests=8 | 0 to 7 guest interrupt files",
			"run IMAGE --aia aplic,guests=1 | only with aplic-imsic",
			"run IMAGE --start-mode X | expected auto, M or S",
			"run IMAGE --net bridge | expected user with options behind it, or switch=PORT",
			"run IMAGE --net user,hostfwd=22 | The port forward '22' cannot be read",
			"run IMAGE --net user,smb=x | has no option 'smb=x'",
			"run IMAGE --net switch=lab | The switch 'lab' would have one guest only",
			"walk IMAGE | There is no command walk",
	})
	void wrongOptionsAreUsageErrors(String arguments, String expected) throws Exception {
		String[] words = arguments.replace("IMAGE", CommandLine.guest("m-pass")).split(" ");
		String sentence = CommandLine.run(words).sentence(64);
		assertTrue(sentence.contains(expected), sentence);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"run none.elf | none.elf",
			"run ../guests/README.md | README.md",
			"run IMAGE --break mian | There is no symbol mian",
			"run IMAGE --memory 999999G | 999999",
			"run IMAGE --harts 9 | 9",
			"run IMAGE --aia aplic-imsic,guests=1 | choose an ISA with h",
			"run IMAGE --isa rv32imac | rv32imac",
			"run IMAGE --isa 4004 | 4004",
			"run IMAGE --kernel none.bin | none.bin",
			"run IMAGE --initrd none.cpio | none.cpio",
			"run IMAGE --symbols none.elf | none.elf",
			"run IMAGE --net user,tftp=/none/of/it | The folder /none/of/it for TFTP does not exist",
			"run IMAGE --trace traps:/none/of/it | /none/of/it",
	})
	void whatCannotBeUsedIsNamed(String arguments, String named) throws Exception {
		String[] words = arguments.replace("IMAGE", CommandLine.guest("m-pass")).split(" ");
		String sentence = CommandLine.run(words).sentence(65);
		assertTrue(sentence.contains(named), sentence);
	}

	@Test
	void brokenImagesAreRefused(@TempDir Path folder) throws Exception {
		byte[] sound = Files.readAllBytes(Path.of(CommandLine.guest("m-pass")));
		assertRefused(folder, "truncated", Arrays.copyOf(sound, sound.length / 2));
		assertRefused(folder, "header-only", Arrays.copyOf(sound, 70));
		assertRefused(folder, "empty", new byte[0]);
		byte[] narrow = sound.clone();
		narrow[E_CLASS] = 1;
		assertTrue(assertRefused(folder, "32-bit", narrow).contains("32-bit"));
		byte[] foreign = sound.clone();
		foreign[E_MACHINE] = 62;
		assertTrue(assertRefused(folder, "x86", foreign).contains("x86"));
		byte[] outside = sound.clone();
		boolean moved = false;
		int phoff = 64;
		for (int i = 0; i < sound[56]; i++) {
			int header = phoff + 56 * i;
			if (sound[header] == 1) {
				outside[header + PHDR0_PADDR - 64 + 4] = 0x7f;
				moved = true;
			}
		}
		assertTrue(moved);
		assertTrue(assertRefused(folder, "outside", outside).contains("RAM"));
	}

	private static String assertRefused(Path folder, String name, byte[] contents) throws Exception {
		Path file = folder.resolve(name + ".elf");
		Files.write(file, contents);
		String sentence = CommandLine.run("run", file.toString()).sentence(65);
		assertTrue(sentence.contains(name + ".elf"), sentence);
		return sentence;
	}

	@Test
	void helpIsNoMistake() throws Exception {
		CommandLine.Result result = CommandLine.run("run", "--help");
		assertEquals(0, result.code());
		assertEquals("", result.errors());
		for (String part : new String[] {"--technique", "--memory", "--harts", "--kernel", "--initrd", "--append", "--break",
				"--trace", "--max-instructions", "--timeout", "Ctrl-A x", "120", "124"}) {
			assertTrue(result.output().contains(part), part);
		}
		assertTrue(CommandLine.run().output().contains("run IMAGE"));
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;
import org.ringside.session.ExitCodes;

/** Launching in run mode: console and exit value, and one sentence for each mistake. */
class GuestLaunchTest {

	private static final int E_CLASS = 4;
	private static final int E_MACHINE = 18;

	@TempDir
	Path folder;

	@Test
	void theExamplePassesUnderBothTechniquesAndSaysTheSame() throws Exception {
		Path image = LaunchedGuest.example(folder);
		String[] output = new String[2];
		List<String> techniques = List.of("bare", "trap-and-emulate");
		for (String technique : techniques) {
			try (LaunchedGuest guest = LaunchedGuest.run(image, Map.of(GuestLaunchAttributes.TECHNIQUE, technique))) {
				assertEquals(ExitCodes.PASS, guest.awaitExit(), () -> guest.output() + guest.remarks());
				output[techniques.indexOf(technique)] = guest.output();
			}
		}
		assertTrue(output[0].startsWith("twospaces: two processes in two address spaces"), output[0]);
		assertTrue(output[0].contains("verdict: pass"), output[0]);
		assertEquals(output[0], output[1]);
	}

	@Test
	void aLimitOfInstructionsEndsARunWithItsOwnExitCode() throws Exception {
		Path image = LaunchedGuest.example(folder);
		try (LaunchedGuest guest = LaunchedGuest.run(image, Map.of(GuestLaunchAttributes.MAX_INSTRUCTIONS, "1000"))) {
			assertEquals(ExitCodes.INSTRUCTION_LIMIT, guest.awaitExit());
			assertFalse(guest.output().contains("verdict"), guest.output());
		}
	}

	@Test
	void aMissingImageIsNamed() throws Exception {
		Path nowhere = folder.resolve("nowhere.elf");
		assertSentence(GuestFault.CONFIGURATION, nowhere.toString(), Map.of(), nowhere.toString(), "does not exist");
		assertSentence(GuestFault.CONFIGURATION, folder.toString(), Map.of(), "folder");
		assertSentence(GuestFault.CONFIGURATION, "", Map.of(), "names no image");
	}

	@Test
	void anImageForAnotherMachineIsRefused() throws Exception {
		byte[] elf = Files.readAllBytes(LaunchedGuest.example(folder));
		byte[] x86 = elf.clone();
		ByteBuffer.wrap(x86).order(ByteOrder.LITTLE_ENDIAN).putShort(E_MACHINE, (short) 62);
		assertSentence(GuestFault.OPEN, file("x86.elf", x86), Map.of(), "x86.elf");
		byte[] narrow = elf.clone();
		narrow[E_CLASS] = 1;
		assertSentence(GuestFault.OPEN, file("narrow.elf", narrow), Map.of(), "narrow.elf");
		assertSentence(GuestFault.OPEN, file("cut.elf", Arrays.copyOf(elf, elf.length / 3)), Map.of(), "cut.elf");
	}

	@Test
	void aMachineThatMakesNoSenseIsRefused() throws Exception {
		String image = LaunchedGuest.example(folder).toString();
		assertSentence(GuestFault.CONFIGURATION, image, Map.of(GuestLaunchAttributes.MEMORY, "lots"), "lots", "128M");
		assertSentence(GuestFault.CONFIGURATION, image, Map.of(GuestLaunchAttributes.HARTS, 0), "at least 1");
		assertSentence(GuestFault.OPEN, image, Map.of(GuestLaunchAttributes.HARTS, 4711), "4711");
		assertSentence(GuestFault.CONFIGURATION, image, Map.of(GuestLaunchAttributes.TECHNIQUE, "magic"), "magic", "trap-and-emulate");
		assertSentence(GuestFault.CONFIGURATION, image, Map.of(GuestLaunchAttributes.AIA, "plic"), "plic", "aplic-imsic");
		assertSentence(GuestFault.CONFIGURATION, image, Map.of(GuestLaunchAttributes.MAX_INSTRUCTIONS, "-1"), "-1");
		assertSentence(GuestFault.CONFIGURATION, image, Map.of(DebugPlugin.ATTR_CONSOLE_ENCODING, "UTF-99"), "UTF-99");
	}

	private String file(String name, byte[] bytes) throws Exception {
		return Files.write(folder.resolve(name), bytes).toString();
	}

	/** The launch fails with one line that contains the words, and leaves nothing running. */
	private static void assertSentence(GuestFault fault, String image, Map<String, Object> attributes, String... words) throws Exception {
		var configuration = LaunchedGuest.configuration(image, attributes);
		CoreException thrown = assertThrows(CoreException.class, () -> configuration.launch(ILaunchManager.DEBUG_MODE, null));
		String sentence = thrown.getStatus().getMessage();
		assertEquals(fault.code(), thrown.getStatus().getCode(), sentence);
		assertEquals(1, sentence.lines().count(), sentence);
		for (String word : words) {
			assertTrue(sentence.contains(word), sentence);
		}
		for (var launch : DebugPlugin.getDefault().getLaunchManager().getLaunches()) {
			assertTrue(launch.isTerminated() || !launch.hasChildren(), "a launch is left over");
		}
	}
}

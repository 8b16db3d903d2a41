/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Ctrl-A x leaves, everything else reaches the guest, and the terminal is afterwards what it was. */
class EscapeKeyTest {

	@Test
	void ordinaryKeysPass() {
		EscapeKey escape = new EscapeKey();
		byte[] keys = {'a', 3, 26, 27, '[', 'A', (byte) 0xc3, (byte) 0xa4};
		assertArrayEquals(keys, escape.filter(keys, keys.length));
		assertFalse(escape.left());
	}

	@Test
	void escapesAreFoundAcrossReads() {
		EscapeKey escape = new EscapeKey();
		assertArrayEquals(new byte[] {'v'}, escape.filter(new byte[] {'v', 1}, 2));
		assertArrayEquals(new byte[] {1, 'w'}, escape.filter(new byte[] {'a', 'w'}, 2));
		assertArrayEquals(new byte[0], escape.filter(new byte[] {1, 'h'}, 2));
		assertTrue(escape.helpWanted());
		assertFalse(escape.helpWanted());
		assertArrayEquals(new byte[] {1, 'z'}, escape.filter(new byte[] {1, 'z'}, 2));
		assertArrayEquals(new byte[] {'1'}, escape.filter(new byte[] {'1', 1, 'x', '2'}, 4));
		assertTrue(escape.left());
	}

	@Test
	void aTerminalIsRawForTheGuestAndRestored() throws Exception {
		Assumptions.assumeTrue(runs("script", "-qec", "stty -g", "/dev/null"),
				"script (util-linux), stty and pseudo-terminals are needed");
		StringBuilder command = new StringBuilder();
		for (String word : CommandLine.java()) {
			command.append('\'').append(word).append("' ");
		}
		command.append("run ").append(CommandLine.guest("s-echo")).append("; echo code=$?; stty -a");
		Process process = new ProcessBuilder("script", "-qec", command.toString(), "/dev/null").redirectErrorStream(true).start();
		StringBuilder screen = new StringBuilder();
		try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8); OutputStream keys = process.getOutputStream()) {
			readTo(reader, screen, "echo until q: ");
			keys.write(3);
			keys.write('k');
			keys.flush();
			readTo(reader, screen, "k");
			keys.write(new byte[] {1, 'x'});
			keys.flush();
			readTo(reader, screen, "code=125");
			readTo(reader, screen, "echoke");
		} finally {
			process.destroy();
		}
		assertEquals(1, count(screen, "k\r\n") + count(screen, "kcode"), "each key is echoed by the guest only: " + screen);
		String after = screen.substring(screen.indexOf("code=125"));
		for (String mode : List.of("icanon", "isig", "echo", "icrnl", "ixon")) {
			assertTrue(after.matches("(?s).*[\\s;]" + mode + "\\s.*"), mode + " in " + after);
		}
	}

	private static int count(CharSequence text, String part) {
		return text.toString().split(java.util.regex.Pattern.quote(part), -1).length - 1;
	}

	private static void readTo(BufferedReader reader, StringBuilder screen, String wanted) throws IOException {
		int from = screen.length();
		while (screen.indexOf(wanted, from) < 0) {
			int character = reader.read();
			assertTrue(character >= 0, "the terminal ended before '" + wanted + "': " + screen);
			screen.append((char) character);
		}
	}

	private static boolean runs(String... command) throws InterruptedException {
		try {
			return new ProcessBuilder(List.of(command)).redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
		} catch (IOException e) {
			return false;
		}
	}
}

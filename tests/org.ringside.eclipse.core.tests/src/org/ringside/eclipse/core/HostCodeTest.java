/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;
import org.ringside.session.ExitCodes;
import org.ringside.vmm.Engine;
import org.ringside.vmm.Execution;

/** The bundles, as Equinox loads them, execute guests as code of this computer's own processor where it has it. */
class HostCodeTest {

	@TempDir
	Path folder;

	/** What a launched guest left behind. */
	private record Outcome(int code, String output, boolean hostCode, long instructions) {
	}

	private Outcome launch(String engine, String technique) throws Exception {
		Map<String, Object> attributes = Map.of(GuestLaunchAttributes.ENGINE, engine, GuestLaunchAttributes.TECHNIQUE, technique);
		try (LaunchedGuest guest = LaunchedGuest.run(LaunchedGuest.example(folder), attributes)) {
			int code = guest.awaitExit();
			return new Outcome(code, guest.output(), guest.process().session().statistics().hostCode(), guest.process().session().instructions());
		}
	}

	private void compare(String technique) throws Exception {
		assumeTrue(System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64"), "no host code on this host");
		Execution execution = Engine.TRANSLATOR.execution();
		assertEquals(Execution.Means.HOST_CODE, execution.means(), execution.sentence());
		Outcome translated = launch("translator", technique);
		Outcome interpreted = launch("interpreter", technique);
		assertEquals(ExitCodes.PASS, translated.code(), translated.output());
		assertTrue(translated.hostCode(), "no host code ran");
		assertFalse(interpreted.hostCode(), "the interpreter ran host code");
		assertEquals(interpreted, new Outcome(translated.code(), translated.output(), false, translated.instructions()));
		assertTrue(Engine.TRANSLATOR.execution().translated().hostRegions() > 0);
	}

	@Test
	void aLaunchedGuestRunsHostCode() throws Exception {
		compare("bare");
	}

	@Test
	void underAMonitorToo() throws Exception {
		compare("trap-and-emulate");
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.equinox.app.IApplicationContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.launch.GuestConfiguration;
import org.ringside.examples.Examples;
import org.ringside.session.ExitCodes;

/** The application without a window: its arguments and its exit code. */
class RunGuestTest {

	@TempDir
	Path folder;

	/** A context that knows nothing but the command line. */
	private static Object start(String... words) {
		IApplicationContext context = (IApplicationContext) Proxy.newProxyInstance(RunGuestTest.class.getClassLoader(),
				new Class<?>[] { IApplicationContext.class },
				(proxy, method, arguments) -> method.getName().equals("getArguments") ? Map.of(IApplicationContext.APPLICATION_ARGS, words) : null);
		return new RunGuest().start(context);
	}

	@Test
	void theExitCodeIsTheVerdicts() throws Exception {
		String image = Examples.find("twospaces").orElseThrow().copyTo(folder).toString();
		assertEquals(ExitCodes.PASS, start(image, "-technique", "bare"));
		assertEquals(ExitCodes.INSTRUCTION_LIMIT, start(image, "-max-instructions", "100"));
	}

	@Test
	void badInputHasItsOwnCode() {
		assertEquals(ExitCodes.BAD_INPUT, start(folder.resolve("none.elf").toString()));
		assertEquals(ExitCodes.BAD_INPUT, start());
		assertEquals(ExitCodes.BAD_INPUT, start("-memory", "1G"));
		assertEquals(ExitCodes.BAD_INPUT, start("-launch", "nobody made this"));
	}

	@Test
	void optionsChangeTheConfiguration() throws Exception {
		String image = Examples.find("twospaces").orElseThrow().copyTo(folder).toString();
		RunArguments arguments = RunArguments.parse(new String[] { image, "-memory", "64M", "-harts", "2", "-timeout", "7" });
		assertEquals(7, arguments.seconds());
		assertEquals(64L << 20, new GuestConfiguration(arguments.configuration()).memoryBytes());
		assertEquals(2, new GuestConfiguration(arguments.configuration()).harts());
		for (String[] wrong : new String[][] { { image, "-harts", "many" }, { image, "-frobnicate", "1" }, { image, "-timeout", "0" },
				{ image, "-memory" }, { image, image } }) {
			CoreException refused = assertThrows(CoreException.class, () -> RunArguments.parse(wrong));
			assertEquals(GuestFault.CONFIGURATION.code(), refused.getStatus().getCode());
			assertTrue(refused.getStatus().getMessage().lines().count() == 1, refused.getStatus().getMessage());
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;

import org.eclipse.core.resources.IProject;
import org.junit.jupiter.api.Test;
import org.ringside.eclipse.core.example.ExampleProject;
import org.ringside.examples.Examples;

/** Which files <i>Debug As &gt; Guest OS</i> is offered on. */
class RiscVImageTest {

	private static byte[] head() throws Exception {
		try (InputStream in = Examples.find("twospaces").orElseThrow().open("kernel.elf")) {
			return in.readNBytes(64);
		}
	}

	@Test
	void onlyRiscVExecutablesAreImages() throws Exception {
		assertTrue(RiscVImage.is(head()));
		byte[] x86 = head();
		x86[18] = 62;
		assertFalse(RiscVImage.is(x86));
		byte[] object = head();
		object[16] = 1;
		assertFalse(RiscVImage.is(object), "e_type 1 is a relocatable object");
		assertFalse(RiscVImage.is("#include <stdio.h>\nint main".getBytes()));
		assertFalse(RiscVImage.is(new byte[0]));
	}

	@Test
	void thePropertyIsThatOfTheFile() throws Exception {
		IProject project = ExampleProject.open();
		RiscVImageTester tester = new RiscVImageTester();
		assertTrue(tester.test(project.getFile("kernel.elf"), "isRiscVImage", new Object[0], null));
		assertFalse(tester.test(project.getFile("main.s"), "isRiscVImage", new Object[0], null));
		assertTrue(tester.test(project.getFile("main.s"), "isRiscVImage", new Object[0], false));
		assertFalse(tester.test(project, "isRiscVImage", new Object[0], null));
	}

	@Test
	void anImageGetsOneConfigurationAndKeepsIt() throws Exception {
		IProject project = ExampleProject.open();
		var image = project.getFile("kernel.elf");
		int before = GuestLaunchShortcut.configurations(image).size();
		var made = GuestLaunchShortcut.create(image);
		try {
			assertEquals(before + 1, GuestLaunchShortcut.configurations(image).size());
			assertTrue(GuestLaunchShortcut.configurations(image).contains(made));
		} finally {
			made.delete();
		}
	}
}

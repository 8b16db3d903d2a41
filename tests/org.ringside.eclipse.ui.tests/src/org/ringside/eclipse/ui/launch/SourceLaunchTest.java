/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.jface.viewers.StructuredSelection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.eclipse.core.build.GuestBuilder;
import org.ringside.eclipse.core.build.GuestProject;
import org.ringside.eclipse.core.build.KernelTemplate;
import org.ringside.eclipse.ui.Workbench;

/** <em>Debug As &gt; Guest OS</em> from a source: its kernel is built and started. */
class SourceLaunchTest {
	private IProject project;
	private IFile image;

	@BeforeEach
	void create() throws Exception {
		project = GuestProject.create("from-source", KernelTemplate.HYPERCALL, new NullProgressMonitor());
		image = project.getFile(GuestBuilder.IMAGE);
		image.delete(true, null);
	}

	@AfterEach
	void delete() throws Exception {
		for (ILaunch launch : DebugPlugin.getDefault().getLaunchManager().getLaunches()) {
			launch.terminate();
			DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
		}
		project.delete(true, true, null);
	}

	private void write(String name, String text) throws CoreException {
		ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes());
		IFile file = project.getFile(name);
		if (file.exists()) {
			file.setContents(in, true, false, null);
		} else {
			file.create(in, true, null);
		}
	}

	@Test
	void theKernelIsBuiltStartedAndRunsToItsEnd() throws Exception {
		new GuestLaunchShortcut().launch(new StructuredSelection(project.getFile("kernel.s")), ILaunchManager.RUN_MODE);
		Workbench.await("the end of the kernel", () -> {
			ILaunch[] launches = DebugPlugin.getDefault().getLaunchManager().getLaunches();
			return launches.length == 1 && launches[0].getProcesses().length == 1 && launches[0].isTerminated();
		});
		ILaunch launch = DebugPlugin.getDefault().getLaunchManager().getLaunches()[0];
		assertEquals(0, launch.getProcesses()[0].getExitValue());
		assertEquals("from-source", launch.getLaunchConfiguration().getName(), "the configuration that the project brings");
		assertTrue(image.exists());
	}

	@Test
	void aKernelThatDoesNotBuildIsRefusedWithItsFirstMistake() throws Exception {
		write("kernel.s", "_start:\n        srte\n");
		CoreException refused = assertThrows(CoreException.class, () -> SourceLaunch.build(project, new NullProgressMonitor()));
		assertEquals("There is no kernel to start in the project from-source: kernel.s:2: There is no instruction or macro 'srte'. Did you mean 'sret'?",
				refused.getStatus().getMessage());
	}

	@Test
	void aProjectWithoutTheNatureGetsItWhenItHasNoKernelYet() throws Exception {
		IProject plain = ResourcesPlugin.getWorkspace().getRoot().getProject("plain");
		plain.create(null);
		plain.open(null);
		plain.getFile("a.s").create(new ByteArrayInputStream("_start: j _start\n".getBytes()), true, null);
		assertTrue(GuestSource.is(plain.getFile("a.s")));
		assertFalse(GuestSource.is(plain));
		assertEquals(List.of(plain.getFile(GuestBuilder.IMAGE)), SourceLaunch.build(plain, new NullProgressMonitor()));
		assertTrue(GuestSource.is(plain));
		plain.delete(true, true, null);
	}

	@Test
	void sourcesAreToldFromOtherFiles() throws Exception {
		write("notes.txt", "");
		write("main.c", "");
		assertTrue(GuestSource.is(project));
		assertTrue(GuestSource.is(project.getFile("kernel.s")));
		assertTrue(GuestSource.is(project.getFile("kernel.ld")));
		assertTrue(GuestSource.is(project.getFile("main.c")));
		assertFalse(GuestSource.is(project.getFile("notes.txt")));
	}
}

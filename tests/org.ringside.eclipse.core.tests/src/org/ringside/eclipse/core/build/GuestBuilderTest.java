/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Projects from the templates build, and mistakes are marked where they are. */
class GuestBuilderTest {
	private IProject project;

	private void create(KernelTemplate template) throws CoreException {
		project = GuestProject.create("kernel-under-test", template, new NullProgressMonitor());
	}

	@AfterEach
	void delete() throws CoreException {
		if (project.exists()) {
			project.delete(true, true, null);
		}
	}

	private void write(String name, String text) throws CoreException {
		IFile file = project.getFile(name);
		ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
		if (file.exists()) {
			file.setContents(in, true, false, null);
		} else {
			file.create(in, true, null);
		}
		project.build(IncrementalProjectBuilder.INCREMENTAL_BUILD, null);
	}

	private List<String> problems() throws CoreException {
		return Arrays.stream(project.findMarkers(GuestBuilder.PROBLEM, true, IResource.DEPTH_INFINITE))
				.map(marker -> marker.getResource().getProjectRelativePath() + ":" + marker.getAttribute(IMarker.LINE_NUMBER, 0)
						+ ": " + marker.getAttribute(IMarker.MESSAGE, ""))
				.sorted().toList();
	}

	@Test
	void eachTemplateInAssemblyBuildsWithoutProblems() throws Exception {
		for (KernelTemplate template : List.of(KernelTemplate.BARE, KernelTemplate.PAGING, KernelTemplate.HYPERCALL)) {
			create(template);
			assertEquals(List.of(), problems(), template.title());
			byte[] image = IncludedFiles.bytes(project.getFile(GuestBuilder.IMAGE));
			assertEquals("\177ELF", new String(image, 0, 4, StandardCharsets.ISO_8859_1));
			assertTrue(project.getFile(GuestBuilder.IMAGE).isDerived());
			assertTrue(project.getFile(project.getName() + ".launch").exists());
			delete();
		}
	}

	@Test
	void aMistakeIsMarkedInItsLineAndGoesWithIt() throws Exception {
		create(KernelTemplate.BARE);
		write("more.s", "        nop\n        srte\n");
		assertEquals(List.of("more.s:2: There is no instruction or macro 'srte'. Did you mean 'sret'?"), problems());
		write("more.s", "        nop\n        sret\n");
		assertEquals(List.of(), problems());
	}

	@Test
	void aMistakeInAnIncludedFileIsMarkedThere() throws Exception {
		create(KernelTemplate.BARE);
		write("constants.inc", "        .equ A, 1\n        .equ\n");
		write("more.s", "        .include \"constants.inc\"\n        li a0, A\n");
		assertEquals(1, problems().size());
		assertTrue(problems().get(0).startsWith("constants.inc:2: "), problems().toString());
	}

	@Test
	void whatTheLinkerMissesIsMarkedToo() throws Exception {
		create(KernelTemplate.BARE);
		write("more.s", "        call nowhere\n");
		assertEquals(1, problems().size());
		assertTrue(problems().get(0).contains("nowhere"), problems().toString());
	}

	@Test
	void cleaningTakesTheImageAway() throws Exception {
		create(KernelTemplate.BARE);
		project.build(IncrementalProjectBuilder.CLEAN_BUILD, null);
		assertFalse(project.getFile(GuestBuilder.IMAGE).exists());
	}
}

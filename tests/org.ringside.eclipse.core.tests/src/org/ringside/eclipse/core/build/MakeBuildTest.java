/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.eclipse.core.toolchain.Toolchains;

/** Projects with a makefile: make builds them, its messages become markers, and it can be cancelled. */
class MakeBuildTest {
	private IProject project;

	@BeforeEach
	void needsMake() {
		Assumptions.assumeTrue(Arrays.stream(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "make"))),
				"make is not installed");
	}

	@AfterEach
	void delete() throws CoreException {
		if (project != null && project.exists()) {
			project.delete(true, true, null);
		}
	}

	/** A project whose makefile needs no compiler. */
	private void create(String makefile) throws CoreException {
		project = ResourcesPlugin.getWorkspace().getRoot().getProject("made");
		project.create(null);
		project.open(null);
		write("Makefile", makefile);
		IProjectDescription description = project.getDescription();
		description.setNatureIds(new String[] { GuestNature.ID });
		project.setDescription(description, null);
	}

	private void write(String name, String text) throws CoreException {
		IFile file = project.getFile(name);
		ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
		if (file.exists()) {
			file.setContents(in, true, false, null);
		} else {
			file.create(in, true, null);
		}
	}

	private void build() throws CoreException {
		project.build(IncrementalProjectBuilder.INCREMENTAL_BUILD, new NullProgressMonitor());
	}

	private List<String> problems() throws CoreException {
		return Arrays.stream(project.findMarkers(GuestBuilder.COMPILER_PROBLEM, true, IResource.DEPTH_INFINITE))
				.map(marker -> marker.getResource().getProjectRelativePath() + ":" + marker.getAttribute(IMarker.LINE_NUMBER, 0) + ": "
						+ marker.getAttribute(IMarker.MESSAGE, "")).sorted().toList();
	}

	private String content(String name) throws Exception {
		return new String(IncludedFiles.bytes(project.getFile(name)), StandardCharsets.UTF_8);
	}

	@Test
	void onlyWhatChangedIsMadeAnew() throws Exception {
		create("all: a.o b.o\n%.o: %.txt\n\t@cp $< $@; echo $< >> log.lst\n");
		write("a.txt", "a");
		write("b.txt", "b");
		build();
		assertTrue(project.getFile("a.o").isDerived(), "products are derived");
		Files.setLastModifiedTime(project.getFile("a.o").getLocation().toPath(), FileTime.fromMillis(1000));
		Files.setLastModifiedTime(project.getFile("a.txt").getLocation().toPath(), FileTime.fromMillis(2000));
		String before = content("log.lst");
		write("unrelated.txt", "a change that starts a build");
		build();
		assertEquals(before + "a.txt\n", content("log.lst"));
		String after = content("log.lst");
		build();
		assertEquals(after, content("log.lst"), "what make leaves behind starts no build");
	}

	@Test
	void messagesStandAtTheirColumnsAndThoseOfOtherFilesWhereTheyAreIncluded() throws Exception {
		create("""
				all:
					@cat messages.txt; false
				""");
		write("main.c", "#include <stdint.h>\n\tfoo(1);\n");
		write("messages.txt", """
				main.c:2:9: warning: implicit declaration of function 'foo'
				    2 |         foo(1);
				      |         ^~~
				In file included from main.c:1:
				/elsewhere/stdint.h:4:2: error: not here
				main.c:2:9: note: each undeclared identifier is reported only once for each function it appears in
				""");
		build();
		assertEquals(List.of("main.c:1: In the included /elsewhere/stdint.h:4: not here", "main.c:2: implicit declaration of function 'foo'"), problems());
		IMarker warning = Arrays.stream(project.getFile("main.c").findMarkers(GuestBuilder.COMPILER_PROBLEM, true, 0))
				.filter(marker -> marker.getAttribute(IMarker.LINE_NUMBER, 0) == 2).findFirst().orElseThrow();
		String text = content("main.c");
		assertEquals("foo", text.substring(warning.getAttribute(IMarker.CHAR_START, -1), warning.getAttribute(IMarker.CHAR_END, -1)));
		assertEquals("line 2, column 9", warning.getAttribute(IMarker.LOCATION, ""));
		assertEquals(IMarker.SEVERITY_WARNING, warning.getAttribute(IMarker.SEVERITY, -1));
		assertTrue(GuestBuilder.hasErrors(project));
		write("Makefile", "all:\n");
		build();
		assertEquals(List.of(), problems());
	}

	@Test
	void aFailureWithoutAMessageIsMarkedOnTheProject() throws Exception {
		create("all:\n\t@exit 3\n");
		build();
		assertEquals(1, problems().size());
		assertTrue(problems().get(0).startsWith(":0: make ended with code 2"), problems().toString());
	}

	@Test
	void cancellingEndsMake() throws Exception {
		create("all:\n\t@touch started.o; exec sleep 600\n");
		Path started = project.getLocation().append("started.o").toPath();
		NullProgressMonitor monitor = new NullProgressMonitor();
		Thread canceller = new Thread(() -> {
			while (!Files.exists(started) && !Thread.currentThread().isInterrupted()) {
				LockSupport.parkNanos(5_000_000);
			}
			monitor.setCanceled(true);
		});
		canceller.start();
		assertThrows(OperationCanceledException.class, () -> project.build(IncrementalProjectBuilder.FULL_BUILD, monitor));
		canceller.join();
		assertFalse(ProcessHandle.current().descendants().anyMatch(child -> child.info().command().orElse("").endsWith("/sleep")));
	}

	@Test
	void theTemplateInCBuildsWithTheToolchainOfThePreferences() throws Exception {
		Assumptions.assumeTrue(Toolchains.chosen().isPresent(), "no riscv64-*-gcc is installed");
		project = GuestProject.create("kernel-in-c", KernelTemplate.C, new NullProgressMonitor());
		assertEquals(List.of(), problems());
		IFile image = project.getFile(GuestBuilder.IMAGE);
		assertEquals("\177ELF", new String(IncludedFiles.bytes(image), 0, 4, StandardCharsets.ISO_8859_1));
		assertTrue(image.isDerived());
		write("main.c", content("main.c").replace("sbi_shutdown();\n}\n\n/* Called by", "sbi_shutdwn();\n}\n\n/* Called by"));
		build();
		IMarker[] markers = project.getFile("main.c").findMarkers(GuestBuilder.COMPILER_PROBLEM, true, 0);
		IMarker first = Arrays.stream(markers).filter(marker -> marker.getAttribute(IMarker.MESSAGE, "").contains("implicit")).findFirst()
				.orElseThrow(() -> new AssertionError("no word of the misspelt name"));
		assertEquals("sbi_shutdwn", content("main.c").substring(first.getAttribute(IMarker.CHAR_START, -1), first.getAttribute(IMarker.CHAR_END, -1)));
		project.build(IncrementalProjectBuilder.CLEAN_BUILD, null);
		assertFalse(image.exists());
	}
}

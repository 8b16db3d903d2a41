/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.install.FreshEclipse.Outcome;

/** What a user does: a plain Eclipse, the update site's address, Install; then a guest without a window, and the perspective. */
class InstallTest {

	private static final String FEATURE = "org.ringside.feature.feature.group";
	private static final String PERSPECTIVE = "org.ringside.eclipse.ui.perspective.guestOS";

	@TempDir
	static Path folder;

	private static FreshEclipse eclipse;
	private static Outcome installation;

	@BeforeAll
	static void install() throws IOException, InterruptedException {
		eclipse = FreshEclipse.copyTo(folder.resolve("eclipse"));
		assertEquals(List.of(), eclipse.plugins("org.ringside."), "the plain Eclipse is not plain");
		Path site = FreshEclipse.project().resolve("releng/org.ringside.site/target/repository");
		installation = eclipse.start(List.of(), "-application", "org.eclipse.equinox.p2.director", "-repository", site.toUri().toString(),
				"-installIU", FEATURE);
		assertEquals(0, installation.code(), installation.output());
	}

	@Test
	void bringsEveryBundleOfTheProject() throws IOException {
		Set<String> expected = new TreeSet<>();
		try (Stream<Path> bundles = Files.list(FreshEclipse.project().resolve("bundles"))) {
			bundles.filter(bundle -> Files.exists(bundle.resolve("META-INF/MANIFEST.MF"))).forEach(bundle -> expected.add(bundle.getFileName().toString()));
		}
		Set<String> installed = new TreeSet<>();
		for (String jar : eclipse.plugins("org.ringside.")) {
			installed.add(jar.substring(0, jar.indexOf('_')));
		}
		assertEquals(expected, installed);
	}

	@Test
	void isListedAsInstalled() throws IOException, InterruptedException {
		Outcome roots = eclipse.start(List.of(), "-application", "org.eclipse.equinox.p2.director", "-listInstalledRoots");
		assertEquals(0, roots.code(), roots.output());
		assertTrue(roots.output().contains(FEATURE), roots.output());
	}

	@Test
	void runsTheExampleKernelWithoutAWindow() throws IOException, InterruptedException {
		Path kernel = FreshEclipse.project().resolve("bundles/org.ringside.examples/resources/kernels/twospaces/kernel.elf");
		Outcome run = eclipse.start(List.of(), "-data", folder.resolve("headless").toString(), "-application", "org.ringside.eclipse.core.run",
				kernel.toString(), "-technique", "trap-and-emulate", "-timeout", "120");
		assertEquals(0, run.code(), run.output());
		assertTrue(run.output().contains("verdict: pass"), run.output());
	}

	@Test
	void opensThePerspective() throws IOException, InterruptedException {
		boolean display = !System.getProperty("os.name").equals("Linux") || System.getenv("DISPLAY") != null
				|| System.getenv("WAYLAND_DISPLAY") != null;
		assumeTrue(display, "no display to open a window on; xvfb-run gives one");
		Path dropins = Files.createDirectories(eclipse.home().resolve("dropins"));
		Path probe = newestJar(FreshEclipse.project().resolve("tests/org.ringside.install.probe/target"));
		Files.copy(probe, dropins.resolve("org.ringside.install.probe.jar"));

		Path report = folder.resolve("report.properties");
		Outcome start = eclipse.start(List.of("-Dringside.probe=" + report), "-data", folder.resolve("workspace").toString(), "-perspective",
				PERSPECTIVE);

		assertTrue(Files.exists(report), () -> "the probe did not run\n" + start.output());
		Properties said = new Properties();
		try (var in = Files.newBufferedReader(report)) {
			said.load(in);
		}
		assertEquals(PERSPECTIVE, said.getProperty("perspective"), start.output());
		assertEquals("", said.getProperty("broken"), () -> "views that could not be made\n" + start.output());
		assertFalse(said.getProperty("views").isEmpty(), "the perspective has no view");
		assertEquals(0, start.code(), start.output());
	}

	private static Path newestJar(Path target) throws IOException {
		try (Stream<Path> files = Files.list(target)) {
			return files.filter(file -> file.getFileName().toString().matches("org\\.ringside\\.install\\.probe-[0-9].*\\.jar"))
					.findFirst().orElseThrow(() -> new IllegalStateException("no jar in " + target));
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The compiled classes keep the floors; a manifest alone cannot tell what a package below could be reached by. */
class DependencyTest {

	private static JavaClasses classes;

	@BeforeAll
	static void read() {
		// The JDK's and Eclipse's classes matter by name alone; reading them would take long and depend on the JDK.
		ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
		// These tests themselves are no bundle, wherever their classes lie.
		classes = new ClassFileImporter()
				.withImportOption(location -> !location.contains("test-classes") && !location.contains("/org/ringside/architecture/"))
				.importPackages("org.ringside");
	}

	/** The bundle whose package root a class lies under; {@code eclipse.core} has no part in another's name, so the first is the one. */
	private static String bundleOf(JavaClass type) {
		return Project.bundles().stream().filter(bundle -> type.getPackageName().equals(bundle) || type.getPackageName().startsWith(bundle + "."))
				.findFirst().orElse("");
	}

	@Test
	void seesEveryBundle() {
		Set<String> expected = new TreeSet<>();
		for (String bundle : Project.bundles()) {
			if (Files.isDirectory(Project.bundle(bundle).resolve("src"))) {
				expected.add(bundle);
			}
		}
		Set<String> seen = new TreeSet<>();
		for (JavaClass type : classes) {
			seen.add(bundleOf(type));
		}
		assertEquals(expected, seen, "bundles whose classes the rules below look at");
	}

	@TestFactory
	Stream<DynamicTest> useOnlyFloorsBelow() {
		return Project.bundles().stream().map(bundle -> dynamicTest(bundle, () -> {
			String[] forbidden = Project.bundles().stream().filter(other -> !Floors.mayUse(bundle, other)).map(other -> other + "..")
					.toArray(String[]::new);
			if (forbidden.length > 0) {
				noClasses().that().resideInAPackage(bundle + "..").should().dependOnClassesThat().resideInAnyPackage(forbidden)
						.allowEmptyShould(true).check(classes);
			}
		}));
	}

	@TestFactory
	Stream<DynamicTest> knowNoEclipseBelowTheLine() {
		return Project.bundles().stream().filter(Floors::isPlain).map(bundle -> dynamicTest(bundle, () -> noClasses().that()
				.resideInAPackage(bundle + "..").should().dependOnClassesThat()
				.resideInAnyPackage("org.eclipse..", "org.osgi..", "java.awt..", "javax.swing..").allowEmptyShould(true).check(classes)));
	}

	@Test
	void drawNothingInEclipseCore() {
		noClasses().that().resideInAPackage("org.ringside.eclipse.core..").should().dependOnClassesThat()
				.resideInAnyPackage("org.eclipse.swt..", "org.eclipse.jface..", "org.eclipse.ui..", "org.eclipse.debug.ui..")
				.check(classes);
	}

	@Test
	void printNothingBelowTheFaces() {
		String[] silent = Project.bundles().stream().filter(bundle -> Floors.of(bundle) <= Floors.LINE).map(bundle -> bundle + "..")
				.toArray(String[]::new);
		noClasses().that().resideInAnyPackage(silent).should().accessField(System.class, "out").check(classes);
	}
}

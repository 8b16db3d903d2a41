/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each bundle's manifest says what the architecture lets it say. */
class ManifestTest {

	private static String header(String bundle, String name) throws IOException {
		try (InputStream in = Files.newInputStream(Project.bundle(bundle).resolve("META-INF/MANIFEST.MF"))) {
			String value = new Manifest(in).getMainAttributes().getValue(name);
			return value == null ? "" : value;
		}
	}

	/** The names in a header such as {@code a;version="[1,2)",b}: commas within quotes part nothing. */
	private static List<String> names(String header) {
		List<String> names = new ArrayList<>();
		for (String clause : header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
			String name = clause.split(";")[0].strip();
			if (!name.isEmpty()) {
				names.add(name);
			}
		}
		return names;
	}

	private static List<String> required(String bundle) throws IOException {
		return names(header(bundle, "Require-Bundle"));
	}

	private interface Check {
		void of(String bundle) throws IOException;
	}

	private static Stream<DynamicTest> forEachBundle(Check check) {
		return Project.bundles().stream().map(bundle -> dynamicTest(bundle, () -> check.of(bundle)));
	}

	@TestFactory
	Stream<DynamicTest> requiresOnlyFloorsBelow() {
		return forEachBundle(bundle -> {
			for (String required : required(bundle)) {
				if (required.startsWith("org.ringside.")) {
					assertTrue(Floors.mayUse(bundle, required), () -> bundle + " (floor " + Floors.of(bundle) + ") requires " + required
							+ " (floor " + Floors.of(required) + ")");
				}
			}
		});
	}

	@TestFactory
	Stream<DynamicTest> knowsNoEclipseBelowTheLine() {
		return forEachBundle(bundle -> {
			if (Floors.isPlain(bundle)) {
				List<String> used = new ArrayList<>(required(bundle));
				used.addAll(names(header(bundle, "Import-Package")));
				assertEquals(List.of(), used.stream().filter(name -> name.startsWith("org.eclipse.") || name.startsWith("org.osgi.")).toList());
				assertEquals("", header(bundle, "Bundle-Activator"));
			}
		});
	}

	@Test
	void eclipseCoreHasNoWidgets() throws IOException {
		List<String> drawing = required("org.ringside.eclipse.core").stream().filter(name -> name.startsWith("org.eclipse.swt")
				|| name.startsWith("org.eclipse.jface") || name.startsWith("org.eclipse.ui") || name.startsWith("org.eclipse.debug.ui")).toList();
		assertEquals(List.of(), drawing);
	}

	@TestFactory
	Stream<DynamicTest> isNamedAndBuiltLikeTheOthers() {
		return forEachBundle(bundle -> {
			assertEquals(bundle, header(bundle, "Bundle-SymbolicName").split(";")[0]);
			assertEquals(bundle, header(bundle, "Automatic-Module-Name"));
			assertEquals("JavaSE-21", header(bundle, "Bundle-RequiredExecutionEnvironment"));
			assertTrue(header(bundle, "Bundle-Version").endsWith(".qualifier"), "version without qualifier");
		});
	}

	@TestFactory
	Stream<DynamicTest> exportsItsOwnPackagesAndDescribesThem() {
		return forEachBundle(bundle -> {
			for (String exported : names(header(bundle, "Export-Package"))) {
				assertTrue(exported.equals(bundle) || exported.startsWith(bundle + "."), exported + " is not under " + bundle);
				Path description = Project.bundle(bundle).resolve("src").resolve(exported.replace('.', '/')).resolve("package-info.java");
				assertTrue(Files.exists(description), exported + " is exported and has no package-info.java");
				assertTrue(Files.readString(description).contains("/**"), Project.name(description) + " says nothing");
			}
		});
	}

	@Test
	void everyBundleIsInTheFeatureAndInTheBuild() throws IOException {
		String feature = Files.readString(Project.ROOT.resolve("features/org.ringside.feature/feature.xml"));
		String build = Files.readString(Project.ROOT.resolve("pom.xml"));
		for (String bundle : Project.bundles()) {
			assertTrue(feature.contains("id=\"" + bundle + "\""), bundle + " is not in the feature");
			assertTrue(build.contains("<module>bundles/" + bundle + "</module>"), bundle + " is not built");
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * Each class of the product passes the JVM's verifier. The bundles are built by Eclipse's compiler and the unit tests of a developer
 * often by javac; the former has written stack maps that the JVM refuses (a switch expression with a loop in a block, assigned to a field),
 * and such a class fails only when somebody first uses it.
 */
class LinkedClassesTest {

	@Test
	void everyClassPassesTheVerifier() throws IOException {
		List<String> refused = new ArrayList<>();
		int classes = 0;
		List<Path> jars = jars();
		List<URL> urls = new ArrayList<>();
		for (Path jar : jars) {
			urls.add(jar.toUri().toURL());
		}
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
			for (Path jar : jars) {
				if (jar.getFileName().toString().startsWith("org.ringside.")) {
					for (String name : classes(jar)) {
						classes++;
						link(name, loader, refused);
					}
				}
			}
		}
		assertEquals(List.of(), refused);
		assertTrue(classes > 100, "only " + classes + " classes in the product");
	}

	private static void link(String name, ClassLoader loader, List<String> refused) {
		try {
			Class.forName(name, true, loader);
		} catch (VerifyError e) {
			refused.add(name + ": " + e.getMessage().lines().findFirst().orElse(""));
		} catch (ClassNotFoundException | LinkageError e) {
			// What a class needs of a running Eclipse when it starts is not the question here: it has been verified before.
			assertTrue(e instanceof ExceptionInInitializerError || e instanceof NoClassDefFoundError, () -> name + ": " + e);
		}
	}

	private static List<String> classes(Path jar) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			return file.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
					.map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.')).toList();
		}
	}

	private static List<Path> jars() throws IOException {
		try (Stream<Path> files = Files.list(FreshEclipse.product("org.ringside.ide").resolve("plugins"))) {
			return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
		}
	}
}

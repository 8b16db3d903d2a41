/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.architecture;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The checked-out project as files: where it is and what a person wrote in it. */
final class Project {

	/** Folders that builds and tools write. */
	private static final Set<String> NOT_WRITTEN_BY_HAND = Set.of("target", "bin", ".git", ".settings", ".metadata");

	/** Top folder, found upwards from the module that the tests run in. */
	static final Path ROOT = findRoot();

	private Project() {
	}

	private static Path findRoot() {
		for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
			if (Files.isDirectory(folder.resolve("target-platform")) && Files.isDirectory(folder.resolve("bundles"))) {
				return folder;
			}
		}
		throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath() + " is the project's");
	}

	/** Names of the bundles, in order: the folders in {@code bundles} that have a manifest. */
	static Set<String> bundles() {
		try (Stream<Path> folders = Files.list(ROOT.resolve("bundles"))) {
			return folders.filter(folder -> Files.exists(folder.resolve("META-INF/MANIFEST.MF")))
					.map(folder -> folder.getFileName().toString()).collect(toCollection(TreeSet::new));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	static Path bundle(String name) {
		return ROOT.resolve("bundles").resolve(name);
	}

	/** All files under a folder that are part of the project and not made by a build. */
	static List<Path> files(Path top) {
		List<Path> files = new ArrayList<>();
		try {
			Files.walkFileTree(top, new SimpleFileVisitor<>() {
				@Override
				public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
					return NOT_WRITTEN_BY_HAND.contains(folder.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE
							: FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
					files.add(file);
					return FileVisitResult.CONTINUE;
				}
			});
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return files;
	}

	/** All Java sources, of bundles and of tests. */
	static List<Path> javaFiles() {
		return Stream.of("bundles", "tests").map(ROOT::resolve).flatMap(top -> files(top).stream())
				.filter(file -> file.toString().endsWith(".java")).toList();
	}

	/** A file's path as a message names it. */
	static String name(Path file) {
		return ROOT.relativize(file).toString();
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.install;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of the plain Eclipse that the build made, and how to start it: each start is a process of its own, as for a user. */
final class FreshEclipse {

	/** What one start did. */
	record Outcome(int code, String output) {
	}

	private static final long LIMIT_SECONDS = 240;

	private final Path home;

	private FreshEclipse(Path home) {
		this.home = home;
	}

	/** Copies the product {@code org.ringside.plain} of this platform. */
	static FreshEclipse copyTo(Path folder) throws IOException {
		Path source = product("org.ringside.plain");
		Files.walkFileTree(source, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
				Files.createDirectories(folder.resolve(source.relativize(from).toString()));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
				Files.copy(from, folder.resolve(source.relativize(from).toString()), StandardCopyOption.COPY_ATTRIBUTES);
				return FileVisitResult.CONTINUE;
			}
		});
		return new FreshEclipse(folder);
	}

	/** Where the build put a product of this platform: the folder with {@code plugins} in it. */
	static Path product(String name) throws IOException {
		Path products = project().resolve("releng/org.ringside.product/target/products").resolve(name).resolve(platform());
		try (Stream<Path> folders = Files.walk(products, 4)) {
			return folders.filter(path -> path.endsWith("plugins")).findFirst()
					.orElseThrow(() -> new IllegalStateException("no product in " + products)).getParent();
		}
	}

	/** This platform as p2 names it; the build may have made the products of others beside it. */
	private static String platform() {
		String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
		String os = System.getProperty("os.name");
		if (os.startsWith("Windows")) {
			return "win32/win32/" + arch;
		}
		return (os.startsWith("Mac") ? "macosx/cocoa/" : "linux/gtk/") + arch;
	}

	/** The project's top folder; this module lies two below it. */
	static Path project() {
		return Path.of("").toAbsolutePath().getParent().getParent();
	}

	Path home() {
		return home;
	}

	/** Names of the jars whose name begins so. */
	List<String> plugins(String prefix) throws IOException {
		try (Stream<Path> jars = Files.list(home.resolve("plugins"))) {
			return jars.map(jar -> jar.getFileName().toString()).filter(name -> name.startsWith(prefix)).sorted().toList();
		}
	}

	Outcome start(List<String> jvmOptions, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		if (System.getProperty("os.name").startsWith("Mac")) {
			command.add("-XstartOnFirstThread");
		}
		command.addAll(jvmOptions);
		command.add("-jar");
		command.add(home.resolve("plugins").resolve(plugins("org.eclipse.equinox.launcher_").getFirst()).toString());
		command.add("-nosplash");
		command.add("-consoleLog");
		command.addAll(Arrays.asList(arguments));
		Path output = Files.createTempFile(home, "start", ".log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
				.redirectInput(ProcessBuilder.Redirect.from(nothing(home).toFile())).start();
		if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
			process.destroyForcibly().waitFor();
			throw new AssertionError("not ended after " + LIMIT_SECONDS + " s: " + command + "\n" + Files.readString(output));
		}
		return new Outcome(process.exitValue(), Files.readString(output));
	}

	/** An empty file as standard input: what waits for a key must find the end and not the terminal. */
	private static Path nothing(Path folder) throws IOException {
		Path file = folder.resolve("no-input");
		if (!Files.exists(file)) {
			Files.createFile(file);
		}
		return file;
	}
}

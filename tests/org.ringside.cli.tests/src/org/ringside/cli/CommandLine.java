/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.ringside.asm.AssemblerCommand;
import org.ringside.devices.Uart16550;
import org.ringside.image.elf.ElfFile;
import org.ringside.isa.Cause;
import org.ringside.machine.Hart;
import org.ringside.session.Session;
import org.ringside.vmm.VirtualMachine;

/** Starts the command line as a process of its own, as a user does. */
final class CommandLine {

	/**
	 * What a process left behind.
	 *
	 * @param code its exit code
	 * @param output all of its standard output
	 * @param errors all of its standard error
	 */
	record Result(int code, String output, String errors) {

		/** Asserts that the run was refused or ended with one sentence, and returns it. */
		String sentence(int expectedCode) {
			assertEquals(expectedCode, code, errors);
			assertEquals(1, errors.lines().count(), errors);
			assertTrue(errors.startsWith("ringside: "), errors);
			assertFalse(errors.contains("Exception"), errors);
			return errors.strip();
		}
	}

	static final Path GUESTS = Path.of("..", "guests", "elf");
	private static final long PATIENCE_SECONDS = 120;

	private CommandLine() {
	}

	static String guest(String name) {
		return GUESTS.resolve(name + ".elf").toString();
	}

	static String sessionGuest(String name) {
		return Path.of("..", "org.ringside.session.tests", "guests", name + ".elf").toString();
	}

	/** The options that the start script gives the JVM. */
	static List<String> usualOptions() {
		String access = "--enable-native-access=ALL-UNNAMED";
		return Runtime.version().feature() < 23 ? List.of(access) : List.of("--sun-misc-unsafe-memory-access=allow", access);
	}

	/** The JVM and its options, up to the name of the main class. */
	static List<String> java() {
		return java(usualOptions());
	}

	/** The JVM with options of the caller's, up to the name of the main class. */
	static List<String> java(List<String> options) {
		Set<String> path = new LinkedHashSet<>();
		for (Class<?> one : List.of(Main.class, Session.class, VirtualMachine.class, Uart16550.class, Hart.class, ElfFile.class,
				Cause.class, AssemblerCommand.class, named("org.ringside.translator.Translator"), named("org.objectweb.asm.ClassWriter"))) {
			CodeSource source = one.getProtectionDomain().getCodeSource();
			path.add(Path.of(java.net.URI.create(source.getLocation().toString())).toString());
		}
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-XX:+UseSerialGC", "-cp", String.join(File.pathSeparator, path), Main.class.getName()));
		return command;
	}

	/** What the command line finds by name when it runs. */
	private static Class<?> named(String name) {
		try {
			return Class.forName(name);
		} catch (ClassNotFoundException e) {
			throw new AssertionError("the tests of the command line need " + name, e);
		}
	}

	static Result run(String... arguments) throws IOException, InterruptedException {
		return typing("", arguments);
	}

	/** Runs with something on standard input, which then ends. */
	static Result typing(String input, String... arguments) throws IOException, InterruptedException {
		return typing(input, java(), arguments);
	}

	/** Runs in a JVM that the words of {@code java} start. */
	static Result typing(String input, List<String> java, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(java);
		command.addAll(List.of(arguments));
		Path output = Files.createTempFile("ringside", ".out");
		Path errors = Files.createTempFile("ringside", ".err");
		try {
			ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
			// What a run keeps for the next one is not put among what the user keeps.
			builder.environment().put("XDG_CACHE_HOME", output.toAbsolutePath().getParent().resolve("ringside-tests-cache").toString());
			Process process = builder.start();
			try (var keyboard = process.getOutputStream()) {
				keyboard.write(input.getBytes(StandardCharsets.UTF_8));
			} catch (IOException e) {
				// The process ended before it read its input, which is its right.
			}
			if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new AssertionError("The command line hangs: " + String.join(" ", arguments));
			}
			return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
		} finally {
			Files.delete(output);
			Files.delete(errors);
		}
	}
}

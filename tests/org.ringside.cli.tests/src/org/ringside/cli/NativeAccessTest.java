/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

/** Whatever the JVM permits, the guest computes the same, and the user is told what executes it. */
class NativeAccessTest {

	private static final String HOST_CODE = "host code (x86-64)";
	private static final int JAVA = Runtime.version().feature();

	/** What does not depend on the time a run took. */
	private record Told(int code, String output, String instructions, String executedBy, String translated) {
	}

	private static Told run(List<String> options, String... more) throws IOException, InterruptedException {
		String[] words = new String[more.length + 5];
		System.arraycopy(new String[] {"run", CommandLine.guest("bench-core"), "--stats", "--hot-code", "off"}, 0, words, 0, 5);
		System.arraycopy(more, 0, words, 5, more.length);
		CommandLine.Result result = CommandLine.typing("", CommandLine.java(options), words);
		String errors = result.errors();
		assertTrue(errors.lines().allMatch(line -> line.startsWith("ringside: ") || line.startsWith("WARNING: ") || line.isEmpty()), errors);
		return new Told(result.code(), result.output(), line(errors, "instructions"), line(errors, "executed by"), line(errors, "translated"));
	}

	private static String line(String text, String name) {
		String start = String.format(Locale.ROOT, "ringside: %-24s ", name);
		return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow(() -> new AssertionError(name + " is missing in " + text))
				.substring(start.length());
	}

	private static void assertSame(Told expected, Told actual) {
		assertEquals(0, actual.code());
		assertEquals(expected.output(), actual.output());
		assertEquals(expected.instructions(), actual.instructions());
	}

	private static Told interpreted() throws IOException, InterruptedException {
		Told told = run(List.of(), "--engine", "interpreter");
		assertEquals("interpreter", told.executedBy());
		return told;
	}

	@Test
	void withoutOptionsTheJvmPermitsHostCode() throws IOException, InterruptedException {
		assumeHost();
		Told plain = run(List.of());
		assertEquals(HOST_CODE, plain.executedBy());
		assertTrue(plain.translated().matches("[1-9][0-9]* pieces of host code .*"), plain.translated());
		assertSame(interpreted(), plain);
	}

	@Test
	void anOptionOfTheJvmDeniesHostCode() throws IOException, InterruptedException {
		assumeHost();
		// Up to Java 23 all others are denied what somebody was given.
		Told denied = run(List.of(JAVA < 24 ? "--enable-native-access=java.base" : "--illegal-native-access=deny"));
		assertEquals("Java classes: this JVM denies native access", denied.executedBy());
		assertSame(interpreted(), denied);
	}

	@Test
	void ourOptionDoesWithoutHostCode() throws IOException, InterruptedException {
		Told without = run(List.of("-Dringside.hostcode=false"));
		assertEquals("Java classes: host code is switched off (-Dringside.hostcode=false)", without.executedBy());
		assertTrue(without.translated().matches("[0-9]+ Java class(es)?"), without.translated());
		assertSame(interpreted(), without);
	}

	@Test
	void aJvmThatDeniesMemoryIsToldOf() throws IOException, InterruptedException {
		assumeTrue(JAVA >= 23, "older JVMs do not deny it");
		CommandLine.Result result = CommandLine.typing("", CommandLine.java(List.of("--sun-misc-unsafe-memory-access=deny")), "run",
				CommandLine.guest("bench-core"));
		assertTrue(result.sentence(65).contains("--sun-misc-unsafe-memory-access=allow"), result.errors());
	}

	private static void assumeHost() {
		assumeTrue(System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64"), "no host code on this host");
	}
}

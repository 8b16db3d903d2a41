/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The examples that ship with the product, as {@code kernels/examples.txt} lists them. */
public final class Examples {

	static final String ROOT = "/kernels/";

	private static final List<Example> ALL = read();

	private Examples() {
	}

	/** All examples, the one to start with first. */
	public static List<Example> all() {
		return ALL;
	}

	/** The example of that name, for instance {@code twospaces}. */
	public static Optional<Example> find(String name) {
		return ALL.stream().filter(example -> example.name().equals(name)).findFirst();
	}

	private static List<Example> read() {
		try (BufferedReader names = new BufferedReader(
				new InputStreamReader(open("examples.txt"), StandardCharsets.UTF_8))) {
			return names.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"))
					.map(Examples::describe).toList();
		} catch (IOException e) {
			throw new UncheckedIOException("the list of examples cannot be read", e);
		}
	}

	private static Example describe(String name) {
		Properties properties = new Properties();
		try (InputStream in = open(name + "/example.properties")) {
			properties.load(in);
		} catch (IOException e) {
			throw new UncheckedIOException("the description of the example " + name + " cannot be read", e);
		}
		return new Example(name, properties.getProperty("title"), properties.getProperty("description"),
				properties.getProperty("image"), List.of(properties.getProperty("files").split("\\s+")));
	}

	/** Opens a file below {@code kernels/}. It is part of this bundle: if it is missing, the bundle is broken. */
	static InputStream open(String path) throws IOException {
		InputStream in = Examples.class.getResourceAsStream(ROOT + path);
		if (in == null) {
			throw new IOException("org.ringside.examples has no file kernels/" + path);
		}
		return in;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.ringside.session.Session;
import org.ringside.session.SessionException;

/** Writes events, and instructions if wanted, one a line in the order in which they happen. */
final class TraceWriter implements AutoCloseable {

	private final PrintStream to;
	private final boolean own;

	private TraceWriter(PrintStream to, boolean own) {
		this.to = to;
		this.own = own;
	}

	/** Begins to write what an option asks for; nothing without one. */
	static TraceWriter open(Optional<TraceOption> option, Session session) throws SessionException {
		if (option.isEmpty()) {
			return new TraceWriter(System.err, false);
		}
		TraceWriter writer = new TraceWriter(stream(option.get()), option.get().file().isPresent());
		session.traceTo(line -> writer.to.println(line), option.get().instructions());
		return writer;
	}

	private static PrintStream stream(TraceOption option) throws SessionException {
		if (option.file().isEmpty()) {
			return System.err;
		}
		try {
			OutputStream file = Files.newOutputStream(Path.of(option.file().get()));
			return new PrintStream(new BufferedOutputStream(file, 1 << 16), false, StandardCharsets.UTF_8);
		} catch (IOException | java.nio.file.InvalidPathException e) {
			throw new SessionException("The trace file " + option.file().get() + " cannot be written: " + e.getMessage() + ".", e);
		}
	}

	@Override
	public void close() {
		if (own) {
			to.close();
		}
	}
}

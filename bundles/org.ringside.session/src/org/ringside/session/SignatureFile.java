/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

import org.ringside.vmm.MemorySpace;

/**
 * The result of a test of an architecture suite: the guest's memory between two symbols as 32-bit words in hexadecimal,
 * one to a line, lowest address first.
 */
final class SignatureFile {

	private static final String BEGIN = "begin_signature";
	private static final String END = "end_signature";
	private static final int WORD = 4;
	private static final long LARGEST = 16 << 20;

	private final Path path;
	private final long first;
	private final int length;

	private SignatureFile(Path path, long first, int length) {
		this.path = path;
		this.first = first;
		this.length = length;
	}

	/** Finds the symbols, before the guest runs. */
	static SignatureFile of(Path path, Symbols symbols) throws SessionException {
		long first = place(symbols, BEGIN);
		long end = place(symbols, END);
		if (end < first || end - first > LARGEST) {
			throw new SessionException("The signature from " + BEGIN + " at " + Words.hex(first) + " to " + END + " at " + Words.hex(end)
					+ " is no range of at most 16 MiB.");
		}
		return new SignatureFile(path, first, (int) (end - first));
	}

	private static long place(Symbols symbols, String name) throws SessionException {
		Symbols.Place place = symbols.require(name);
		OptionalLong loaded = place.gpa();
		return loaded.isPresent() ? loaded.getAsLong() : place.gva();
	}

	/** Writes the file, on the thread of the guest. */
	void write(MemorySpace physical) throws IOException {
		byte[] bytes = new byte[(length + WORD - 1) / WORD * WORD];
		physical.read(first, bytes, new boolean[bytes.length]);
		StringBuilder lines = new StringBuilder(bytes.length / WORD * 9);
		for (int at = 0; at < bytes.length; at += WORD) {
			for (int i = WORD - 1; i >= 0; i--) {
				lines.append(Character.forDigit(bytes[at + i] >> 4 & 15, 16)).append(Character.forDigit(bytes[at + i] & 15, 16));
			}
			lines.append('\n');
		}
		Files.write(path, lines.toString().getBytes(StandardCharsets.US_ASCII));
	}
}

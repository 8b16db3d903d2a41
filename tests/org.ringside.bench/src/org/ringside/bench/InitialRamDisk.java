/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A cpio archive of format newc, as Linux unpacks it into its first file system. */
final class InitialRamDisk {

	private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

	void folder(String name) {
		entry(name, 040755, 0, 0, new byte[0]);
	}

	/** The device that the first process talks through. */
	void console() {
		entry("dev/console", 020600, 5, 1, new byte[0]);
	}

	void program(String name, byte[] contents) {
		entry(name, 0100755, 0, 0, contents);
	}

	byte[] bytes() {
		entry("TRAILER!!!", 0, 0, 0, new byte[0]);
		return archive.toByteArray();
	}

	/** Thirteen numbers of eight hexadecimal digits, name, contents, each padded to 4. */
	private void entry(String name, int mode, int major, int minor, byte[] contents) {
		StringBuilder header = new StringBuilder("070701");
		for (int field : new int[] {archive.size(), mode, 0, 0, 1, 0, contents.length, 0, 0, major, minor, name.length() + 1, 0}) {
			header.append("%08x".formatted(field));
		}
		archive.writeBytes((header + name + '\0').getBytes(StandardCharsets.US_ASCII));
		pad();
		archive.writeBytes(contents);
		pad();
	}

	private void pad() {
		while (archive.size() % 4 != 0) {
			archive.write(0);
		}
	}
}

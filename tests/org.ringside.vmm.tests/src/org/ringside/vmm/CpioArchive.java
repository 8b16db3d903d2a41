/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An initial RAM disk for Linux: a cpio archive of format newc. */
final class CpioArchive {

	private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

	CpioArchive folder(String name) {
		return entry(name, 040755, 0, 0, new byte[0]);
	}

	/** A file that may be executed. */
	CpioArchive file(String name, byte[] contents) {
		return entry(name, 0100755, 0, 0, contents);
	}

	CpioArchive characterDevice(String name, int major, int minor) {
		return entry(name, 020600, major, minor, new byte[0]);
	}

	/** Thirteen numbers of eight hexadecimal digits, name, contents, each padded to 4. */
	private CpioArchive entry(String name, int mode, int major, int minor, byte[] contents) {
		StringBuilder header = new StringBuilder("070701");
		for (int field : new int[] {archive.size(), mode, 0, 0, 1, 0, contents.length, 0, 0, major, minor, name.length() + 1, 0}) {
			header.append("%08x".formatted(field));
		}
		archive.writeBytes((header + name + '\0').getBytes(StandardCharsets.US_ASCII));
		pad();
		archive.writeBytes(contents);
		pad();
		return this;
	}

	private void pad() {
		while (archive.size() % 4 != 0) {
			archive.write(0);
		}
	}

	Path write(Path path) throws IOException {
		entry("TRAILER!!!", 0, 0, 0, new byte[0]);
		return Files.write(path, archive.toByteArray());
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Compares what two executables put into memory: the same bytes at the same places, and the same entry. */
final class LoadedBytes {

	private LoadedBytes() {
	}

	/** Fails if they differ, and answers the number of segments. */
	static int assertSame(Path theirs, Path ours) throws IOException {
		ByteBuffer expected = ByteBuffer.wrap(Files.readAllBytes(theirs)).order(ByteOrder.LITTLE_ENDIAN);
		ByteBuffer actual = ByteBuffer.wrap(Files.readAllBytes(ours)).order(ByteOrder.LITTLE_ENDIAN);
		assertEquals(expected.getLong(24), actual.getLong(24), "entry");
		Map<String, byte[]> expectedSegments = segments(expected);
		Map<String, byte[]> actualSegments = segments(actual);
		assertEquals(expectedSegments.keySet(), actualSegments.keySet());
		expectedSegments.forEach((name, bytes) -> assertArrayEquals(bytes, actualSegments.get(name), name));
		return expectedSegments.size();
	}

	/** What is loaded, by addresses, memory size and flags. */
	private static Map<String, byte[]> segments(ByteBuffer elf) {
		Map<String, byte[]> segments = new TreeMap<>();
		int table = (int) elf.getLong(32);
		for (int i = 0; i < elf.getShort(56); i++) {
			int at = table + i * 56;
			if (elf.getInt(at) == 1) {
				int offset = (int) elf.getLong(at + 8);
				segments.put("%x at %x, %x bytes, flags %d".formatted(elf.getLong(at + 16), elf.getLong(at + 24), elf.getLong(at + 40),
						elf.getInt(at + 4)), Arrays.copyOfRange(elf.array(), offset, offset + (int) elf.getLong(at + 32)));
			}
		}
		return segments;
	}
}

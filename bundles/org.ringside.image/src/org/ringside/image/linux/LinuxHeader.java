/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The 64-byte header of a Linux {@code Image}.
 *
 * @param textOffset where the image goes, counted from a 2 MiB boundary of RAM
 * @param imageSize bytes of memory that the kernel needs from there on, its zeroed data included
 * @param flags bit 0 tells big-endian
 * @param version major version in the upper half, minor in the lower
 */
public record LinuxHeader(long textOffset, long imageSize, long flags, int version) {

	private static final int SIZE = 64;
	/** "RSC\5", little-endian, at offset 56. */
	private static final int MAGIC2 = 0x0543_5352;

	/** @return the header, if the bytes begin with one */
	public static Optional<LinuxHeader> find(byte[] contents) {
		if (contents.length < SIZE) {
			return Optional.empty();
		}
		ByteBuffer bytes = ByteBuffer.wrap(contents).order(ByteOrder.LITTLE_ENDIAN);
		if (bytes.getInt(56) != MAGIC2) {
			return Optional.empty();
		}
		return Optional.of(new LinuxHeader(bytes.getLong(8), bytes.getLong(16), bytes.getLong(24), bytes.getInt(32)));
	}

	/** @return whether the kernel is little-endian, as all real ones are */
	public boolean isLittleEndian() {
		return (flags & 1) == 0;
	}
}

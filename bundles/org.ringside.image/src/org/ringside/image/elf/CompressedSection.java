/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Bytes;

/** Sections with {@code SHF_COMPRESSED} (debug information, mostly): header {@code Elf64_Chdr}, then a zlib stream. */
final class CompressedSection {

	private static final int ZLIB = 1;
	private static final int HEADER = 24;
	/** Deflate cannot do better than this, so a stated size above it is a lie, found before memory is taken for it. */
	private static final long BEST_RATIO = 1032;
	private static final long LARGEST = 1L << 28;

	private CompressedSection() {
	}

	static Bytes expand(Bytes raw, String section) throws ImageException {
		long method = raw.u32(0, "compression header of " + section);
		long size = raw.u64(8, "compression header of " + section);
		if (method != ZLIB) {
			throw raw.bad("has section " + section + " compressed by method " + method + "; only zlib (1) is understood.");
		}
		Bytes stream = raw.slice(HEADER, raw.length() - HEADER, "compressed contents of " + section);
		if (size < 0 || size > LARGEST || size > (stream.length() + 1) * BEST_RATIO) {
			throw raw.bad("has section " + section + " that claims to expand to 0x" + Long.toHexString(size) + " bytes.");
		}
		byte[] out = new byte[(int) size];
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(stream.toArray());
			int have = 0;
			while (have < out.length) {
				int got = inflater.inflate(out, have, out.length - have);
				if (got == 0) {
					throw raw.bad("has section " + section + " that ends after 0x" + Integer.toHexString(have)
							+ " of 0x" + Long.toHexString(size) + " bytes when expanded.");
				}
				have += got;
			}
			return Bytes.of(out, raw.file(), ByteOrder.LITTLE_ENDIAN);
		} catch (DataFormatException e) {
			throw new ImageException(raw.file() + " has section " + section + " with a broken zlib stream.", e);
		} finally {
			inflater.end();
		}
	}
}

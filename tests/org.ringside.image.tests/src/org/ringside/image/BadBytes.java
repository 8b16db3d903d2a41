/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;

/** Feeds a reader with every truncation and with many mutations of a good file: it may refuse with one sentence, and nothing else. */
public final class BadBytes {

	/** A reader under test. */
	public interface Reader {
		/** Reads and uses everything in the file. */
		void read(byte[] contents) throws ImageException;
	}

	private BadBytes() {
	}

	/** Every truncation if the file is small, else truncations spread evenly with all of the first 4 KiB. */
	public static int truncations(byte[] good, Reader reader) {
		int refused = 0;
		int step = Math.max(1, good.length / 4096);
		for (int length = 0; length < good.length; length += length < 4096 ? 1 : step) {
			refused += attempt(Arrays.copyOf(good, length), reader, "cut to " + length) ? 0 : 1;
		}
		return refused;
	}

	/** A number of mutations of 1 to 8 bytes, mostly values that lie at the edges of number ranges. */
	public static int mutations(byte[] good, int count, long seed, Reader reader) {
		Random random = new Random(seed);
		int refused = 0;
		for (int i = 0; i < count; i++) {
			byte[] bad = good.clone();
			int places = 1 + random.nextInt(3);
			for (int place = 0; place < places; place++) {
				// headers more often than contents
				int at = random.nextBoolean() ? random.nextInt(bad.length) : random.nextInt(Math.min(bad.length, 1024));
				int width = 1 << random.nextInt(4);
				byte fill = switch (random.nextInt(4)) {
				case 0 -> 0;
				case 1 -> (byte) 0xff;
				case 2 -> 0x7f;
				default -> (byte) random.nextInt();
				};
				for (int b = at; b < Math.min(bad.length, at + width); b++) {
					bad[b] = fill;
				}
			}
			refused += attempt(bad, reader, "seed " + seed + ", mutation " + i) ? 0 : 1;
		}
		return refused;
	}

	private static boolean attempt(byte[] bad, Reader reader, String what) {
		try {
			reader.read(bad);
			return true;
		} catch (ImageException e) {
			assertTrue(isOneSentence(e.getMessage()), what + ": " + e.getMessage());
			return false;
		} catch (RuntimeException | Error e) {
			return fail(what + " led to " + e, e);
		}
	}

	/** @return whether a message names the file, ends as a sentence does, and has one line */
	public static boolean isOneSentence(String message) {
		return message.contains("test.file") && message.endsWith(".") && message.indexOf('\n') < 0
				&& message.length() < 600;
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/** Does the same to a disk and to an array, in pieces of any size at any place; a seed reproduces it. */
final class Scribble {

	private final Disk disk;
	private final byte[] model;
	private final Random random;
	private final String label;

	Scribble(Disk disk, byte[] model, long seed) {
		this.disk = disk;
		this.model = model;
		this.random = new Random(seed);
		this.label = "seed " + seed;
	}

	/** One request. What is discarded afterwards holds what the disk says: zeros or what it was. */
	void step() throws IOException {
		int sectors = model.length / 512;
		int at = random.nextInt(sectors) * 512;
		int length = Math.min(model.length - at, 512 * (1 + random.nextInt(random.nextInt(8) == 0 ? 600 : random.nextBoolean() ? 9 : 2)));
		switch (random.nextInt(10)) {
		case 0, 1 -> {
			disk.zero(at, length);
			Arrays.fill(model, at, at + length, (byte) 0);
		}
		case 2 -> {
			disk.discard(at, length);
			byte[] now = new byte[length];
			disk.read(at, now, 0, length);
			for (int i = 0; i < length; i += 512) {
				byte[] sector = Arrays.copyOfRange(now, i, i + 512);
				if (!Arrays.equals(sector, new byte[512])) {
					assertArrayEquals(Arrays.copyOfRange(model, at + i, at + i + 512), sector, label);
				}
			}
			System.arraycopy(now, 0, model, at, length);
		}
		case 3 -> disk.flush();
		case 4, 5, 6, 7 -> {
			byte[] bytes = new byte[length + 1];
			random.nextBytes(bytes);
			disk.write(at, bytes, 1, length);
			System.arraycopy(bytes, 1, model, at, length);
		}
		default -> {
			byte[] bytes = new byte[length + 2];
			disk.read(at, bytes, 1, length);
			assertArrayEquals(Arrays.copyOfRange(model, at, at + length), Arrays.copyOfRange(bytes, 1, length + 1), label);
		}
		}
	}

	void run(int steps) throws IOException {
		for (int i = 0; i < steps; i++) {
			step();
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loss of power at any moment leaves a qcow2 image that is right, and that has all that was flushed. */
class Qcow2PowerLossTest {

	private static final int SIZE = 1 << 20;
	private static final int ROUNDS = Integer.getInteger("ringside.qcow2.losses", 160);

	@TempDir
	private Path folder;

	private static Disk open(FileChannel file) throws Exception {
		return Qcow2Disk.open(file, "disk", Qcow2Header.read(file, "disk"), true, Optional.empty());
	}

	/** What a sector may hold after the loss: what it held at the last flush, or anything that was written since. */
	private record Expected(byte[] flushed, List<byte[]> since) {
		void check(byte[] found, String label) {
			for (int at = 0; at < SIZE; at += 512) {
				int from = at;
				boolean isKnown = Arrays.equals(found, from, from + 512, flushed, from, from + 512)
						|| since.stream().anyMatch(state -> Arrays.equals(found, from, from + 512, state, from, from + 512));
				assertTrue(isKnown, label + ": the sector at " + at);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = {"cluster_size=4096", "cluster_size=512,refcount_bits=64", "cluster_size=65536", "lazy_refcounts=on,cluster_size=4096"})
	void imageIsRightAfterwards(String options) throws Exception {
		boolean isDirty = options.contains("lazy");
		DiskTools.run(folder, "qemu-img", "create", "-f", "qcow2", "-o", options, "disk.qcow2", "1M");
		DiskTools.run(folder, "qemu-io", "-f", "qcow2", "-c", "write -P 7 100000 200000", "-c", "write -z 600000 5000", "disk.qcow2");
		DiskTools.run(folder, "qemu-img", "snapshot", "-c", "one", "disk.qcow2");
		if (isDirty) {
			DiskTools.run(folder, List.of(134, 139), "qemu-io", "-f", "qcow2", "-c", "write -P 9 50000 90000", "-c", "flush", "-c", "abort", "disk.qcow2");
		}
		byte[] image = Files.readAllBytes(folder.resolve("disk.qcow2"));
		int leaks = 0;
		int interrupted = 0;
		for (int round = 0; round < ROUNDS; round++) {
			String label = options + " round " + round;
			Random random = new Random(round);
			FailingMedium medium = new FailingMedium(image, random.nextInt(isDirty ? 40 : 300));
			Expected expected = scribble(medium, image, random);
			interrupted += expected.since.isEmpty() ? 0 : 1;
			byte[] left = medium.afterwards(random);
			byte[] found = new byte[SIZE];
			if (round % 10 == 0) {
				Files.write(folder.resolve("left.qcow2"), left);
				// 3 says that there are clusters that nobody needs; before the counts are made anew, they are wrong
				if ((left[79] & 1) == 0) {
					leaks += DiskTools.run(folder, List.of(0, 3), "qemu-img", "check", "-f", "qcow2", "left.qcow2").contains("leaked") ? 1 : 0;
				}
			}
			FailingMedium after = new FailingMedium(left, Integer.MAX_VALUE);
			try (Disk disk = open(after)) {
				disk.read(0, found, 0, SIZE);
				expected.check(found, label);
				new Scribble(disk, found, round).run(10);
			}
			try (Disk disk = open(new FailingMedium(after.afterwards(random), 0))) {
				byte[] again = new byte[SIZE];
				disk.read(0, again, 0, SIZE);
				assertEquals(-1, Arrays.mismatch(found, again), label);
			} catch (IOException e) {
				// to close means to force, which fails here
				assertEquals("the power is off", e.getMessage());
			}
		}
		assertTrue(interrupted > ROUNDS / 4, interrupted + " interrupted");
		assertTrue(isDirty || leaks > 0, "some clusters are lost to the loss of power, or the test tries nothing");
	}

	private static Expected scribble(FailingMedium medium, byte[] image, Random random) throws Exception {
		byte[] model = new byte[SIZE];
		try (Disk disk = open(new FailingMedium(image, Integer.MAX_VALUE))) {
			disk.read(0, model, 0, SIZE);
		}
		Expected expected = new Expected(model.clone(), new ArrayList<>());
		try (Disk disk = open(medium)) {
			for (int step = 0;; step++) {
				byte[] next = model.clone();
				int at = random.nextInt(SIZE / 512) * 512;
				int length = Math.min(SIZE - at, 512 * (1 + random.nextInt(40)));
				switch (random.nextInt(6)) {
				case 0 -> {
					Arrays.fill(next, at, at + length, (byte) 0);
					expected.since.add(next);
					disk.zero(at, length);
				}
				case 1 -> {
					disk.flush();
					expected = new Expected(model.clone(), new ArrayList<>());
				}
				default -> {
					Arrays.fill(next, at, at + length, (byte) (1 + random.nextInt(255)));
					expected.since.add(next);
					disk.write(at, next, at, length);
				}
				}
				model = next;
			}
		} catch (IOException e) {
			assertEquals("the power is off", e.getMessage());
		}
		return expected;
	}
}

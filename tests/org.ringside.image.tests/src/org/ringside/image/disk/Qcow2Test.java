/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.image.ImageException;

/** Images that qemu-img makes read as the disk that they were made from; damaged ones are told of in a sentence. */
class Qcow2Test {

	private static final int SIZE = 3 << 20;

	@TempDir
	private Path folder;

	private void run(String... command) throws Exception {
		DiskTools.run(folder, command);
	}

	/** Random bytes, text and zeros in turn. */
	private static byte[] contents() {
		byte[] bytes = new byte[SIZE];
		Random random = new Random(8);
		for (int at = 0; at < SIZE; at += 50_000) {
			int end = Math.min(SIZE, at + 50_000);
			int kind = random.nextInt(3);
			for (int i = at; i < end && kind != 0; i++) {
				bytes[i] = (byte) (kind == 1 ? random.nextInt() : 'a' + i % 7);
			}
		}
		return bytes;
	}

	private static byte[] all(Disk disk) throws IOException {
		byte[] bytes = new byte[(int) disk.size()];
		for (int at = 0; at < bytes.length; at += 40_960) {
			disk.read(at, bytes, at, Math.min(40_960, bytes.length - at));
		}
		return bytes;
	}

	@ParameterizedTest
	@ValueSource(strings = {"compat=0.10", "compat=1.1", "cluster_size=512", "cluster_size=2M", "compat=1.1,lazy_refcounts=on",
			"preallocation=metadata", "compressed", "compressed,cluster_size=4096", "compat=1.1,refcount_bits=1"})
	void readsWhatQemuImgWrites(String options) throws Exception {
		byte[] contents = contents();
		Files.write(folder.resolve("raw.img"), contents);
		List<String> command = new ArrayList<>(List.of("qemu-img", "convert", "-f", "raw", "-O", "qcow2"));
		for (String option : options.split(",")) {
			command.addAll(option.equals("compressed") ? List.of("-c") : List.of("-o", option));
		}
		command.addAll(List.of("raw.img", "disk.qcow2"));
		run(command.toArray(String[]::new));
		try (Disk disk = DiskFile.open(folder.resolve("disk.qcow2"), DiskAccess.READ_ONLY, false)) {
			assertEquals(SIZE, disk.size());
			assertArrayEquals(contents, all(disk));
		}
	}

	@Test
	void imageBelowIsReadOnlyWhereThatIsAllowed() throws Exception {
		byte[] contents = contents();
		Files.write(folder.resolve("raw.img"), contents);
		run("qemu-img", "create", "-f", "qcow2", "-b", "raw.img", "-F", "raw", "middle.qcow2");
		run("qemu-img", "create", "-f", "qcow2", "-b", "middle.qcow2", "-F", "qcow2", "top.qcow2", "5M");
		run("qemu-io", "-f", "qcow2", "-c", "write -P 0x33 65536 100000", "-c", "write -z 300000 70000", "top.qcow2");
		Arrays.fill(contents, 65536, 165_536, (byte) 0x33);
		Arrays.fill(contents, 300_000, 370_000, (byte) 0);
		Path top = folder.resolve("top.qcow2");
		String sentence = assertThrows(ImageException.class, () -> DiskFile.open(top, DiskAccess.OVERLAY, false)).getMessage();
		assertEquals("The disk image '" + top + "' stands upon the file 'middle.qcow2', which is opened only where that is allowed (backing).",
				sentence);
		try (Disk disk = DiskFile.open(top, DiskAccess.OVERLAY, true)) {
			assertArrayEquals(Arrays.copyOf(contents, 5 << 20), all(disk));
			disk.write(12, new byte[] {1, 2, 3}, 0, 3);
			byte[] some = new byte[5];
			disk.read(11, some, 0, 5);
			assertArrayEquals(new byte[] {contents[11], 1, 2, 3, contents[15]}, some);
		}
		// an image that stands upon itself ends somewhere
		run("qemu-img", "rebase", "-u", "-f", "qcow2", "-b", "top.qcow2", "-F", "qcow2", "top.qcow2");
		assertTrue(assertThrows(ImageException.class, () -> DiskFile.open(top, DiskAccess.OVERLAY, true)).getMessage().contains("more than 16"));
	}

	@Test
	void damageIsToldInASentenceAndNeverThrowsAnythingElse() throws Exception {
		Files.write(folder.resolve("raw.img"), contents());
		run("qemu-img", "convert", "-c", "-f", "raw", "-O", "qcow2", "-o", "cluster_size=4096", "raw.img", "disk.qcow2");
		byte[] good = Files.readAllBytes(folder.resolve("disk.qcow2"));
		Path bad = folder.resolve("bad.qcow2");
		Random random = new Random(6);
		int refused = 0;
		int failed = 0;
		for (int round = 0; round < 1500; round++) {
			byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(good, 100 + random.nextInt(20_000)) : good.clone();
			for (int i = random.nextInt(4); i >= 0; i--) {
				int at = random.nextInt(3) == 0 ? random.nextInt(112) : random.nextInt(Math.min(bytes.length, 1 << 15));
				bytes[at] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
			}
			Files.write(bad, bytes);
			try (Disk disk = DiskFile.open(bad, DiskAccess.OVERLAY, false)) {
				byte[] some = new byte[4096];
				for (int i = 0; i < 40 && disk.size() >= 4096; i++) {
					disk.read((disk.size() - 4096) / 40 * i, some, 0, 4096);
				}
			} catch (ImageException e) {
				refused++;
				assertTrue(e.getMessage().endsWith(".") && e.getMessage().contains("bad.qcow2"), e.getMessage());
			} catch (IOException e) {
				failed++;
			}
		}
		assertTrue(refused > 100 && failed > 50, refused + " refused, " + failed + " failed");
	}

	@Test
	void featuresThatNobodyKnowsAreRefused() throws Exception {
		Files.write(folder.resolve("raw.img"), contents());
		run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", "raw.img", "disk.qcow2");
		byte[] good = Files.readAllBytes(folder.resolve("disk.qcow2"));
		for (Object[] change : new Object[][] {{7, 9, "version 9"}, {35, 1, "encrypted"}, {79, 4, "another file"}, {79, 16, "subclusters"},
				{78, 1, "0x100"}, {23, 40, "2^40"}, {39, 0, "first table"}}) {
			byte[] bad = good.clone();
			bad[(int) change[0]] = (byte) (int) change[1];
			Path path = Files.write(folder.resolve("bad.qcow2"), bad);
			String sentence = assertThrows(ImageException.class, () -> DiskFile.open(path, DiskAccess.OVERLAY, false)).getMessage();
			assertTrue(sentence.contains((String) change[2]), sentence);
		}
		assertEquals(3, ByteBuffer.wrap(good).getInt(4));
	}
}

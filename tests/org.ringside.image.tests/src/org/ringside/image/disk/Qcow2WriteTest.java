/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.image.ImageException;

/** What is written to qcow2 images, QEMU reads, and it finds nothing wrong with them. */
class Qcow2WriteTest {

	private static final int SIZE = 3 << 20;
	/** Damaged images to try of each kind. */
	private static final int FUZZ_ROUNDS = Integer.getInteger("ringside.qcow2.damages", 200);

	@TempDir
	private Path folder;

	private static byte[] contents(int size, long seed) {
		byte[] bytes = new byte[size];
		Random random = new Random(seed);
		for (int at = 0; at < size; at += 50_000) {
			int kind = random.nextInt(3);
			for (int i = at; i < Math.min(size, at + 50_000) && kind != 0; i++) {
				bytes[i] = (byte) (kind == 1 ? random.nextInt() : 'a' + i % 7);
			}
		}
		return bytes;
	}

	private byte[] image(String options, int size) throws Exception {
		byte[] contents = contents(size, 8);
		Files.write(folder.resolve("raw.img"), contents);
		List<String> command = new ArrayList<>(List.of("qemu-img", "convert", "-f", "raw", "-O", "qcow2"));
		for (String option : options.split(",")) {
			command.addAll(option.equals("compressed") ? List.of("-c") : List.of("-o", option));
		}
		command.addAll(List.of("raw.img", "disk.qcow2"));
		DiskTools.run(folder, command.toArray(String[]::new));
		return contents;
	}

	private Disk write(String name) throws ImageException {
		return DiskFile.open(folder.resolve(name), DiskAccess.WRITE, true);
	}

	private static byte[] all(Disk disk) throws IOException {
		byte[] bytes = new byte[(int) disk.size()];
		disk.read(0, bytes, 0, bytes.length);
		return bytes;
	}

	@ParameterizedTest
	@ValueSource(strings = {"compat=0.10", "compat=1.1", "cluster_size=512", "cluster_size=2M", "compat=1.1,lazy_refcounts=on",
			"preallocation=metadata", "preallocation=full", "compressed", "compressed,cluster_size=4096", "compressed,compat=0.10",
			"compat=1.1,refcount_bits=1", "compat=1.1,refcount_bits=2,cluster_size=1024", "compat=1.1,refcount_bits=4",
			"compat=1.1,refcount_bits=8", "compat=1.1,refcount_bits=32", "compat=1.1,refcount_bits=64,cluster_size=512"})
	void randomRequestsLeaveAnImageThatQemuFindsRight(String options) throws Exception {
		byte[] model = image(options, SIZE);
		for (int seed = 1; seed <= 3; seed++) {
			try (Disk disk = write("disk.qcow2")) {
				assertTrue(disk.isWritable());
				new Scribble(disk, model, seed).run(400);
				assertArrayEquals(model, all(disk), "seed " + seed);
			}
			DiskTools.expect(folder, "disk.qcow2", model);
		}
	}

	@ParameterizedTest
	@CsvSource({"raw, compat=1.1, 3M", "raw, compat=0.10, 3M", "qcow2, cluster_size=4096, 5M", "qcow2, compat=0.10, 5M", "qcow2, compat=1.1, 2M"})
	void imageBelowIsCopiedWhereSomethingIsWritten(String below, String options, String size) throws Exception {
		byte[] base = image("compat=1.1", SIZE);
		String named = below.equals("raw") ? "raw.img" : "disk.qcow2";
		byte[] before = Files.readAllBytes(folder.resolve(named));
		DiskTools.run(folder, "qemu-img", "create", "-f", "qcow2", "-o", options, "-b", named, "-F", below, "top.qcow2", size);
		byte[] model = Arrays.copyOf(base, Integer.parseInt(size.substring(0, 1)) << 20);
		try (Disk disk = write("top.qcow2")) {
			new Scribble(disk, model, 11).run(500);
		}
		DiskTools.expect(folder, "top.qcow2", model);
		assertArrayEquals(before, Files.readAllBytes(folder.resolve(named)));
	}

	@ParameterizedTest
	@ValueSource(strings = {"compat=1.1", "compat=0.10,cluster_size=512", "compressed,cluster_size=4096"})
	void snapshotsInTheImageKeepWhatTheyHad(String options) throws Exception {
		byte[] model = image(options, SIZE);
		List<byte[]> kept = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			kept.add(model.clone());
			DiskTools.run(folder, "qemu-img", "snapshot", "-c", "s" + i, "disk.qcow2");
			try (Disk disk = write("disk.qcow2")) {
				new Scribble(disk, model, 20 + i).run(150);
			}
			DiskTools.expect(folder, "disk.qcow2", model);
		}
		DiskTools.run(folder, "qemu-img", "snapshot", "-d", "s1", "disk.qcow2");
		try (Disk disk = write("disk.qcow2")) {
			new Scribble(disk, model, 30).run(150);
		}
		DiskTools.expect(folder, "disk.qcow2", model);
		for (int i : new int[] {0, 2}) {
			DiskTools.run(folder, "qemu-img", "convert", "-f", "qcow2", "-O", "raw", "-l", "s" + i, "disk.qcow2", "s.raw");
			assertArrayEquals(kept.get(i), Files.readAllBytes(folder.resolve("s.raw")), "snapshot " + i);
		}
	}

	@Test
	void tableOfCountsGrowsWithTheFile() throws Exception {
		int size = 12 << 20;
		DiskTools.run(folder, "qemu-img", "create", "-f", "qcow2", "-o", "cluster_size=512,refcount_bits=64", "disk.qcow2", "12M");
		int before = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("disk.qcow2"))).getInt(56);
		byte[] model = contents(size, 3);
		try (Disk disk = write("disk.qcow2")) {
			disk.write(0, model, 0, size);
		}
		assertTrue(ByteBuffer.wrap(Files.readAllBytes(folder.resolve("disk.qcow2"))).getInt(56) >= 8 * before);
		DiskTools.expect(folder, "disk.qcow2", model);
	}

	@Test
	void discardedClustersAreUsedAgain() throws Exception {
		byte[] model = image("compat=1.1", SIZE);
		try (Disk disk = write("disk.qcow2")) {
			disk.write(0, model, 0, SIZE);
			disk.flush();
			long size = Files.size(folder.resolve("disk.qcow2"));
			for (int i = 0; i < 10; i++) {
				disk.discard(0, SIZE);
				disk.flush();
				disk.write(0, model, 0, SIZE);
			}
			assertTrue(Files.size(folder.resolve("disk.qcow2")) <= size + (1 << 17));
		}
		DiskTools.expect(folder, "disk.qcow2", model);
	}

	@Test
	void countsThatSomebodyCouldNotWriteAreMadeAnew() throws Exception {
		byte[] model = image("compat=1.1,lazy_refcounts=on", SIZE);
		Random random = new Random(5);
		for (int round = 0; round < 4; round++) {
			int at = random.nextInt(40) << 16;
			// it kills itself before it brings the counts up to date
			DiskTools.run(folder, List.of(134, 139), "qemu-io", "-f", "qcow2", "-c", "discard " + at + " 256k", "-c",
					"write -P 0x5a " + at + " 256k", "-c", "flush", "-c", "abort", "disk.qcow2");
			Arrays.fill(model, at, at + (256 << 10), (byte) 0x5a);
			assertEquals(1, Files.readAllBytes(folder.resolve("disk.qcow2"))[79] & 1, "it is dirty");
			try (Disk disk = write("disk.qcow2")) {
				new Scribble(disk, model, 40 + round).run(round == 0 ? 0 : 100);
			}
			assertEquals(0, Files.readAllBytes(folder.resolve("disk.qcow2"))[79] & 1);
			DiskTools.expect(folder, "disk.qcow2", model);
		}
	}

	@Test
	void bitmapsOfChangesAreNotPromisedAfterAWrite() throws Exception {
		byte[] model = image("compat=1.1", SIZE);
		DiskTools.run(folder, "qemu-img", "bitmap", "--add", "disk.qcow2", "changes");
		try (Disk disk = write("disk.qcow2")) {
			assertEquals(SIZE, disk.size());
		}
		assertEquals(1, Files.readAllBytes(folder.resolve("disk.qcow2"))[95], "nothing is written, nothing changes");
		try (Disk disk = write("disk.qcow2")) {
			new Scribble(disk, model, 50).run(100);
		}
		assertEquals(0, Files.readAllBytes(folder.resolve("disk.qcow2"))[95]);
		DiskTools.run(folder, List.of(0, 3), "qemu-img", "check", "disk.qcow2");
	}

	@Test
	void processThatIsAskedToEndWritesWhatItHas() throws Exception {
		byte[] model = new byte[SIZE];
		DiskTools.run(folder, "qemu-img", "create", "-f", "qcow2", "disk.qcow2", "3M");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path") + File.pathSeparator + places(Disk.class) + File.pathSeparator + places(WritingProcess.class),
				WritingProcess.class.getName(), folder.resolve("disk.qcow2").toString()).redirectError(folder.resolve("error.txt").toFile()).start();
		try (BufferedReader output = process.inputReader()) {
			assertEquals("written", output.readLine(), () -> "its errors: " + folder.resolve("error.txt"));
			process.destroy();
			assertTrue(process.waitFor(30, TimeUnit.SECONDS));
		} finally {
			process.destroyForcibly();
		}
		Arrays.fill(model, 100_352, 301_056, (byte) 0x5a);
		DiskTools.expect(folder, "disk.qcow2", model);
	}

	private static String places(Class<?> type) throws Exception {
		Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		return place + File.pathSeparator + place.resolve("target/classes") + File.pathSeparator + place.resolve("bin");
	}

	@Test
	void imageThatSomebodyFoundDamagedIsOnlyRead() throws Exception {
		byte[] model = image("compat=1.1", SIZE);
		Path path = folder.resolve("disk.qcow2");
		byte[] bytes = Files.readAllBytes(path);
		bytes[79] |= 2;
		Files.write(path, bytes);
		assertEquals("The disk image '" + path + "' is marked as corrupt and may only be read; repair it with qemu-img check -r all, or leave out write.",
				assertThrows(ImageException.class, () -> write("disk.qcow2")).getMessage());
		try (Disk disk = DiskFile.open(path, DiskAccess.READ_ONLY, false)) {
			assertArrayEquals(model, all(disk));
			assertThrows(IOException.class, () -> disk.write(0, model, 0, 512));
			assertThrows(IOException.class, () -> disk.zero(0, 512));
			assertThrows(IOException.class, () -> disk.discard(0, 512));
		}
		assertArrayEquals(bytes, Files.readAllBytes(path));
	}

	/** Either a damaged image is refused and stays as it is, or it is used, and then holds what was written. */
	@ParameterizedTest
	@ValueSource(strings = {"compressed,cluster_size=4096", "cluster_size=512", "compat=1.1,lazy_refcounts=on,cluster_size=4096"})
	void damagedImagesAreRefusedOrWork(String options) throws Exception {
		image(options, 1 << 20);
		DiskTools.run(folder, "qemu-img", "snapshot", "-c", "one", "disk.qcow2");
		byte[] good = Files.readAllBytes(folder.resolve("disk.qcow2"));
		Path bad = folder.resolve("bad.qcow2");
		Random random = new Random(6);
		int refused = 0;
		int used = 0;
		for (int round = 0; round < FUZZ_ROUNDS; round++) {
			byte[] bytes = random.nextInt(6) == 0 ? Arrays.copyOf(good, 100 + random.nextInt(good.length)) : good.clone();
			for (int i = random.nextInt(4); i >= 0; i--) {
				int at = random.nextInt(3) == 0 ? random.nextInt(112) : random.nextInt(Math.min(bytes.length, 1 << 15));
				bytes[at] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextBoolean() ? bytes[at] ^ 1 << random.nextInt(8) : random.nextInt());
			}
			if (random.nextInt(5) == 0 && bytes.length > 80) {
				bytes[79] |= 1;
			}
			Files.write(bad, bytes);
			byte[] model;
			try (Disk disk = DiskFile.open(bad, DiskAccess.WRITE, false)) {
				if (disk.size() > 4 << 20) {
					continue;
				}
				try {
					model = all(disk);
				} catch (IOException e) {
					// compressed bytes that are none
					continue;
				}
				new Scribble(disk, model, round).run(30);
				used++;
			} catch (ImageException e) {
				refused++;
				assertTrue(e.getMessage().endsWith(".") && e.getMessage().contains("bad.qcow2"), e.getMessage());
				assertArrayEquals(bytes, Files.readAllBytes(bad), "round " + round + ": " + e.getMessage());
				continue;
			}
			try (Disk disk = DiskFile.open(bad, DiskAccess.WRITE, false)) {
				assertArrayEquals(model, all(disk), "round " + round);
			}
		}
		assertTrue(refused > FUZZ_ROUNDS / 5 && used > FUZZ_ROUNDS / 10, refused + " refused, " + used + " used");
	}
}

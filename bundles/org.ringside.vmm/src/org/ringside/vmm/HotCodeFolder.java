/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The folder in which the process keeps, of each guest, what was hot when it ran: a file for the same images, ISA and way of
 * running. Without one nothing is kept and nothing read.
 */
public final class HotCodeFolder {

	/** Files in the folder; beyond these the one goes that was written longest ago. */
	private static final int MOST_FILES = 64;
	private static final String SUFFIX = ".hot";

	private static volatile Optional<Path> chosen = Optional.empty();

	private HotCodeFolder() {
	}

	/** Sets the folder for guests that start from now on; it is made when it is first written to. Empty for none. */
	public static void choose(Optional<Path> folder) {
		chosen = folder;
	}

	/** Where programs of the user keep what they can make again: {@code $XDG_CACHE_HOME/ringside}, or {@code ~/.cache/ringside}. */
	public static Path usual() {
		String cache = System.getenv("XDG_CACHE_HOME");
		Path base = cache != null && Path.of(cache).isAbsolute() ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
		return base.resolve("ringside").resolve("hot");
	}

	/** The file of a guest, which need not be there. */
	static Optional<Path> file(VmConfig config) {
		Optional<Path> folder = chosen;
		if (folder.isEmpty() || config.engine() != Engine.TRANSLATOR) {
			return Optional.empty();
		}
		try {
			CRC32 sum = new CRC32();
			List<Path> images = new ArrayList<>(List.of(config.image()));
			config.kernel().ifPresent(images::add);
			long bytes = 0;
			for (Path image : images) {
				bytes += add(sum, image);
			}
			sum.update((config.isa() + (config.parallel() ? " parallel" : "")).getBytes());
			Path file = folder.get().resolve(String.format("%08x-%x%s", sum.getValue(), bytes, SUFFIX));
			makeRoom(folder.get(), file);
			return Optional.of(file);
		} catch (IOException e) {
			// Whoever loads the image tells what is wrong with it.
			return Optional.empty();
		}
	}

	private static long add(CRC32 sum, Path image) throws IOException {
		long size = 0;
		byte[] buffer = new byte[1 << 20];
		try (InputStream in = Files.newInputStream(image)) {
			for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
				sum.update(buffer, 0, n);
				size += n;
			}
		}
		return size;
	}

	private static void makeRoom(Path folder, Path fresh) throws IOException {
		if (!Files.isDirectory(folder) || Files.exists(fresh)) {
			return;
		}
		try (Stream<Path> files = Files.list(folder)) {
			List<Path> old = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted(Comparator.comparing(HotCodeFolder::written)).toList();
			for (int i = 0; i <= old.size() - MOST_FILES; i++) {
				Files.deleteIfExists(old.get(i));
			}
		}
	}

	private static FileTime written(Path file) {
		try {
			return Files.getLastModifiedTime(file);
		} catch (IOException e) {
			return FileTime.fromMillis(0);
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's kernel modules, as {@code tests/linux/fetch} has put them aside. */
final class LinuxModules {

	private static final Path FOLDER = Path.of("..", "linux", "target", "modules");
	private static final Pattern DEPENDS = Pattern.compile("\\x00depends=([a-z0-9_,-]*)\\x00");

	private LinuxModules() {
	}

	static boolean present() {
		return Files.exists(FOLDER.resolve("virtio_blk.ko"));
	}

	/** Puts modules and what they depend on into {@code /modules}; returns the commands that insert them in the right order. */
	static String pack(CpioArchive archive, String... names) throws IOException {
		Set<String> order = new LinkedHashSet<>();
		for (String name : names) {
			visit(name, order);
		}
		archive.folder("modules");
		StringBuilder commands = new StringBuilder();
		for (String name : order) {
			archive.file("modules/" + name + ".ko", Files.readAllBytes(FOLDER.resolve(name + ".ko")));
			commands.append("insmod /modules/").append(name).append(".ko\n");
		}
		return commands.toString();
	}

	private static void visit(String name, Set<String> order) throws IOException {
		Path file = FOLDER.resolve(name + ".ko");
		// what is no file is built into the kernel
		if (order.contains(name) || !Files.exists(file)) {
			return;
		}
		Matcher depends = DEPENDS.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
		if (depends.find()) {
			for (String other : depends.group(1).split(",")) {
				visit(other.replace('-', '_'), order);
			}
		}
		order.add(name);
	}
}

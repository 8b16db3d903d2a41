/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A folder whose files a guest may read. Nothing leads out of it: no names of folders above, no links. */
final class TftpFolder {

	private final Path root;

	/** @throws IOException if there is no such folder */
	TftpFolder(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			throw new IOException("The folder " + folder + " for TFTP does not exist");
		}
		root = folder.toRealPath();
	}

	/** Opens a file; empty if there is none of that name in the folder. */
	Optional<FileChannel> open(String name) {
		try {
			Path relative = Path.of(name.replaceFirst("^/+", ""));
			for (Path part : relative) {
				if (part.toString().equals("..")) {
					return Optional.empty();
				}
			}
			Path file = root.resolve(relative).toRealPath();
			// what is no ordinary file (a pipe, a device) could keep the network waiting
			if (!file.startsWith(root) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
				return Optional.empty();
			}
			return Optional.of(FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
		} catch (IOException | InvalidPathException | UnsupportedOperationException e) {
			return Optional.empty();
		}
	}
}

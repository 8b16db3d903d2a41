/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * One guest kernel with its sources.
 *
 * @param name        the folder's name; also a good name for a project
 * @param title       a line for a person to choose by
 * @param description what it shows, in a sentence or two
 * @param image       the file to run, an ELF with symbols and line information
 * @param files       all files, the image among them; plain names, no folders
 */
public record Example(String name, String title, String description, String image, List<String> files) {

	public Example {
		files = List.copyOf(files);
		if (!files.contains(image)) {
			throw new IllegalArgumentException("the example " + name + " has no file " + image);
		}
	}

	/**
	 * Opens one of {@link #files()}.
	 *
	 * @throws IOException if the example has no such file
	 */
	public InputStream open(String file) throws IOException {
		return Examples.open(name + "/" + file);
	}

	/**
	 * Copies all files into a folder, which is made if it is not there; files of the same name are replaced.
	 *
	 * @return the path of the image's copy
	 */
	public Path copyTo(Path folder) throws IOException {
		Files.createDirectories(folder);
		for (String file : files) {
			try (InputStream in = open(file)) {
				Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
			}
		}
		return folder.resolve(image);
	}
}

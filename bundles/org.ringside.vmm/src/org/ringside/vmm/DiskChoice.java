/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.nio.file.Path;
import java.util.Objects;

import org.ringside.image.disk.DiskAccess;

/**
 * A disk that a guest has.
 *
 * @param image a raw or qcow2 image
 * @param access what becomes of the guest's writes
 * @param withBacking whether another file that the image names may be opened as well, for reading
 */
public record DiskChoice(Path image, DiskAccess access, boolean withBacking) {

	public DiskChoice {
		Objects.requireNonNull(image);
		Objects.requireNonNull(access);
	}

	/**
	 * Reads what a person types: the file's name, then any of {@code ,write}, {@code ,read-only} and {@code ,backing}.
	 *
	 * @throws IllegalArgumentException with a sentence, if it makes no sense
	 */
	public static DiskChoice parse(String text) {
		String file = text;
		DiskAccess access = DiskAccess.OVERLAY;
		boolean backing = false;
		while (true) {
			int comma = file.lastIndexOf(',');
			String word = comma < 0 ? "" : file.substring(comma + 1);
			switch (word) {
				case "write" -> access = other(access, DiskAccess.WRITE, text);
				case "read-only" -> access = other(access, DiskAccess.READ_ONLY, text);
				case "backing" -> backing = true;
				default -> {
					if (file.isEmpty()) {
						throw new IllegalArgumentException("The disk '" + text + "' names no file; expected FILE[,write|,read-only][,backing].");
					}
					return new DiskChoice(Path.of(file), access, backing);
				}
			}
			file = file.substring(0, comma);
		}
	}

	private static DiskAccess other(DiskAccess before, DiskAccess now, String text) {
		if (before != DiskAccess.OVERLAY && before != now) {
			throw new IllegalArgumentException("The disk '" + text + "' cannot be both written and read-only.");
		}
		return now;
	}

	/** What {@link #parse} reads. */
	@Override
	public String toString() {
		String written = switch (access) {
			case OVERLAY -> "";
			case WRITE -> ",write";
			case READ_ONLY -> ",read-only";
		};
		return image + written + (withBacking ? ",backing" : "");
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image;

import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.ringside.image.bytes.Bytes;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.linux.LinuxHeader;

/** A file that a guest can be started from, told apart by its contents and never by its name. */
public sealed interface GuestImage {

	/** @return how messages name the file */
	String name();

	/**
	 * A program or firmware that says itself where it goes.
	 *
	 * @param elf the file
	 */
	record Elf(ElfFile elf) implements GuestImage {
		@Override
		public String name() {
			return elf.name();
		}
	}

	/**
	 * A Linux kernel in the {@code Image} format: goes to a 2 MiB boundary of RAM plus {@code text_offset}, and starts at its
	 * first byte.
	 *
	 * @param name how messages name the file
	 * @param header what its header says
	 * @param contents the whole file, read-only
	 */
	record LinuxImage(String name, LinuxHeader header, ByteBuffer contents) implements GuestImage {
	}

	/**
	 * Bytes that go where the user or the board says, and start at the first one.
	 *
	 * @param name how messages name the file
	 * @param contents the whole file, read-only
	 */
	record Raw(String name, ByteBuffer contents) implements GuestImage {
	}

	/**
	 * Reads a file and tells what it is; one that was compressed by gzip is unpacked.
	 *
	 * @param path the file
	 * @return its contents
	 * @throws ImageException if it cannot be read, is a broken ELF file or one for another machine, or is certainly no
	 *         code (a text, a picture, an archive)
	 */
	static GuestImage load(Path path) throws ImageException {
		return parse(Bytes.readFile(path), path.toString());
	}

	/**
	 * Tells what the bytes of a file are.
	 *
	 * @param contents the whole file; not to be changed afterwards
	 * @param nameForMessages how messages name the file
	 * @return its contents
	 * @throws ImageException as {@link #load}
	 */
	static GuestImage parse(byte[] contents, String nameForMessages) throws ImageException {
		return ImageKinds.recognise(contents, nameForMessages);
	}
}

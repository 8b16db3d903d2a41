/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import org.ringside.image.elf.ElfFile;
import org.ringside.image.linux.LinuxHeader;

/** Tells the kinds of guest image apart, and the files that are certainly none. */
final class ImageKinds {

	private static final int LARGEST_UNPACKED = 1 << 29;

	/** A file format that is no guest image, with the bytes that begin it. */
	private record Foreign(String what, String start) {
		boolean begins(byte[] contents) {
			byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
			return contents.length >= bytes.length
					&& Arrays.equals(contents, 0, bytes.length, bytes, 0, bytes.length);
		}
	}

	private static final List<Foreign> FOREIGN = List.of(
			new Foreign("a script", "#!"),
			new Foreign("a ZIP or JAR archive", "PK\3\4"),
			new Foreign("an archive of object files", "!<arch>\n"),
			new Foreign("a Java class file", "\u00ca\u00fe\u00ba\u00be"),
			new Foreign("a PNG picture", "\u0089PNG"),
			new Foreign("a PDF document", "%PDF"),
			new Foreign("a flattened device tree", "\u00d0\r\u00fe\u00ed"),
			new Foreign("a qcow2 disk image", "QFI\u00fb"),
			new Foreign("a U-Boot legacy image", "'\5\31V"),
			new Foreign("a file compressed by xz", "\u00fd7zXZ"),
			new Foreign("a file compressed by zstd", "(\u00b5/\u00fd"),
			new Foreign("a file compressed by bzip2", "BZh"),
			new Foreign("a Windows or EFI program", "MZ"));

	private ImageKinds() {
	}

	static GuestImage recognise(byte[] contents, String name) throws ImageException {
		if (contents.length == 0) {
			throw new ImageException(name + " is empty; expected an ELF file, a Linux Image or raw firmware.");
		}
		if (contents.length >= 2 && (contents[0] & 0xff) == 0x1f && (contents[1] & 0xff) == 0x8b) {
			byte[] unpacked = unpack(contents, name);
			if (unpacked.length >= 2 && (unpacked[0] & 0xff) == 0x1f && (unpacked[1] & 0xff) == 0x8b) {
				throw new ImageException(name + " is compressed by gzip twice; unpack it once.");
			}
			return recognise(unpacked, name);
		}
		if (ElfFile.hasMagic(contents)) {
			return new GuestImage.Elf(ElfFile.parse(contents, name));
		}
		// before the foreign ones: a kernel with an EFI stub begins with MZ too
		Optional<LinuxHeader> linux = LinuxHeader.find(contents);
		ByteBuffer view = ByteBuffer.wrap(contents).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
		if (linux.isPresent()) {
			check(linux.get(), name);
			return new GuestImage.LinuxImage(name, linux.get(), view);
		}
		for (Foreign foreign : FOREIGN) {
			if (foreign.begins(contents)) {
				throw new ImageException(name + " is " + foreign.what
						+ "; expected an ELF file, a Linux Image or raw firmware.");
			}
		}
		if (isText(contents)) {
			throw new ImageException(name + " is a text file; expected an ELF file, a Linux Image or raw firmware.");
		}
		return new GuestImage.Raw(name, view);
	}

	private static void check(LinuxHeader header, String name) throws ImageException {
		if (!header.isLittleEndian()) {
			throw new ImageException(name + " is a big-endian Linux kernel; expected a little-endian one.");
		}
		if (header.textOffset() < 0 || header.imageSize() < 0) {
			throw new ImageException(name + " has a Linux header with a wild size: text_offset 0x"
					+ Long.toHexString(header.textOffset()) + ", image_size 0x" + Long.toHexString(header.imageSize())
					+ ".");
		}
	}

	private static byte[] unpack(byte[] contents, String name) throws ImageException {
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(contents))) {
			byte[] unpacked = in.readNBytes(LARGEST_UNPACKED);
			if (in.read() >= 0) {
				throw new ImageException(name + " is too large: it unpacks to more than " + LARGEST_UNPACKED + " bytes.");
			}
			return unpacked;
		} catch (IOException e) {
			throw new ImageException(name + " begins as a gzip file and is broken: " + e.getMessage() + ".", e);
		}
	}

	/** Only printable characters and white space, throughout: no code of any length is that. */
	private static boolean isText(byte[] contents) {
		for (byte b : contents) {
			if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' || b == 0x7f) {
				return false;
			}
		}
		// a few bytes of code can look like text by chance
		return contents.length >= 32;
	}
}

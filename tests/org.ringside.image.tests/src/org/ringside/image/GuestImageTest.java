/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are known by what is in them. */
class GuestImageTest {

	@TempDir
	Path folder;

	private static byte[] linux(long flags) {
		ByteBuffer image = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
		image.put(0, "MZ".getBytes(StandardCharsets.US_ASCII));
		image.putLong(8, 0x20_0000).putLong(16, 0x123_4000).putLong(24, flags).putInt(32, 2);
		image.put(48, "RISCV\0\0\0RSC\5".getBytes(StandardCharsets.US_ASCII));
		return image.array();
	}

	private static byte[] gzip(byte[] contents) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
			zip.write(contents);
		}
		return out.toByteArray();
	}

	@Test
	void linuxImageIsKnownByItsHeaderEvenWithAnEfiStub() throws Exception {
		GuestImage.LinuxImage image = assertInstanceOf(GuestImage.LinuxImage.class, GuestImage.parse(linux(0), "Image"));
		assertEquals(0x20_0000, image.header().textOffset());
		assertEquals(0x123_4000, image.header().imageSize());
		assertEquals(4096, image.contents().remaining());
	}

	@Test
	void gzipIsUnpacked() throws Exception {
		assertInstanceOf(GuestImage.LinuxImage.class, GuestImage.parse(gzip(linux(0)), "Image.gz"));
		assertEquals("a.gz is compressed by gzip twice; unpack it once.", message(gzip(gzip(linux(0))), "a.gz"));
		byte[] cut = java.util.Arrays.copyOf(gzip(linux(0)), 40);
		assertEquals("a.gz begins as a gzip file and is broken: Unexpected end of ZLIB input stream.", message(cut, "a.gz"));
	}

	@Test
	void codeWithoutAnyHeaderIsRaw() throws Exception {
		// li a0, 1; ret, many times
		ByteBuffer code = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
		while (code.hasRemaining()) {
			code.putInt(0x0010_0513).putInt(0x0000_8067);
		}
		assertInstanceOf(GuestImage.Raw.class, GuestImage.parse(code.array(), "boot.bin"));
	}

	@Test
	void whatIsNoCodeIsRefused() {
		String expected = "; expected an ELF file, a Linux Image or raw firmware.";
		assertEquals("a is empty" + expected, message(new byte[0], "a"));
		assertEquals("a is a script" + expected, message("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII), "a"));
		assertEquals("a is a text file" + expected, message("This is the kernel's source, not the kernel.\n".getBytes(StandardCharsets.US_ASCII), "a"));
		assertEquals("a is a Java class file" + expected, message(new byte[] { (byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0 }, "a"));
		assertEquals("a is a big-endian Linux kernel; expected a little-endian one.", message(linux(1), "a"));
	}

	@Test
	void filesThatCannotBeReadAreNamed() throws Exception {
		Path missing = folder.resolve("missing.elf");
		assertEquals(missing + " does not exist.", assertThrows(ImageException.class, () -> GuestImage.load(missing)).getMessage());
		assertEquals(folder + " is a folder; expected a file.", assertThrows(ImageException.class, () -> GuestImage.load(folder)).getMessage());
		Path large = folder.resolve("large.img");
		try (var channel = Files.newByteChannel(large, java.nio.file.StandardOpenOption.CREATE_NEW,
				java.nio.file.StandardOpenOption.WRITE, java.nio.file.StandardOpenOption.SPARSE)) {
			channel.position(1L << 31).write(ByteBuffer.allocate(1));
		}
		assertEquals(large + " is too large: it has 2147483649 bytes, and at most 1073741824 are read.",
				assertThrows(ImageException.class, () -> GuestImage.load(large)).getMessage());
	}

	private static String message(byte[] contents, String name) {
		return assertThrows(ImageException.class, () -> GuestImage.parse(contents, name)).getMessage();
	}
}

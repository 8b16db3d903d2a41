/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Contents of {@code .riscv.attributes}, from which disassemblers learn the instruction set (RISC-V ELF psABI, Attributes). */
public final class RiscvAttributes {

	/** The name of the section; its type is {@link ElfSection#RISCV_ATTRIBUTES}. */
	public static final String SECTION = ".riscv.attributes";

	private static final int TAG_FILE = 1;
	/** The stack's alignment in bytes. */
	public static final int STACK_ALIGN = 4;
	/** The instruction set, a string. */
	public static final int ARCH = 5;
	/** Whether accesses that are not aligned are made. */
	public static final int UNALIGNED_ACCESS = 6;
	/** The version of the privileged specification: its first number; the next two tags have the others. */
	public static final int PRIV_SPEC = 8;

	private RiscvAttributes() {
	}

	/**
	 * @param arch the instruction set with versions, such as {@code rv64i2p1_m2p0}
	 * @return the contents of the section
	 */
	public static byte[] encode(String arch) {
		return encode(new TreeMap<>(Map.of(STACK_ALIGN, "16", ARCH, arch)));
	}

	/**
	 * @param values by tag; a tag with an even number is a number, one with an odd number a text
	 * @return the contents of the section
	 */
	public static byte[] encode(SortedMap<Integer, String> values) {
		ByteArrayOutputStream attributes = new ByteArrayOutputStream();
		values.forEach((tag, value) -> {
			number(attributes, tag);
			if (tag % 2 == 0) {
				number(attributes, Long.parseUnsignedLong(value));
			} else {
				attributes.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
				attributes.write(0);
			}
		});
		byte[] vendor = "riscv\0".getBytes(StandardCharsets.US_ASCII);
		int fileSize = 1 + 4 + attributes.size();
		ByteBuffer out = ByteBuffer.allocate(1 + 4 + vendor.length + fileSize).order(ByteOrder.LITTLE_ENDIAN);
		out.put((byte) 'A').putInt(4 + vendor.length + fileSize).put(vendor);
		out.put((byte) TAG_FILE).putInt(fileSize).put(attributes.toByteArray());
		return out.array();
	}

	/** ULEB128. */
	private static void number(ByteArrayOutputStream out, long value) {
		long rest = value;
		for (; rest >>> 7 != 0; rest >>>= 7) {
			out.write((int) (rest & 0x7f | 0x80));
		}
		out.write((int) rest);
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Contents of {@code .riscv.attributes}, from which disassemblers learn the instruction set (RISC-V ELF psABI, Attributes). */
public final class RiscvAttributes {

	/** The name of the section; its type is {@link ElfSection#RISCV_ATTRIBUTES}. */
	public static final String SECTION = ".riscv.attributes";

	private static final int TAG_FILE = 1;
	private static final int TAG_STACK_ALIGN = 4;
	private static final int TAG_ARCH = 5;

	private RiscvAttributes() {
	}

	/**
	 * @param arch the instruction set with versions, such as {@code rv64i2p1_m2p0}
	 * @return the contents of the section
	 */
	public static byte[] encode(String arch) {
		ByteArrayOutputStream attributes = new ByteArrayOutputStream();
		attributes.write(TAG_STACK_ALIGN);
		attributes.write(16);
		attributes.write(TAG_ARCH);
		attributes.writeBytes(arch.getBytes(StandardCharsets.US_ASCII));
		attributes.write(0);
		byte[] vendor = "riscv\0".getBytes(StandardCharsets.US_ASCII);
		int fileSize = 1 + 4 + attributes.size();
		ByteBuffer out = ByteBuffer.allocate(1 + 4 + vendor.length + fileSize).order(ByteOrder.LITTLE_ENDIAN);
		out.put((byte) 'A').putInt(4 + vendor.length + fileSize).put(vendor);
		out.put((byte) TAG_FILE).putInt(fileSize).put(attributes.toByteArray());
		return out.array();
	}
}

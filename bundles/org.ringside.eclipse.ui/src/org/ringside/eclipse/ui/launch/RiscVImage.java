/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

import org.eclipse.core.resources.IFile;

/** Tells by its first bytes whether a file is an executable that Ringside can start. */
final class RiscVImage {

	private static final int EM_RISCV = 243;
	private static final int ET_EXEC = 2;
	private static final int ET_DYN = 3;
	private static final int HEADER = 20;

	private RiscVImage() {
	}

	/** Whether {@code file} is a RISC-V ELF file that can be executed; 32-bit ones as well, which are refused with a reason at launch. */
	static boolean is(IFile file) {
		if (file.getLocation() == null) {
			return false;
		}
		try (InputStream in = Files.newInputStream(file.getLocation().toPath())) {
			return is(in.readNBytes(HEADER));
		} catch (IOException e) {
			// A file that cannot be read is no image to be offered; opening it says why.
			return false;
		}
	}

	/** ELF header: magic at 0, e_type at 16, e_machine at 18 (System V ABI, chapter 4), little-endian for RISC-V. */
	static boolean is(byte[] head) {
		if (head.length < HEADER || head[0] != 0x7f || head[1] != 'E' || head[2] != 'L' || head[3] != 'F') {
			return false;
		}
		int type = head[16] & 0xff | (head[17] & 0xff) << 8;
		int machine = head[18] & 0xff | (head[19] & 0xff) << 8;
		return machine == EM_RISCV && (type == ET_EXEC || type == ET_DYN);
	}
}

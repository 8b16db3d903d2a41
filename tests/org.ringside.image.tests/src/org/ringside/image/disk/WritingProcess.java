/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A process that writes to a qcow2 image and then waits to be ended. */
final class WritingProcess {

	private WritingProcess() {
	}

	public static void main(String[] arguments) throws Exception {
		Disk disk = DiskFile.open(Path.of(arguments[0]), DiskAccess.WRITE, false);
		byte[] bytes = new byte[200_704];
		Arrays.fill(bytes, (byte) 0x5a);
		disk.write(100_352, bytes, 0, bytes.length);
		System.out.println("written");
		awaitEnd();
	}

	private static void awaitEnd() throws IOException {
		while (System.in.read() >= 0) {
			// the parent says nothing
		}
	}
}

/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import org.ringside.isa.sbi.SbiError;
import org.ringside.isa.sbi.SbiExtension;

/** Debug console: text to and from the first serial port (SBI 12). */
final class DebugConsole implements SbiService {
	/** The most bytes moved by one call; the caller sees how many were and asks again. */
	private static final long LARGEST_TRANSFER = 4096;

	@Override
	public SbiExtension extension() {
		return SbiExtension.DBCN;
	}

	@Override
	public SbiResult call(SbiPlatform platform, int hart, SbiCall call) {
		if (call.fid() == 2) {
			platform.consoleWrite((int) call.arg(0) & 0xff);
			return SbiResult.OK;
		}
		long count = call.arg(0);
		long address = call.arg(1);
		if (call.arg(2) != 0 || count < 0 || !platform.isRam(address, count)) {
			return SbiResult.error(SbiError.INVALID_PARAM);
		}
		int transfer = (int) Math.min(count, LARGEST_TRANSFER);
		return SbiResult.value(call.fid() == 0 ? write(platform, address, transfer) : read(platform, address, transfer));
	}

	private static long write(SbiPlatform platform, long address, int count) {
		for (byte octet : platform.readRam(address, count)) {
			platform.consoleWrite(octet & 0xff);
		}
		return count;
	}

	private static long read(SbiPlatform platform, long address, int count) {
		int done = 0;
		while (done < count) {
			int octet = platform.consoleRead();
			if (octet < 0) {
				break;
			}
			platform.writeRam(address + done, new byte[] {(byte) octet});
			done++;
		}
		return done;
	}
}

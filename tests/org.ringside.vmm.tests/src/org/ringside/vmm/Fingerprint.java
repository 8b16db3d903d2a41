/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.zip.CRC32C;

import org.ringside.devices.board.VirtBoard;
import org.ringside.machine.Memory;

/** The state of a guest as a short text: equal texts mean equal registers, CSRs and memory, as far as anybody can tell. */
final class Fingerprint {
	private Fingerprint() {
	}

	static String of(GuestCore core, int index, int[] csrs) {
		GuestVcpu vcpu = core.guestVcpus().get(index);
		StringBuilder text = new StringBuilder(" pc=").append(Long.toHexString(vcpu.pc())).append(' ').append(vcpu.mode())
				.append(" retired=").append(vcpu.retired());
		for (int register = 1; register < 32; register++) {
			text.append(" x").append(register).append('=').append(Long.toHexString(vcpu.x(register)));
		}
		for (int csr : csrs) {
			text.append(" csr").append(Integer.toHexString(csr)).append('=');
			text.append(Long.toHexString(vcpu.csr(csr)));
		}
		for (int register = 0; register < 32; register++) {
			text.append(" f").append(register).append('=').append(Long.toHexString(vcpu.f(register)));
		}
		return text.append(" memory=").append(Long.toHexString(memory(core))).toString();
	}

	/** A sum over all pages in which pages of zeros do not count, whether they were ever touched or not. */
	static long memory(GuestCore core) {
		Memory ram = core.memory().guestRam();
		byte[] page = new byte[Memory.PAGE];
		CRC32C crc = new CRC32C();
		crc.update(page);
		long zeros = crc.getValue();
		long sum = 0;
		for (long offset = 0; offset < ram.size(); offset += Memory.PAGE) {
			if (ram.touched(offset)) {
				core.bus().read(VirtBoard.RAM + offset, page, 0, page.length);
				crc.reset();
				crc.update(page);
				if (crc.getValue() != zeros) {
					sum += (crc.getValue() << 32 | offset >>> 12) * 0x9e37_79b9_7f4a_7c15L;
				}
			}
		}
		return sum;
	}
}

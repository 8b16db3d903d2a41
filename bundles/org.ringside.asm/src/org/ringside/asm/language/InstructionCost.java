/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.List;
import java.util.Optional;

import org.ringside.isa.Csr;
import org.ringside.isa.Instruction;
import org.ringside.isa.PrivilegeMode;

/** What an instruction of a guest kernel costs under each technique that runs it. */
final class InstructionCost {
	private static final String NO_MONITOR = "Under bare: runs on the machine; no monitor is beneath.";

	private InstructionCost() {
	}

	/**
	 * A line for each technique.
	 *
	 * @param csr the CSR that the instruction names
	 */
	static List<String> of(Instruction row, Optional<Csr> csr) {
		return List.of(NO_MONITOR, "Under trap-and-emulate: " + trapAndEmulate(row, csr));
	}

	private static String trapAndEmulate(Instruction row, Optional<Csr> csr) {
		if (csr.isPresent()) {
			PrivilegeMode lowest = csr.get().lowestPrivilege();
			boolean user = lowest == PrivilegeMode.U;
			boolean counter = csr.get().number() >>> 8 == 0xc;
			return counter ? "one exit where the monitor keeps this counter closed to U-mode; none where it is open."
					: user ? "no exit; the CSR belongs to U-mode." : "one exit; the monitor does it on the guest's own " + csr.get().name() + ".";
		}
		String mnemonic = row.mnemonic();
		if (mnemonic.equals("ecall")) {
			return "one exit; the monitor answers the call, or enters the guest's handler.";
		}
		if (mnemonic.startsWith("sfence") || mnemonic.startsWith("sinval")) {
			return "one exit; the monitor drops what it shadows of these addresses.";
		}
		if (row.isPrivileged()) {
			return "one exit; the monitor does it on the guest's virtual state.";
		}
		if (isStore(mnemonic)) {
			return "no exit, unless it writes a page table, whose page is write-protected, or the first time that it touches a page.";
		}
		if (isLoad(mnemonic)) {
			return "no exit, but for the first time that it touches a page, or at a device.";
		}
		return "no exit.";
	}

	private static boolean isStore(String mnemonic) {
		return List.of("sb", "sh", "sw", "sd", "fsh", "fsw", "fsd", "c.sw", "c.sd", "c.swsp", "c.sdsp", "c.fsd", "c.fsdsp").contains(mnemonic)
				|| mnemonic.startsWith("amo") || mnemonic.startsWith("sc.");
	}

	private static boolean isLoad(String mnemonic) {
		return List.of("lb", "lh", "lw", "ld", "lbu", "lhu", "lwu", "flh", "flw", "fld", "c.lw", "c.ld", "c.lwsp", "c.ldsp", "c.fld", "c.fldsp")
				.contains(mnemonic) || mnemonic.startsWith("lr.");
	}
}

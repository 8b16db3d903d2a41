/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/** An error of this program, not of the guest, while a hart ran; the message holds the state of the hart. */
public final class HartFailure extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	HartFailure(Hart hart, RuntimeException cause) {
		super(dump(hart, cause), cause);
	}

	private static String dump(Hart hart, RuntimeException cause) {
		StringBuilder text = new StringBuilder("Hart " + hart.hartId() + " failed in " + hart.mode() + "-mode after " + hart.retired()
				+ " instructions: " + cause);
		Node site = hart.site;
		if (site != null) {
			text.append(String.format("%nat 0x%x, instruction 0x%08x", site.pc, site.word));
		}
		text.append(String.format("%npc  %016x", hart.pc()));
		for (int i = 1; i < 32; i++) {
			text.append(i % 4 == 0 ? System.lineSeparator() : " ").append(String.format("x%-2d %016x", i, hart.x(i)));
		}
		PrivilegedState s = hart.state;
		text.append(String.format("%nmstatus %x mcause %x mepc %x mtval %x scause %x sepc %x stval %x satp %x", s.mstatus, s.plain.mcause(), s.plain.mepc(),
				s.plain.mtval(), s.plain.scause(), s.plain.sepc(), s.plain.stval(), s.satp));
		return text.toString();
	}
}

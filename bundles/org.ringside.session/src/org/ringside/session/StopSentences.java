/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.List;

import org.ringside.isa.Cause;
import org.ringside.isa.paging.Pte;
import org.ringside.vmm.GvaRange;
import org.ringside.vmm.VmEvent;
import org.ringside.vmm.sbi.SbiCall;

/** Says what happened in words, with symbols for addresses. */
final class StopSentences {

	private final Symbols symbols;

	StopSentences(Symbols symbols) {
		this.symbols = symbols;
	}

	String tell(VmEvent event) {
		return switch (event) {
			case VmEvent.TrapTaken trap -> trap(trap);
			case VmEvent.TrapReturn back -> "Trap return: " + back.place().mode() + "-mode returned at "
					+ symbols.describe(back.place().pc()) + " to " + back.to() + "-mode at " + symbols.describe(back.target());
			case VmEvent.Hypercall call -> "Hypercall: " + call.call().describe() + " from " + call.place().mode()
					+ "-mode at " + symbols.describe(call.place().pc())
					+ (call.own() ? "" : ", to be answered by the guest's firmware");
			case VmEvent.HypercallReturn answer -> "Hypercall return: " + answer.call().title() + " gave "
					+ SbiCall.errorName(answer.error()) + ", value " + Words.hex(answer.value()) + ", called at "
					+ symbols.describe(answer.place().pc());
			case VmEvent.PageTableWrite write -> tableWrite(write);
			case VmEvent.AddressSpaceSwitch change -> change.place().root() == 0
					? "Address translation turned off at " + symbols.describe(change.place().pc())
					: "Address space switched to root gPA " + Words.hex(change.place().root()) + ", ASID "
							+ change.place().asid() + " at " + symbols.describe(change.place().pc());
			case VmEvent.VmExit exit -> "VM exit: " + exit.reason().text() + " (" + Words.hex(exit.detail()) + ") at "
					+ symbols.describe(exit.place().pc());
			case VmEvent.ShadowFill fill -> "Shadow fill: gVA " + Words.hex(fill.gva()) + " → gPA " + Words.hex(fill.gpa())
					+ " → hPA " + Words.hex(fill.hpa()) + " " + fill.permissions() + ", needed at "
					+ symbols.describe(fill.place().pc());
			case VmEvent.ShadowInvalidate gone -> "Shadow invalidation: " + gone.entries() + " entries of gVA "
					+ range(gone.firstGva(), gone.lastGva()) + " withdrawn at " + symbols.describe(gone.place().pc()) + ": "
					+ gone.why();
		};
	}

	private String trap(VmEvent.TrapTaken trap) {
		StringBuilder text = new StringBuilder(trap.interrupt() ? "Interrupt: " : "Trap: ");
		text.append(Cause.describe(trap.cause()));
		if (!trap.interrupt() && trap.tval() != 0) {
			text.append(trap.cause() == 2 ? ", instruction word " : " at gVA ").append(Words.hex(trap.tval()));
		}
		return text.append(", in ").append(trap.from()).append("-mode at ").append(symbols.describe(trap.place().pc()))
				.append(", taken to ").append(trap.to()).append("-mode at ").append(symbols.describe(trap.handler())).toString();
	}

	private String tableWrite(VmEvent.PageTableWrite write) {
		String entry = "Page-table write: level " + write.level() + " entry at gPA " + Words.hex(write.entryGpa()) + " ";
		String where = range(write.firstGva(), write.lastGva());
		String now = target(write.newPte(), write.level());
		String before = target(write.oldPte(), write.level());
		String what = switch (write.effect()) {
			case MAP -> Pte.isLeaf(write.newPte()) ? "maps gVA " + where + " → " + now + " (was invalid)"
					: "opens gVA " + where + " by pointing to " + now + " (was invalid)";
			case UNMAP -> "unmaps gVA " + where + " (was → " + before + ")";
			case REMAP -> "remaps gVA " + where + " → " + now + " (was → " + before + ")";
			case PERMISSION -> "changes gVA " + where + " → " + now + " (was " + Pte.permissions(write.oldPte()) + ")";
			case AD -> "changes the accessed and dirty bits of gVA " + where + " to " + accessedDirty(write.newPte())
					+ " (was " + accessedDirty(write.oldPte()) + ")";
			case OTHER -> "leaves the translation of gVA " + where + " as it was (value " + Words.hex(write.newPte()) + ")";
		};
		return entry + what + elsewhere(write.others()) + ", written at " + symbols.describe(write.place().pc());
	}

	private static String elsewhere(List<GvaRange> others) {
		return others.isEmpty() ? "" : "; its table is used for gVA " + range(others.get(0).first(), others.get(0).last())
				+ (others.size() == 1 ? "" : " and " + (others.size() - 1) + " more") + ", too";
	}

	private static String target(long pte, int level) {
		if (!Pte.isValid(pte)) {
			return "nothing";
		}
		String gpa = "gPA " + Words.hex(Pte.address(pte));
		return Pte.isLeaf(pte) ? gpa + " " + Pte.permissions(pte) : "the level " + (level - 1) + " table at " + gpa;
	}

	private static String accessedDirty(long pte) {
		return letter(pte, Pte.A, 'a') + letter(pte, Pte.D, 'd');
	}

	private static String letter(long pte, long bit, char letter) {
		return (pte & bit) != 0 ? String.valueOf(letter) : "-";
	}

	private static String range(long first, long last) {
		return last - first == 4095 ? Words.hex(first) : Words.hex(first) + "-" + Words.hex(last);
	}
}
